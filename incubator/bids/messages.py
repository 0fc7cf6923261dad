"""Words for stages and sources, and the facts of the dossier as documents take them."""

from flask_babel import lazy_gettext as _l

from incubator.bids.documents import Known
from incubator.bids.models import BidStage
from incubator.cooperatives.models import Fact
from incubator.cooperatives.values import FACT_KEYS, FactSourceKind
from incubator.core import clock

STAGES = {
    BidStage.DRAFT: _l("Being written"),
    BidStage.SUBMITTED: _l("Handed in"),
    BidStage.WON: _l("Won"),
    BidStage.LOST: _l("Not won"),
    BidStage.WITHDRAWN: _l("Stopped"),
}
BADGES = {
    BidStage.DRAFT: "now",
    BidStage.SUBMITTED: "waiting",
    BidStage.WON: "done",
    BidStage.LOST: "later",
    BidStage.WITHDRAWN: "later",
}
# Documents are Dutch, whatever the reader's language.
SOURCES_NL = {
    FactSourceKind.EXERCISE: "opdracht in het leertraject",
    FactSourceKind.INTERVIEW: "vragen over de statuten",
    FactSourceKind.REGISTER: "ledenregister",
    FactSourceKind.DEED: "akte",
    FactSourceKind.IMPORT: "ingelezen bestand",
    FactSourceKind.ENTERED: "zelf ingevuld",
}


def known(facts: dict[str, Fact]) -> dict[str, Known]:
    """The holding facts as documents take them, in the order of the dossier."""
    return {
        key: Known(
            FACT_KEYS[key].nl,
            facts[key].value,
            SOURCES_NL[facts[key].source_kind],
            clock.local(facts[key].recorded_at).date(),
        )
        for key in FACT_KEYS
        if key in facts
    }
