"""Kinds, rights, states and days in words."""

from flask_babel import lazy_gettext as _l

from incubator.estate.values import EstateKind, EstateStale, EstateState, HoldingForm, RentPeriod
from incubator.neighbourhood.values import Certainty

KINDS = {EstateKind.PARCEL: _l("a piece of land"), EstateKind.BUILDING: _l("a building")}
HOLDINGS = {
    HoldingForm.NONE: _l("no right yet"),
    HoldingForm.OWNED: _l("ownership"),
    HoldingForm.GROUND_LEASE: _l("ground lease (erfpacht)"),
    HoldingForm.SUPERFICIES: _l("right to build (opstal)"),
    HoldingForm.RENT: _l("rent"),
    HoldingForm.LOAN: _l("use without paying (bruikleen)"),
    HoldingForm.APARTMENT: _l("apartment right"),
}
STATES = {
    EstateState.WISHED: _l("we want it"),
    EstateState.TALKS: _l("we talk about it"),
    EstateState.AGREED: _l("agreed, not ours yet"),
    EstateState.HELD: _l("in our hands"),
    EstateState.ENDED: _l("over"),
}
LOOKS = {
    EstateState.WISHED: "later",
    EstateState.TALKS: "now",
    EstateState.AGREED: "waiting",
    EstateState.HELD: "done",
    EstateState.ENDED: "blocked",
}
PERIODS = {RentPeriod.MONTH: _l("a month"), RentPeriod.QUARTER: _l("a quarter"), RentPeriod.YEAR: _l("a year")}
STALE = {EstateStale.SILENT: _l("nothing heard for six months"), EstateStale.PAST: _l("a day has passed")}
DAYS = {
    "lease_ends": _l("the lease ends"),
    "review": _l("the lease is looked at again"),
    "lapses": _l("the right to buy lapses"),
}
CERTAINTIES = {Certainty.FACT: _l("A fact: it can be looked up"), Certainty.ESTIMATE: _l("An estimate")}
