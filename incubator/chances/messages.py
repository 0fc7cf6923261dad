"""Kinds, states and history of chances in words; why something could be one, and why something fits a group."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.chances.models import Chance, ChanceEvent
from incubator.chances.values import (
    FROM_ANCHOR,
    FROM_AWARD,
    FROM_CALL,
    FROM_LISTS,
    FROM_MAP,
    ChanceConcern,
    ChanceHappening,
    ChanceKind,
    ChanceProposal,
    ChanceState,
)
from incubator.core import formatting
from incubator.core.i18n import language
from incubator.core.i18n import mark as N_
from incubator.core.reference import sectors
from incubator.watch.messages import reason_text
from incubator.watch.values import Reason

KINDS = {
    ChanceKind.COMMUNITY: _l("People who could start together"),
    ChanceKind.GREEN: _l("Green that could be a garden"),
    ChanceKind.PREMISES: _l("Building to buy or manage"),
    ChanceKind.CONTRACT: _l("Contract that ends"),
    ChanceKind.DEMAND: _l("Demand without local supply"),
}
# Below each other in the picture, where there is little room.
SHORT_KINDS = {
    ChanceKind.COMMUNITY: _l("People"),
    ChanceKind.GREEN: _l("Green"),
    ChanceKind.PREMISES: _l("Building"),
    ChanceKind.CONTRACT: _l("Contract"),
    ChanceKind.DEMAND: _l("Demand"),
}
STATES = {
    ChanceState.SEEN: _l("seen"),
    ChanceState.EXPLORING: _l("being explored"),
    ChanceState.STARTED: _l("group started"),
    ChanceState.NOT_NOW: _l("not now"),
}
LOOKS = {
    ChanceState.SEEN: "later",
    ChanceState.EXPLORING: "now",
    ChanceState.STARTED: "done",
    ChanceState.NOT_NOW: "blocked",
}
CONCERNS = {
    ChanceConcern.OVERDUE: _l("next step is past its day"),
    ChanceConcern.SILENT: _l("no news for six months"),
}
HAPPENED = {
    ChanceHappening.WRITTEN: _l("written down"),
    ChanceHappening.TAKEN: _l("taken over from a proposal"),
    ChanceHappening.CHANGED: _l("changed: %(what)s"),
    ChanceHappening.MOVED: _l("now: %(state)s"),
    ChanceHappening.NEWS: _l("news"),
    ChanceHappening.GROUP: _l("a group started with it"),
    ChanceHappening.SHOWN: _l("put on the public page"),
    ChanceHappening.HIDDEN: _l("taken off the public page"),
}
COLUMNS = {
    "kind": _l("kind"),
    "title": _l("name"),
    "text": _l("description"),
    "sector": _l("kind of work"),
    "building_id": _l("building"),
    "owner_id": _l("who follows it"),
    "certainty": _l("how sure it is"),
    "source": _l("source"),
    "said_by": _l("who said it"),
    "said_on": _l("the day on which it was said"),
    "next_step": _l("next step"),
    "next_on": _l("day of the next step"),
}
SOURCES = {
    FROM_AWARD: _l("award notice"),
    FROM_CALL: _l("notice of the buyer"),
    FROM_MAP: _l("money map of the neighbourhood"),
    FROM_ANCHOR: _l("what an anchor told"),
    FROM_LISTS: _l("lists of creditors of anchors"),
}
# What others may read of why something fits a group: nothing of what its people leave out or judged. A sentence that is not here is
# not shown.
FOR_NEIGHBOURS = {
    "It is about %(trade)s": N_("It is about %(trade)s"),
    "It is about %(trade)s, close to your work": N_("It is about %(trade)s, close to their work"),
    "It looks more like: %(trade)s": N_("It looks more like: %(trade)s"),
    "The text speaks of: %(words)s": N_("The text speaks of: %(words)s"),
    "The text resembles your own description": N_("The text resembles what they do"),
    "Its code stands for: %(label)s": N_("Its code stands for: %(label)s"),
    "Its code stands for other work: %(label)s": N_("Its code stands for other work: %(label)s"),
    "It does not ask for the work itself but for: %(word)s": N_(
        "It does not ask for the work itself but for: %(word)s"
    ),
    "This is about supplies, not about a service": N_("This is about supplies, not about a service"),
    "You leave out: %(words)s": N_("It holds something that they leave out"),
    "In your area: %(place)s": N_("In their area: %(place)s"),
    "Outside your area: %(place)s": N_("Outside their area: %(place)s"),
    "The size fits: %(amount)s": N_("The size fits: %(amount)s"),
    "A lot has a size that fits: %(amount)s": N_("A lot has a size that fits: %(amount)s"),
    "Larger than you look for: %(amount)s": N_("Larger than they look for: %(amount)s"),
    "Smaller than you look for: %(amount)s": N_("Smaller than they look for: %(amount)s"),
}


def sector_name(sector_id: str | None) -> str:
    """A kind of work; nothing when it is not known."""
    known = sectors.sector(sector_id or "")
    return known.name(language()) if known else ""


def why(proposal: ChanceProposal) -> str:
    """Why something could be a chance, with its amounts and days written out."""
    params = {name: _written(name, value) for name, value in proposal.params.items()}
    return str(_(proposal.why, **params))


def source(proposal: ChanceProposal) -> str:
    """Where a proposal comes from; what a person wrote down is left as it was written."""
    return str(SOURCES.get(proposal.source, proposal.source))


def _written(name: str, value: object) -> object:
    if isinstance(value, date):
        return formatting.as_date(value)
    return formatting.money_cents(value) if name.endswith("cents") and isinstance(value, int) else value


def happened(event: ChanceEvent) -> str:
    """What an entry of the history says."""
    what = ", ".join(str(COLUMNS[name]) for name in event.fields if name in COLUMNS)
    return str(HAPPENED[event.kind]) % {"what": what, "state": STATES[event.state] if event.state else ""}


def reasons(known: Sequence[Reason], *, speaks_for: bool) -> list[str]:
    """What speaks for a group, or what stands in its way, as others may read it."""
    sentences = []
    for reason in known:
        sentence = FOR_NEIGHBOURS.get(reason.sentence)
        if sentence is not None and reason.speaks_for is speaks_for:
            sentences.append(reason_text({"says": sentence, "params": reason.params}))
    return sentences


def state_of(known: Sequence[Chance], asking: int) -> str:
    """How far the chances of a neighbourhood are, in a sentence."""
    if not known:
        return str(_("No chance was written down yet."))
    total = ngettext("%(num)d chance", "%(num)d chances", len(known))
    groups = sum(chance.state is ChanceState.STARTED for chance in known)
    parts = [total]
    if groups:
        parts.append(ngettext("%(num)d became a group", "%(num)d became groups", groups))
    if asking:
        parts.append(ngettext("%(num)d asks for attention", "%(num)d ask for attention", asking))
    return f"{'; '.join(parts)}."
