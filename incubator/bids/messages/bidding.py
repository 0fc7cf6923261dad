"""Words for stages and sources, and what a document takes from the dossier and the notice."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from flask_babel import lazy_gettext as _l

from incubator.bids.models import BidStage
from incubator.bids.values.documents import Known
from incubator.bids.values.origins import WorkOrigin
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative, Fact
from incubator.cooperatives.values import FACT_KEYS, FactKey, FactSourceKind
from incubator.core import clock
from incubator.core.i18n import in_words
from incubator.notices.messages import lot_name

KEYS_OF_LOTS = ("LOT-", "PAR-", "GLO-")


class MarkedSentence(Protocol):
    """What rules say, before it is translated: a source text and what fills it."""

    @property
    def message(self) -> str: ...
    @property
    def params(self) -> Mapping[str, object]: ...


def in_words_of(sentence: MarkedSentence) -> str:
    """In the reader's language, its days, numbers and lots as every page writes them."""
    params = dict(sentence.params)
    lot = str(params.get("lot", ""))
    # A title stays as the buyer wrote it.
    if lot.startswith(KEYS_OF_LOTS):
        params["lot"] = lot_name(lot)
    return in_words(sentence.message, params)


STAGES = {
    BidStage.SEEN: _l("Seen"),
    BidStage.INTERESTING: _l("Interesting"),
    BidStage.DECIDING: _l("To be decided"),
    BidStage.WRITING: _l("Being written"),
    BidStage.SUBMITTED: _l("Handed in"),
    BidStage.WON: _l("Won"),
    BidStage.LOST: _l("Not won"),
    BidStage.WITHDRAWN: _l("Stopped"),
}
# What a group writes first, by what the bid began from.
WRITTEN_FOR = {
    WorkOrigin.NOTICE: _l("Plan of approach"),
    WorkOrigin.CHALLENGE: _l("Proposal of your challenge"),
    WorkOrigin.REQUEST: _l("Quotation"),
}
STEP_PAGES = {
    BidStage.WRITING: _l("Go on writing"),
    BidStage.SUBMITTED: _l("We have handed in"),
    BidStage.WON: _l("The buyer has decided"),
    BidStage.LOST: _l("The buyer has decided"),
}
BADGES = {
    BidStage.SEEN: "later",
    BidStage.INTERESTING: "later",
    BidStage.DECIDING: "attention",
    BidStage.WRITING: "now",
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


OF_THE_GROUP = frozenset({"contact.name", "contact.email", "identity.neighbourhood", "identity.seat"})


def known(facts: dict[str, Fact]) -> dict[str, Known]:
    """The holding facts as documents take them, in the order of the dossier."""
    return {key: _known(key, facts[key]) for key in FACT_KEYS if key in facts}


def _known(key: str, fact: Fact) -> Known:
    since = clock.local(fact.recorded_at).date()
    return Known(FACT_KEYS[key].nl, fact.value, SOURCES_NL[fact.source_kind], since)


def known_of(group: Cooperative, today: date) -> dict[str, Known]:
    """The holding facts; what the dossier does not have and the page of the group does, such as the contact person."""
    facts = known(cooperatives.holding_facts(group))
    for key, value in cooperatives.known_elsewhere(group).items():
        # Who takes part is not yet who founds, nor where one is where one works.
        if key in OF_THE_GROUP and key not in facts:
            facts[key] = Known(FACT_KEYS[key].nl, value, "pagina van onze groep", today)
    return {key: facts[key] for key in FACT_KEYS if key in facts}


def names_of_facts(keys: Iterable[str], language: str) -> list[str]:
    """How the dossier calls these facts, in the reader's language."""
    return [_name_of_fact(FACT_KEYS[key], language) for key in keys if key in FACT_KEYS]


def _name_of_fact(fact_key: FactKey, language: str) -> str:
    return fact_key.nl if language == "nl" else fact_key.en
