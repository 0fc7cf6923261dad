"""The chapter on the assignment: what the notice says, and where it raises questions."""

from collections.abc import Iterator, Sequence

from incubator.core.quantities import write_amount, write_day
from incubator.core.reference import cpv, eforms_codes, nuts
from incubator.core.word import Block, Bullets, Heading, Link, Open, Paragraph, Table, Text
from incubator.formats.values import Doubt, Money, ReadLot, ReadNotice

NATURES = {"services": "diensten", "supplies": "leveringen", "works": "werken"}
NOT_MENTIONED = "niet vermeld"
SHOWN_CODES = 6  # more CPV codes or places than these are no description any more
Row = tuple[Text, ...]


def assignment(notice: ReadNotice, lots: Sequence[ReadLot]) -> Iterator[Block]:
    """What the buyer asks, in the words of the notice."""
    yield Heading("De opdracht")
    if notice.description:
        yield Paragraph("Zo omschrijft de opdrachtgever de opdracht:")
        # The words of the buyer stay whole: who writes the plan compares its answers with them.
        for part in notice.description.split("\n\n"):
            yield Paragraph(part, "note")
    rows = (*_kind_of_work(notice), *_size(notice), *_addresses(notice))
    yield Table(("Onderwerp", "Wat de aankondiging zegt"), rows, "Gegevens uit de aankondiging", (1, 2))
    if len(lots) > 1:
        yield Heading("Percelen waarop wij inschrijven", 2)
        lines = tuple((lot.id, lot.title or "", _value(lot.value)) for lot in lots)
        yield Table(("Perceel", "Titel", "Geraamde waarde"), lines, "De percelen", (1, 3, 1))
    if notice.doubts:
        yield Heading("Waar de aankondiging vragen oproept", 2)
        yield Bullets(tuple((_doubt(doubt),) for doubt in notice.doubts))


def _doubt(doubt: Doubt) -> Open:
    return Open(f"{doubt.field}: {doubt.value or 'niets'}", f"Navragen: {doubt.field} in de aankondiging")


def _kind_of_work(notice: ReadNotice) -> Iterator[Row]:
    yield "Soort opdracht", NATURES.get(notice.nature or "", NOT_MENTIONED)
    if notice.procedure:
        yield "Procedure", eforms_codes.label("procurement-procedure-type", notice.procedure, "nl")
    if notice.cpv:
        yield "CPV-codes", "; ".join(f"{code} {cpv.label(code)}" for code in notice.cpv[:SHOWN_CODES])
    if notice.places:
        yield "Plaats", _places(notice)


def _places(notice: ReadNotice) -> str:
    # Of the buyer's own place one cannot tell whether the work is there, so that is said.
    places = ", ".join(nuts.label(place) for place in notice.places[:SHOWN_CODES])
    return f"{places} (afgeleid van de opdrachtgever)" if notice.place_derived else places


def _size(notice: ReadNotice) -> Iterator[Row]:
    yield "Waarde", _value(notice.value)
    if notice.duration_months:
        yield "Looptijd", f"{notice.duration_months} maanden"
    if notice.published:
        yield "Gepubliceerd", write_day(notice.published)


def _addresses(notice: ReadNotice) -> Iterator[Row]:
    if notice.url:
        yield "Bron", (Link(notice.url, notice.url),)
    if notice.documents_url:
        yield "Documenten", (Link(notice.documents_url, notice.documents_url),)


def _value(value: Money | None) -> Text:
    """In its own currency. One euro or nothing is what buyers fill in to get past a field."""
    if value is None:
        return NOT_MENTIONED
    written = write_amount(value.amount, value.currency)
    if value.amount > 1:
        return written
    return (Open(f"{written} (waarschijnlijk geen echt bedrag)", "Navragen: de geraamde waarde"),)
