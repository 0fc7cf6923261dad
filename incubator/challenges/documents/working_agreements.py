"""A working draft of an agreement, marked so on every page: of a challenge, and of a partnership in a neighbourhood.

What both share stands here and in `content/working_agreement.toml`: the front with what is still open, the parties, articles of which the
words are the same, and the end. Its definitions are working definitions: there is no settled meaning of these words.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from incubator.challenges.documents.source import to_do
from incubator.core import clock
from incubator.core.quantities import write_day
from incubator.core.word import (
    ArticleBlock,
    Block,
    Clause,
    Document,
    Heading,
    Inline,
    Numbering,
    OpenPoints,
    Paragraph,
    Strong,
    Text,
)

SHARED = Path(__file__).parents[1] / "content" / "working_agreement.toml"
DRAFT = "WERKVERSIE, geen contract"
WARNING = "Laat een jurist meelezen voordat iemand tekent. De omschrijvingen van woorden zijn werkomschrijvingen."
FILLED = re.compile(r"\{(\w+)\}")
# What no page asks, so that two people have to speak of it.
MISSING = {
    "takeover": "of er mensen mee overgaan van de huidige uitvoerder, en hoe",
    "privacy": "of er persoonsgegevens worden gedeeld, en welke afspraken daarbij horen",
    "court": "welke rechter beslist als ook dat niet helpt",
}


@dataclass(frozen=True, slots=True)
class SigningParty:
    """A party as the front names it: `called` is what the articles call it, empty when they use its name."""

    name: str
    signs: Inline
    called: str = ""
    kvk: Inline | None = None


@dataclass(frozen=True, slots=True)
class WorkingAgreement:
    """All that a working draft is made from. `known` fills the braces of the articles; a brace may stand for several clauses."""

    title: str
    author: str
    parties: Sequence[SigningParty]
    articles: Sequence[Mapping[str, Any]]
    known: Mapping[str, Inline | Sequence[Text]]
    made_at: datetime


def working_agreement(agreement: WorkingAgreement) -> Document:
    """The draft, with what is still open on its first page."""
    on = write_day(clock.local(agreement.made_at).date())
    return Document(
        title=f"Samenwerking: {agreement.title}"[:200],
        blocks=(*_front(agreement), *_articles(agreement), *_end(agreement.parties)),
        author=agreement.author,
        made_at=agreement.made_at,
        date_text=f"{DRAFT}, {on}",
        version=DRAFT,
        subject=agreement.title,
        numbering=Numbering.ARTICLES,
    )


def _front(agreement: WorkingAgreement) -> Iterator[Block]:
    yield Paragraph("Samenwerkingsovereenkomst", "title")
    yield Paragraph(agreement.title, "subtitle")
    yield Paragraph((Strong(f"{DRAFT}. "), WARNING))
    yield Heading("Nog in te vullen", numbered=False)
    yield OpenPoints(title="Nog in te vullen")
    yield Heading("De partijen", numbered=False)
    for place, party in enumerate(agreement.parties, start=1):
        yield Paragraph(tuple(_introduced(party, "," if place == len(agreement.parties) else "; en")))
    yield Paragraph("spreken het volgende af.")


def _introduced(party: SigningParty, ending: str) -> Iterator[Inline]:
    yield Strong(party.name)
    if party.kvk is not None:
        yield ", KVK "
        yield party.kvk
    yield f", hierna: {party.called}, vertegenwoordigd door " if party.called else ", vertegenwoordigd door "
    yield party.signs
    yield ending


def _articles(agreement: WorkingAgreement) -> Iterator[Block]:
    known = {name: to_do(what) for name, what in MISSING.items()} | dict(agreement.known)
    for own in agreement.articles:
        article = _shared()[own["shared"]] if "shared" in own else own
        yield ArticleBlock(article["title"])
        for clause in article["clauses"]:
            yield from map(Clause, _clauses(clause, known))


@cache
def _shared() -> dict[str, dict[str, Any]]:
    return tomllib.loads(SHARED.read_text(encoding="utf-8"))


@cache
def articles_in(path: Path) -> tuple[dict[str, Any], ...]:
    """The articles of a kind of agreement, in their order; one with `shared` has the words that all kinds share."""
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["article"])


def _clauses(clause: str, known: Mapping[str, Any]) -> Iterator[Text]:
    """A clause with what is known in the place of its braces; a brace alone may become several clauses."""
    alone = FILLED.fullmatch(clause)
    if alone is not None and isinstance(known[alone[1]], list):
        yield from known[alone[1]]
        return
    yield tuple(_filled(clause, known))


def _filled(clause: str, known: Mapping[str, Any]) -> Iterator[Inline]:
    for place, piece in enumerate(FILLED.split(clause)):
        if place % 2:
            yield known[piece]
        elif piece:
            yield piece


def _end(parties: Sequence[SigningParty]) -> Iterator[Block]:
    yield Heading("Ondertekening", numbered=False)
    names = " en van ".join(party.name.rstrip(".") for party in parties)
    yield Paragraph(
        f"Deze werkversie wordt niet getekend. In de overeenkomst zelf komen hier plaats, datum, namen en handtekeningen van {names}."
    )
