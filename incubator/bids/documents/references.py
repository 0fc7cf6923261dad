"""Reference sheets: earlier work that shows that we can do this, one sheet for each."""

import re

from incubator.bids.documents.facts import amount
from incubator.bids.documents.frame import Row, document, front
from incubator.bids.documents.gaps import LIBRARY, TOGETHER, of_fact
from incubator.bids.values.documents import BidSource
from incubator.core.word import Block, Document, Open, Paragraph, Table

ASKS_AMOUNT = re.compile(r"referen|ervaring", re.IGNORECASE)
AMOUNT_WORDS = re.compile(r"waarde|omvang|bedrag|omzet|€|euro", re.IGNORECASE)


def reference_sheet(source: BidSource) -> Document:
    """One reference as buyers ask it; without any an empty sheet that says by which road one may still bid."""
    references = earlier_work(source)
    blocks: list[Block] = list(front(source, "Referentie"))
    # A young group has none; the law lets it lean on a partner, so that is asked at once.
    if source.reference is None or source.reference >= len(references):
        blocks.append(
            Paragraph(
                (
                    Open(
                        "Eerder werk, of een partner die dat heeft",
                        "Referenties: vul eerder werk in, of zoek een partner die ze heeft en laat die zich verbinden",
                        TOGETHER,
                    ),
                )
            )
        )
        blocks.append(_sheet({}, source))
    else:
        blocks.append(_sheet(references[source.reference], source))
    return document(source, "Referentie", blocks)


def earlier_work(source: BidSource) -> list[dict[str, str]]:
    known = source.facts.get("evidence.references")
    if known is None:
        return []
    return list(known.value)


def asks_amounts(source: BidSource) -> bool:
    """Whether the buyer wants to know what earlier work was worth: an amount stands nowhere else unless it is asked."""
    texts = (requirement.text for requirement in source.requirements if requirement.is_confirmed)
    return any(ASKS_AMOUNT.search(text) and AMOUNT_WORDS.search(text) for text in texts)


def _sheet(reference: dict[str, str], source: BidSource) -> Table:
    page = of_fact("evidence.references")
    client = reference.get("client", "")
    rows: list[Row] = [
        ("Opdrachtgever", client or (Open("opdrachtgever", "Referentie: opdrachtgever", page),)),
        ("Wat wij deden", reference.get("work", "") or (Open("het werk", "Referentie: wat wij deden", page),)),
        ("Jaar", reference.get("year", "") or (Open("jaar", "Referentie: in welk jaar", page),)),
    ]
    # An amount is left out unless it is asked: it says what we earn, and a small one counts against us.
    if asks_amounts(source):
        value = reference.get("value", "")
        rows.append(
            ("Waarde", amount(value) if value else (Open("waarde", "Referentie: wat was het werk waard?", page),))
        )
    short = f" bij {client}" if client else ""
    rows += [
        (
            "Hoe dit werk lijkt op deze opdracht",
            (Open("overeenkomst", f"Referentie{short}: hoe lijkt dit werk op wat nu gevraagd wordt?", LIBRARY),),
        ),
        (
            "Wie dit kan bevestigen",
            (Open("naam en telefoonnummer", f"Referentie{short}: wie kan het bevestigen (met toestemming)?", LIBRARY),),
        ),
    ]
    return Table(("Onderwerp", "Gegeven"), tuple(rows), "Referentie", (1, 2))
