"""The costs in a challenge plan: now and with us, line by line, and how the price of an hour is made."""

from collections.abc import Iterator, Sequence

from incubator.challenges.documents.source import PlanSource, amount, to_do
from incubator.challenges.rules import costs as sums
from incubator.challenges.values.challenging import CaseLine, HourParts
from incubator.core.quantities import write_cents, write_decimal
from incubator.core.word import Block, Paragraph, Strong, Table, Text

HOUR_PARTS = (
    ("wage", "Bruto loon"),
    ("holiday", "Vakantiegeld en andere toeslagen"),
    ("premiums", "Premies van de werkgever"),
    ("pension", "Pensioen"),
    ("absence", "Betaalde uren waarin niet wordt gewerkt (verlof, ziekte, scholing)"),
    ("indirect", "Indirecte kosten (planning, boekhouding, verzekering, huur)"),
    ("materials", "Materiaal en gereedschap"),
)


def costs(source: PlanSource) -> Iterator[Block]:
    """What it costs now and with us, the difference, and the price of an hour; all a year and without VAT."""
    case = source.case
    yield Paragraph("Alle bedragen zijn per jaar en zonder btw.")
    if case.now:
        yield _table(case.now, "Wat de taak nu kost")
    elif source.cost_now_cents is not None:
        written = write_cents(source.cost_now_cents)
        yield Paragraph(
            f"De taak kost nu {written} per jaar (bron: {source.cost_now_source or 'opgave van onze groep'})."
        )
    else:
        yield Paragraph((to_do(f"wat de taak nu kost; dat vragen wij aan {source.authority}"),))
    if case.then:
        yield _table(case.then, "Wat de taak bij ons kost")
    else:
        yield Paragraph((to_do("wat de taak bij ons kost"),))
    yield from _difference(source)
    if case.hour_price is not None:
        yield _hour_table(case.hour, case.hour_price)


def _table(lines: Sequence[CaseLine], description: str) -> Table:
    rows: list[tuple[Text, ...]] = []
    for line in lines:
        label = f"{line.label} ({line.explanation})" if line.explanation else line.label
        rows.append(
            (label, _quantity(line), _price(line), (amount(sums.amount(line), f"het bedrag van {line.label}"),))
        )
    total = sums.total(lines)
    rows.append(((Strong("Samen"),), "", "", (Strong(write_cents(total)),) if total is not None else "nog niet bekend"))
    return Table((description, "Aantal", "Prijs", "Bedrag"), tuple(rows), description, (5, 2, 2, 3))


def _quantity(line: CaseLine) -> str:
    if line.quantity is None:
        return ""
    return f"{write_decimal(line.quantity / 100)} {line.unit}".strip()


def _price(line: CaseLine) -> str:
    return "" if line.price_cents is None else write_cents(line.price_cents)


def _difference(source: PlanSource) -> Iterator[Block]:
    difference = source.case.sums.difference
    if difference is None:
        return
    if difference == 0:
        yield Paragraph("Ons plan kost evenveel als de taak nu kost.")
    elif difference < 0:
        yield Paragraph(("Ons plan kost per jaar ", Strong(write_cents(-difference)), " minder dan de taak nu kost."))
    else:
        yield Paragraph(("Ons plan kost per jaar ", Strong(write_cents(difference)), " meer dan de taak nu kost."))


def _hour_table(hour: HourParts, price: int) -> Table:
    """Only the parts that are filled in: nothing is guessed."""
    rows: list[tuple[Text, ...]] = []
    for name, label in HOUR_PARTS:
        cents = getattr(hour, name)
        if cents is not None:
            rows.append((label, write_cents(cents)))
    rows.append(((Strong("Prijs per uur, zonder btw"),), (Strong(write_cents(price)),)))
    return Table(("Onze prijs per uur", "Bedrag"), tuple(rows), "Hoe onze prijs per uur is opgebouwd", (4, 1))
