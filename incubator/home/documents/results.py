"""The results of a period: in Word to hand to the council, as a table of what happened to count again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from incubator.cooperatives.messages import PHASES
from incubator.core import clock, office, tables, word
from incubator.core.mail import in_language
from incubator.core.quantities import write_cents, write_day, write_decimal
from incubator.core.tables import Column
from incubator.home.rules.results import GroupContract, GroupHistory, Results, ResultsLine, line

MEDIA = {
    "xlsx": tables.XLSX,
    "csv": tables.CSV,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
COLUMNS = (
    Column("Gebeurtenis", 20),
    Column("Datum", 12),
    Column("Groep", 30),
    Column("Gemeente", 18),
    Column("Buurt", 18),
    Column("Lichting", 16),
    Column("Opdracht", 36),
    Column("Opdrachtgever", 28),
    Column("Waarde (euro)", 16),
    Column("Voltijdsbanen", 14),
    Column("Leden", 8),
)
NAMELESS = "niet ingevuld"
COUNTED = (
    "Alles is geteld uit wat er gebeurde: de dag waarop een groep begon of stopte, de dag van de akte, de dag waarop een opdracht is "
    "afgesproken. In welke fase een groep nu is, telt niet mee. Waarden zijn zonder btw, en alleen van opdrachten waarvan de waarde "
    "bekend is. Voltijdsbanen zijn wat de coöperaties zelf opgeven voor opdrachten die op de laatste dag lopen. Leden zijn de leden "
    "in de ledenregisters op de laatste dag."
)


@dataclass(frozen=True, slots=True)
class ResultsReport:
    """What is exported: of which incubator, which part of the groups, and the lines per part."""

    incubator: str
    scope: str  # which groups, in words; "" for all
    outcome: Results
    by_neighbourhood: Sequence[ResultsLine]
    by_cohort: Sequence[ResultsLine]
    made_at: datetime
    opening: tuple[word.Block, ...] = ()  # what other features say first
    chapters: tuple[word.Block, ...] = ()


def export(report: ResultsReport, form: str) -> bytes:
    """The file in one of `MEDIA`. Raises `KeyError` for another form, and `NoPdf` where no PDF can be made."""
    writers: dict[str, Callable[[ResultsReport], bytes]] = {"xlsx": _xlsx, "csv": _csv, "docx": _docx, "pdf": _pdf}
    return writers[form](report)


def file_name(report: ResultsReport, form: str) -> str:
    period = report.outcome.period
    return f"resultaten-{period.first.isoformat()}-{period.last.isoformat()}.{form}"


def _xlsx(report: ResultsReport) -> bytes:
    return tables.xlsx_table("Resultaten", COLUMNS, _events(report.outcome))


def _csv(report: ResultsReport) -> bytes:
    return tables.csv_table(COLUMNS, _events(report.outcome))


Cells = tuple[tables.Value, ...]


def _events(outcome: Results) -> Iterator[Cells]:
    """A row for everything that was counted: filtered by its first column, the rows are the number."""
    for group in outcome.started:
        yield ("begonnen", group.started_on, *_where(group), None, None, None, None, None)
    for group in outcome.founded:
        yield ("opgericht", group.deed_on, *_where(group), None, None, None, None, None)
    for item in outcome.stopped:
        yield ("gestopt", item.stop.stopped_on, *_where(item.group), None, None, None, None, None)
    for work in outcome.first_contracts:
        yield ("eerste opdracht", work.contract.agreed_on, *_where(work.group), *_work(work))
    for work in outcome.contracts:
        yield ("opdracht", work.contract.agreed_on, *_where(work.group), *_work(work))
    for work in outcome.running:
        yield ("loopt op de laatste dag", work.contract.agreed_on, *_where(work.group), *_work(work))
    for group in outcome.with_members:
        yield ("leden", outcome.period.last, *_where(group), None, None, None, None, group.members)


def _where(group: GroupHistory) -> Cells:
    return (group.name, group.municipality, group.neighbourhood, group.cohort)


def _work(item: GroupContract) -> Cells:
    contract = item.contract
    euros = None if contract.value_cents is None else Decimal(contract.value_cents) / 100
    return (contract.name, contract.client, euros, contract.jobs_fte, None)


def _docx(report: ResultsReport) -> bytes:
    period = report.outcome.period
    when = f"{write_day(period.first)} tot en met {write_day(period.last)}"
    with in_language("nl"):  # the names of the phases are those of the pages
        blocks = tuple(_blocks(report, when))
    document = word.Document(
        title=f"Resultaten van {report.incubator}",
        subject=when,
        author=report.incubator,
        made_at=report.made_at,
        date_text=when,
        version=f"gemaakt op {write_day(clock.local(report.made_at).date())}",
        blocks=blocks,
    )
    return word.to_bytes(document)


def _pdf(report: ResultsReport) -> bytes:
    return office.to_pdf(_docx(report), ".docx")


def _blocks(report: ResultsReport, when: str) -> Iterator[word.Block]:
    outcome = report.outcome
    yield word.Paragraph(f"Resultaten van {report.incubator}", "title")
    yield word.Paragraph(when, "subtitle")
    if report.scope:
        yield word.Paragraph(report.scope, "intro")
    yield from report.opening
    yield word.Heading("De groepen" if report.opening else "In het kort", 1)
    yield word.Table(("Wat", "Aantal"), tuple(_figures(outcome)), f"De resultaten van {when}", (6, 3))
    yield word.Paragraph(COUNTED)
    if outcome.months_per_phase:
        yield word.Heading("Hoe lang een fase duurt", 1)
        months = [
            (str(PHASES[phase]), f"{write_decimal(number)} maanden")
            for phase, number in outcome.months_per_phase.items()
        ]
        yield word.Table(
            ("Fase", "Gemiddeld"), tuple(months), "Van groepen die de fase in deze periode afsloten", (3, 6)
        )
    yield word.Heading("Per buurt", 1)
    yield _lines("Buurt", report.by_neighbourhood, outcome)
    yield word.Heading("Per lichting", 1)
    yield _lines("Lichting", report.by_cohort, outcome)
    for heading, texts in _lists(outcome):
        yield word.Heading(heading, 1)
        yield word.Bullets(tuple(texts))
    yield from report.chapters


def _figures(outcome: Results) -> Iterator[tuple[str, str]]:
    yield ("Groepen begonnen", str(len(outcome.started)))
    yield ("Coöperaties opgericht (akte bij de notaris)", str(len(outcome.founded)))
    yield ("Groepen gestopt", str(len(outcome.stopped)))
    yield ("Groepen met een eerste opdracht", str(len(outcome.first_contracts)))
    yield ("Opdrachten afgesproken", str(len(outcome.contracts)))
    yield ("Waarde van die opdrachten", _value(outcome))
    yield ("Leden op de laatste dag", str(outcome.members))
    yield ("Voltijdsbanen op de laatste dag", write_decimal(outcome.jobs_fte))


def _value(outcome: Results) -> str:
    amount = write_cents(outcome.contract_value_cents)
    if not outcome.contracts_without_value:
        return amount
    works = "opdracht" if outcome.contracts_without_value == 1 else "opdrachten"
    return f"{amount} (van {outcome.contracts_without_value} {works} is de waarde niet bekend)"


def _lines(heading: str, lines: Sequence[ResultsLine], outcome: Results) -> word.Table:
    rows = [_row(part) for part in lines]
    rows.append(_row(line("Samen", outcome)))
    headings = (heading, "Begonnen", "Opgericht", "Gestopt", "Opdrachten", "Waarde", "Leden", "Banen")
    return word.Table(headings, tuple(rows), f"De resultaten per {heading.lower()}", (5, 2, 2, 2, 3, 4, 2, 2))


def _row(part: ResultsLine) -> tuple[str, ...]:
    return (
        part.name or NAMELESS,
        str(part.started),
        str(part.founded),
        str(part.stopped),
        str(part.contracts),
        write_cents(part.contract_value_cents),
        str(part.members),
        write_decimal(part.jobs_fte),
    )


def _lists(outcome: Results) -> Iterator[tuple[str, list[str]]]:
    """What each number counted, by name; a number of nought has no list."""
    lists = {"Begonnen": [_dated(group, group.started_on) for group in outcome.started]}
    lists["Opgericht"] = [_dated(group, group.deed_on) for group in outcome.founded]
    lists["Gestopt"] = [_dated(item.group, item.stop.stopped_on) for item in outcome.stopped]
    lists["Opdrachten"] = [_agreed(item) for item in outcome.contracts]
    for heading, texts in lists.items():
        if texts:
            yield heading, texts


def _dated(group: GroupHistory, day: date | None) -> str:
    return f"{group.name}, {write_day(day)}" if day else group.name


def _agreed(item: GroupContract) -> str:
    contract = item.contract
    parts = [item.group.name, contract.name, contract.client, write_day(contract.agreed_on)]
    if contract.value_cents is not None:
        parts.append(write_cents(contract.value_cents))
    return ", ".join(part for part in parts if part)
