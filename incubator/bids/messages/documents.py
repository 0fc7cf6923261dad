"""The documents of a bid in words: what belongs to it, what was made, and what has changed since."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.bids.documents.sets import BY_KEY, OF_PARTIES
from incubator.bids.messages.bidding import names_of_facts
from incubator.bids.models import BidDocument
from incubator.bids.values.documents import Audience, ProcurementRoute
from incubator.core.i18n import language

ROUTES = {
    ProcurementRoute.EU: _l("European procurement"),
    ProcurementRoute.SAS: _l("Social and other specific services"),
    ProcurementRoute.NATIONAL: _l("National procurement"),
    ProcurementRoute.PUBLIC: _l("Public, the source does not say under which rules"),
    ProcurementRoute.OPEN_HOUSE: _l("Admission (open house)"),
    ProcurementRoute.DYNAMIC: _l("Dynamic purchasing system: first admission, then a bid for each contract"),
    ProcurementRoute.SELECTION: _l("Request to take part: who is chosen is invited to bid"),
    ProcurementRoute.PRIVATE: _l("Quotation for a client"),
    ProcurementRoute.CHALLENGE: _l("Right to challenge: a proposal to the municipality"),
}
# What a document is made of, beside facts, which are named one by one.
PARTS = {
    "sections": _l("the texts that you write"),
    "requirements": _l("the requirements of the buyer"),
    "tasks": _l("the tasks"),
    "partners": _l("with whom you bid"),
    "joint": _l("with whom you bid"),
    "declarations": _l("the own declaration (UEA)"),
    "signers": _l("who signs"),
    "questions": _l("the questions to the buyer"),
    "library": _l("the answers you keep"),
    "findings": _l("what the rules of procurement see"),
    "price": _l("the price"),
    "notice": _l("the notice"),
    "work": _l("when the work starts and ends"),
    "lots": _l("the lots on which you bid"),
    "deed": _l("whether you are founded"),
    "look": _l("the look of documents"),
    "template": _l("the template"),
}


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document on the page: what it is, what was made, and what changed since."""

    key: tuple[str, str, str]
    name: str
    audience: Audience
    row: BidDocument | None
    changed: tuple[str, ...]
    made_of: tuple[str, ...]
    belongs: bool = True

    @property
    def reference(self) -> str:
        """The document as a form sends it."""
        return "|".join(self.key)

    @property
    def is_ready(self) -> bool:
        """Made, with nothing open. The XML of a declaration holds what its Word holds: what is open is counted there only."""
        return self.row is not None and not self.row.open_count and self.key[0] != "espd"


def lines(belonging: Iterable[Any], newest: Iterable[BidDocument]) -> list[DocumentLine]:
    """What belongs to the bid, made or not; then what was made and belongs to it no more."""
    rows = {(row.kind, row.lot, row.part): row for row in newest}
    listed = []
    for document in belonging:
        row = rows.pop(document.key, None)
        changed = tuple(_changes(row.made_from, document.made_from)) if row is not None else ()
        name = _name(document.key, document.title, document.party)
        listed.append(
            DocumentLine(document.key, name, document.audience, row, changed, tuple(_made_of(document.made_from)))
        )
    for key, row in rows.items():
        listed.append(
            DocumentLine(key, _name(key, row.file.name, row.file.name), row.audience, row, (), (), belongs=False)
        )
    return listed


def _name(key: tuple[str, str, str], title: str, party: str = "") -> str:
    """In the language of the page; a template is called as the managers call it."""
    kind, lot, part = key
    if kind not in BY_KEY:
        return title
    name = str(_(BY_KEY[kind].name))
    if BY_KEY[kind].spread in OF_PARTIES:
        return f"{name}: {party}"
    if part.isdecimal():
        name = f"{name} {int(part) + 1}"
    if lot:
        name = _("%(document)s, lot %(lot)s", document=name, lot=lot)
    return name


def _made_of(made_from: Mapping[str, Any]) -> Iterator[str]:
    if "facts" in made_from:
        yield str(_l("your dossier"))
    for name, part_in_words in PARTS.items():
        if name in made_from and name not in {"deed", "look"}:
            yield str(part_in_words)


def _changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    facts = now.get("facts", {})
    known = before.get("facts", {})
    changed = [key for key in {**known, **facts} if known.get(key) != facts.get(key)]
    yield from names_of_facts(changed, language())
    for name, words in PARTS.items():
        if before.get(name) != now.get(name):
            yield str(words)
