"""The agreement on public-civic partnership (publiek-civiele samenwerking): a working draft, marked so on every page.

Its definitions are working definitions: there is no settled meaning of these words, so that the parties have to choose them.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from incubator.challenges.documents.source import PlanSource, amount, day, to_do
from incubator.core.word import ArticleBlock, Block, Clause, Document, Heading, Inline, Numbering, Paragraph, Strong

CONTENT = Path(__file__).parents[1] / "content" / "partnership.toml"
DRAFT = "WERKVERSIE, geen contract"
FILLED = re.compile(r"\{(\w+)\}")
MISSING = {
    "result": "welk resultaat, en hoe dat wordt gemeten",
    "budget": "welk budget, en wanneer het wordt betaald",
    "term": "van wanneer tot wanneer",
    "reporting": "hoe en wanneer de coöperatie verslag doet",
    "revocation": "wanneer ieder kan stoppen, en met welke termijn",
    "asked": "gebouw, gegevens, een contactpersoon",
    "continuity": "hoe kwaliteit en vervanging zijn geregeld",
    "task": "om welke taak het precies gaat",
    # What no page asks, so that two people have to speak of it.
    "takeover": "of er mensen mee overgaan van de huidige uitvoerder, en hoe",
    "privacy": "of er persoonsgegevens worden gedeeld, en welke afspraken daarbij horen",
    "court": "welke rechter beslist als ook dat niet helpt",
}


def partnership(source: PlanSource) -> Document:
    """The draft, with what was agreed so far."""
    return Document(
        title=f"Samenwerking: {source.title}"[:200],
        blocks=(*_front(source), *_articles(source), *_end(source)),
        author=source.name,
        made_at=source.made_at,
        date_text=f"{DRAFT}, {source.day}",
        version=DRAFT,
        subject=source.title,
        numbering=Numbering.ARTICLES,
    )


def _front(source: PlanSource) -> Iterator[Block]:
    yield Paragraph("Samenwerkingsovereenkomst", "title")
    yield Paragraph(source.title, "subtitle")
    warning = "Laat een jurist meelezen voordat iemand tekent. De omschrijvingen van woorden zijn werkomschrijvingen."
    yield Paragraph((Strong(f"{DRAFT}. "), warning))
    yield Paragraph("De partijen:")
    for_authority = to_do("wie voor de overheid tekent")
    yield Paragraph((Strong(source.authority), ", hierna: de overheid, vertegenwoordigd door ", for_authority, "; en"))
    for_group = to_do("wie voor de coöperatie tekent")
    kvk = source.fact("identity.kvk", "het KVK-nummer")
    yield Paragraph(
        (Strong(source.name), ", KVK ", kvk, ", hierna: de coöperatie, vertegenwoordigd door ", for_group, ",")
    )
    yield Paragraph("spreken het volgende af.")


def _articles(source: PlanSource) -> Iterator[Block]:
    known = _known(source)
    for article in _content():
        yield ArticleBlock(article["title"])
        for clause in article["clauses"]:
            yield Clause(tuple(_filled(clause, known)))


@cache
def _content() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(CONTENT.read_text(encoding="utf-8"))["article"])


def _filled(clause: str, known: dict[str, Inline]) -> Iterator[Inline]:
    """The text of a clause with what is known in the place of its braces."""
    for place, piece in enumerate(FILLED.split(clause)):
        if place % 2:
            yield known[piece]
        elif piece:
            yield piece


def _known(source: PlanSource) -> dict[str, Inline]:
    written = {**source.agreements, "task": source.task, "continuity": source.texts.get("continuity")}
    written["asked"] = source.texts.get("asked-of-authority")
    known: dict[str, Inline] = {}
    for name, missing in MISSING.items():
        text = " ".join(str(written.get(name) or "").split())
        known[name] = text or to_do(missing)
    return {
        **known,
        "title": source.title,
        "cost": amount(source.case.sums.then, "wat de taak bij ons kost"),
        "contract_end": day(source.contract_end, "wanneer het lopende contract eindigt"),
        "insurance": source.fact("evidence.insurance", "hoe de coöperatie verzekerd is"),
    }


def _end(source: PlanSource) -> Iterator[Block]:
    yield Heading("Ondertekening", numbered=False)
    yield Paragraph(
        "Deze werkversie wordt niet getekend. In de overeenkomst zelf komen hier plaats, datum, namen en handtekeningen "
        f"van {source.authority} en van {source.name}".rstrip(".")
        + "."
    )
