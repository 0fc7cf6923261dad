"""The analysis of a list in Word and as a sheet, in Dutch."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from flask_babel import force_locale

from incubator.anchors.messages.pictures import between, percent
from incubator.anchors.messages.words import AREAS, LEVERS, MEANINGS, MEASURES, REACHES
from incubator.anchors.models import CategoryMark, SpendList
from incubator.anchors.queries.figures import SpendAnalysis
from incubator.anchors.values.institutions import PromiseMeasure
from incubator.anchors.values.purchases import AreaSums, SpendArea
from incubator.core import clock
from incubator.core.plain_names import compared
from incubator.core.quantities import write_day
from incubator.core.tables import Column, Value, xlsx_table
from incubator.core.word import Block, Bullets, Document, Heading, Paragraph, Table
from incubator.moneymap.messages.pictures import euros

MOST_CATEGORIES = 25
COLUMNS = (
    Column("Vraag", 34),
    Column("Wat", 44),
    Column("Bedrag (euro)", 16),
    Column("Aandeel (%)", 12),
    Column("Minstens (%)", 12),
    Column("Hoogstens (%)", 12),
)
Row = tuple[Value, ...]


def document(row: SpendList, analysis: SpendAnalysis, *, incubator: str, made_at: datetime) -> Document:
    """The six questions with what each number means."""
    today = clock.local(made_at).date()
    with force_locale("nl"):
        blocks = tuple(_blocks(row, analysis))
    return Document(
        title=f"Inkoop van {row.anchor.name} in {row.year}"[:200],
        blocks=blocks,
        author=incubator,
        made_at=made_at,
        date_text=write_day(today),
        subject="Analyse van de inkoop",
    )


def _blocks(row: SpendList, analysis: SpendAnalysis) -> Iterator[Block]:
    yield Paragraph(f"Inkoop van {row.anchor.name} in {row.year}", "title")
    yield Paragraph(f"Aantal leveranciers: {analysis.suppliers}. Samen kregen zij {euros(analysis.total)}.", "subtitle")
    yield Paragraph(f"Bron: {row.source or 'niet genoemd'}, {write_day(row.said_on)}. {_covered(analysis)}", "note")
    yield Heading("1. Waar zitten de leveranciers?")
    yield Table(
        ("Waar", "Bedrag", "Aandeel"), tuple(_area_rows(analysis.areas)), "Inkoop naar plek", (3, 2, 1), numbers=(1, 2)
    )
    yield Paragraph(str(MEANINGS[PromiseMeasure.LOCAL]), "note")
    for number, (measure, share) in enumerate(analysis.shares[1:], start=2):
        yield Heading(f"{number}. {MEASURES[measure]}")
        yield Paragraph(f"{between(share)} van het bedrag. Niet bekend: {euros(share.unknown)}.")
        yield Paragraph(str(MEANINGS[measure]), "note")
    yield Heading("4. Wat lekt het meest weg?")
    rows = [
        (gap.category or "zonder categorie", euros(gap.total), euros(gap.sure_gap), euros(gap.unknown))
        for gap in analysis.gaps[:MOST_CATEGORIES]
    ]
    yield Table(
        ("Waarvoor", "Totaal", "Lekt weg", "Plaats niet bekend"),
        tuple(rows),
        "Wat weglekt, per categorie",
        (4, 2, 2, 2),
        numbers=(1, 2, 3),
    )
    yield from _influence(analysis)


def _covered(analysis: SpendAnalysis) -> str:
    if analysis.covered is None:
        return "Welk deel van alle inkoop dit is, is niet bekend."
    enough = "genoeg" if analysis.is_enough else "minder dan de 80% die een analyse vraagt"
    return f"De lijst is {percent(analysis.covered)} van alle inkoop: {enough}."


def _area_rows(areas: AreaSums) -> Iterator[tuple[str, str, str]]:
    for area in SpendArea:
        cents: int = getattr(areas, area.value)
        yield str(AREAS[area]), euros(cents), percent(_part(cents, areas.total))


def _part(cents: int, total: int) -> Decimal | None:
    return Decimal(cents) / Decimal(total) if total > 0 else None


def _influence(analysis: SpendAnalysis) -> Iterator[Block]:
    yield Heading("5. Wat is te beïnvloeden?")
    if not analysis.is_marked:
        yield Paragraph("Daarover heeft nog niemand iets opgeschreven.")
    elif analysis.free is not None:
        yield Paragraph(f"{between(analysis.free)} van het bedrag. Nog niet ingevuld: {euros(analysis.free.unknown)}.")
    yield Paragraph(
        "Voorrang voor bedrijven uit de buurt mag niet bij een aanbesteding. Dit mag wel (artikelen van de Aanbestedingswet 2012):"
    )
    yield Bullets(tuple(map(str, LEVERS)))
    yield Heading("6. Wat geven leveranciers hier weer uit?")
    if analysis.survey is None or analysis.respent_cents is None:
        yield Paragraph("Niemand vroeg dit nog aan leveranciers.")
        return
    survey = analysis.survey
    yield Paragraph(
        f"Van de {survey.asked} gevraagde leveranciers gaven er {survey.answered} antwoord. Zij geven gemiddeld "
        f"{percent(Decimal(survey.share_hundredths) / 10_000)} weer in de gemeente uit: ongeveer "
        f"{euros(analysis.respent_cents)} (schatting)."
    )


def sheet(row: SpendList, analysis: SpendAnalysis, marks: dict[str, CategoryMark]) -> bytes:
    """The same as a workbook to count with; without names of suppliers."""
    with force_locale("nl"):
        rows = [*_sheet_shares(analysis), *_sheet_gaps(analysis, marks)]
    about = (("Anker", row.anchor.name), ("Jaar", str(row.year)), ("Bron", row.source))
    return xlsx_table("Inkoop", COLUMNS, rows, about=about)


def _sheet_shares(analysis: SpendAnalysis) -> Iterator[Row]:
    for area in SpendArea:
        cents: int = getattr(analysis.areas, area.value)
        yield "1. Waar", str(AREAS[area]), _euros(cents), _hundred(_part(cents, analysis.total)), None, None
    for number, (measure, share) in enumerate(analysis.shares[1:], start=2):
        yield (
            f"{number}. {MEASURES[measure]}",
            "bekend of waarschijnlijk",
            _euros(share.yes + share.likely),
            *map(_hundred, (share.share, share.lowest, share.highest)),
        )
    if analysis.free is not None:
        free = analysis.free
        yield "5. Te beïnvloeden", "", _euros(free.yes), *map(_hundred, (free.share, free.lowest, free.highest))


def _sheet_gaps(analysis: SpendAnalysis, marks: dict[str, CategoryMark]) -> Iterator[Row]:
    for gap in analysis.gaps:
        mark = marks.get(compared(gap.category))
        name = gap.category or "zonder categorie"
        words = f"{name} ({REACHES[mark.reach]})" if mark else name
        part = _hundred(_part(gap.sure_gap, gap.total))
        yield "4. Wat weglekt", words, _euros(gap.sure_gap), part, None, _hundred(_part(gap.gap, gap.total))


def _euros(cents: int) -> Decimal:
    return Decimal(cents) / 100


def _hundred(share: Decimal | None) -> Decimal | None:
    return None if share is None else (share * 100).quantize(Decimal("0.01"))
