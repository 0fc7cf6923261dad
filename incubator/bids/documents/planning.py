"""The planning of the work: what the notice says of the term, and moments that the group has filled in itself."""

from incubator.bids.documents.facts import day
from incubator.bids.documents.frame import Row, document, front, lot_name, lots_of
from incubator.bids.documents.gaps import REQUIREMENTS, WRITING
from incubator.bids.values.documents import BidSource
from incubator.core.word import Block, Document, Heading, Open, Paragraph, Table, Text

# What every assignment goes through; when and who is for the group to say.
STEPS = (
    "Kennismaken en afspraken vastleggen",
    "Mensen, materiaal en rooster klaarzetten",
    "Het werk begint",
    "Eerste keer samen terugkijken",
    "Overdracht of verlenging",
)


def planning(source: BidSource) -> Document:
    """No date is made up: what nobody filled in is open."""
    blocks: list[Block] = [
        *front(source, "Planning"),
        Heading("De looptijd volgens de aankondiging"),
        Table(("Onderwerp", "Wat de aankondiging zegt"), tuple(_term(source)), "Looptijd", (1, 2)),
        Heading("Onze stappen"),
        Paragraph("Deze stappen zijn van ons. De datums volgen uit de gunning en uit onze afspraken.", "note"),
        Table(("Stap", "Wanneer", "Wie"), tuple(map(_step, STEPS)), "Onze stappen", (3, 2, 2)),
    ]
    return document(source, "Planning", blocks)


def _step(words: str) -> Row:
    return (
        words,
        (Open("wanneer", "Wanneer doen wij elke stap?", WRITING),),
        (Open("wie", "Wie doet elke stap?", WRITING),),
    )


def _term(source: BidSource) -> list[Row]:
    notice = source.notice
    lots = lots_of(source)
    start, end, months = notice.contract_start, notice.contract_end, notice.duration_months
    if len(lots) == 1:
        lot = lots[0]
        start, end, months = lot.start or start, lot.end or end, lot.duration_months or months
    rows: list[Row] = [("Begin", _text(day(start))), ("Einde", _text(day(end))), ("Looptijd", _months(months))]
    # Of one lot the rows above speak already.
    if len(lots) > 1:
        rows += [(lot_name(lot), _months(lot.duration_months)) for lot in lots]
    return rows


def _months(number: int | None) -> Text:
    return _text(f"{number} maanden" if number else "")


def _text(written: str) -> Text:
    return written or (Open("niet vermeld", "Begin en einde van de opdracht: zoek ze op in de stukken", REQUIREMENTS),)
