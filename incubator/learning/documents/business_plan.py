"""The business plan (ondernemingsplan): what a group wrote and worked out in its lessons, in the order of a plan, as a Word document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext

from incubator.core import clock, word
from incubator.core.charts import Chart
from incubator.core.mail import in_language
from incubator.core.quantities import write_amount, write_day
from incubator.learning import messages, rules
from incubator.learning.queries import GivenAnswers
from incubator.learning.rules.answers import added_up, cell_in_words
from incubator.learning.rules.calculators import calculate
from incubator.learning.rules.calculators.pictures import chart_of
from incubator.learning.rules.calculators.writing import write_month, written
from incubator.learning.values import ROWS, FieldKind, Question, RecordColumn
from incubator.learning.values.calculating import CalculatorResult, CashPlans
from incubator.learning.values.library import Lesson, Library


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A part of the plan: its heading, and the question of which lesson it answers."""

    heading: str
    lesson: str
    question: str


SECTIONS: tuple[tuple[str, tuple[PlanPart, ...]], ...] = (
    ("Het plan in het kort", (PlanPart("Samenvatting", "het-ondernemingsplan", "summary"),)),
    (
        "Wie wij zijn",
        (
            PlanPart("Wat wij aan dit werk hebben", "past-een-werkcooperatie-bij-ons", "needs"),
            PlanPart("Wie wat kan", "wie-doet-er-mee", "skills"),
            PlanPart("Wie of wat nog ontbreekt", "wie-doet-er-mee", "gaps"),
            PlanPart("Hoe wij beslissen", "samen-beslissen", "method"),
            PlanPart("Waar wij voor staan", "samen-beslissen", "principles"),
            PlanPart("Onze rechtsvorm", "welke-rechtsvorm", "choice"),
        ),
    ),
    (
        "Wat wij doen, en voor wie",
        (
            PlanPart("Ons aanbod", "wie-wil-dit-kopen", "offer"),
            PlanPart("Mogelijke klanten", "wie-wil-dit-kopen", "clients"),
            PlanPart("Gesprekken met klanten", "praten-met-klanten", "talks"),
            PlanPart("Wat wij van de markt weten", "praten-met-klanten", "numbers"),
            PlanPart("Wat een klant krijgt", "de-eerste-verkoop", "result"),
        ),
    ),
    (
        "Wat een uur kost",
        (
            PlanPart("De cao", "wat-kost-een-uur", "cao"),
            PlanPart("De som", "wat-kost-een-uur", "sheet"),
            PlanPart("De prijs die wij vragen", "wat-kost-een-uur", "rate"),
            PlanPart("Uren bij klanten in een jaar", "wat-kost-een-uur", "hours"),
            PlanPart("Waar de bedragen vandaan komen", "wat-kost-een-uur", "calculation"),
        ),
    ),
    (
        "Wanneer wij uit de kosten zijn",
        (
            PlanPart("De som", "break-even", "sheet"),
            PlanPart("Omzet waarbij wij uit de kosten zijn", "break-even", "break_even"),
            PlanPart("Het werk dat wij zien", "break-even", "work"),
            PlanPart("Wat nog ontbreekt", "break-even", "gap"),
        ),
    ),
    (
        "Begroting voor drie jaar",
        (
            PlanPart("Begroting", "het-ondernemingsplan", "budget"),
            PlanPart("Als er een vijfde minder werk is", "het-ondernemingsplan", "if_less"),
        ),
    ),
    (
        "Geld over 24 maanden",
        (
            PlanPart("Het kasplan", "geld-op-tijd", "sheet"),
            PlanPart("Als klanten een maand later betalen", "geld-op-tijd", "late"),
            PlanPart("Zo is het loon altijd op tijd", "geld-op-tijd", "agreements"),
        ),
    ),
    (
        "Startgeld",
        (
            PlanPart("Waar het geld heen gaat", "waar-komt-geld-vandaan", "uses"),
            PlanPart("Waar het geld vandaan komt", "waar-komt-geld-vandaan", "sources"),
            PlanPart("De inleg van elk lid", "waar-komt-geld-vandaan", "contribution"),
            PlanPart("Als een bron wegvalt", "waar-komt-geld-vandaan", "plan_b"),
        ),
    ),
    (
        "Wat er mis kan gaan",
        (
            PlanPart("Risico's", "is-het-haalbaar", "risks"),
            PlanPart("Wanneer wij stoppen of wachten", "is-het-haalbaar", "stop_line"),
            PlanPart("Verzekeringen", "verzekeren-en-privacy", "insurance"),
        ),
    ),
    (
        "Wat de wijk eraan heeft",
        (
            PlanPart("Wat wij lokaal noemen", "geld-dat-blijft", "local"),
            PlanPart("Geld dat in de wijk blijft", "geld-dat-blijft", "sheet"),
            PlanPart("In twee zinnen", "geld-dat-blijft", "sentence"),
            PlanPart("Wat wij voor andere groepen doen", "overschot-en-solidariteit", "others"),
        ),
    ),
)
MONTHS = ("Maand", "Erin", "Eruit", "Saldo", "Saldo als iedereen later betaalt")
NOT_READ = "Nog niet goedgekeurd door de coach."
WORTH = (
    "Dit plan is gemaakt uit wat de groep in haar lessen schreef en uitrekende. Bedragen zijn zonder btw, tenzij er iets anders staat. "
    "De getallen zijn verwachtingen van de groep; niemand heeft ze gecontroleerd zoals een accountant dat doet."
)


@dataclass(frozen=True, slots=True)
class BusinessPlan:
    """Of which group, what it answered by lesson, and when the document is made."""

    group: str
    answers: Mapping[str, GivenAnswers]
    made_at: datetime


def business_plan(plan: BusinessPlan, content: Library) -> word.Document:
    """The document; what was not answered yet stands out, and is listed at the end."""
    today = write_day(clock.local(plan.made_at).date())
    with in_language("nl"):
        blocks = tuple(_blocks(plan, content))
    return word.Document(
        title=f"Ondernemingsplan {plan.group}",
        author=plan.group,
        made_at=plan.made_at,
        date_text=today,
        version=f"gemaakt op {today}",
        numbering=word.Numbering.HEADINGS,
        blocks=blocks,
    )


def _blocks(plan: BusinessPlan, content: Library) -> Iterator[word.Block]:
    yield word.Paragraph(f"Ondernemingsplan {plan.group}", "title")
    yield word.Paragraph(write_day(clock.local(plan.made_at).date()), "subtitle")
    yield word.Paragraph(WORTH, "intro")
    yield word.TableOfContents(levels=1)
    for heading, parts in SECTIONS:
        yield word.Heading(heading, 1)
        for part in parts:
            lesson = content.lessons.get(part.lesson)
            # A manager can take a lesson or a question away: then the plan does without it.
            if lesson is not None:
                yield from _part(part, lesson, plan.answers.get(part.lesson))
    yield word.Heading("Open punten", 1)
    yield word.OpenPoints(title="")


def _part(part: PlanPart, lesson: Lesson, known: GivenAnswers | None) -> Iterator[word.Block]:
    for question in lesson.exercise.questions:
        if question.id != part.question:
            continue
        yield word.Heading(part.heading, 2)
        answer = None if known is None else known.answers.get(question.id)
        if known is None or not rules.answered(answer):
            yield word.Paragraph((word.Open("nog in te vullen", f"invullen in de les “{lesson.title}”"),))
            return
        yield from _answer(question, answer)
        if not known.approved:
            yield word.Paragraph(NOT_READ, "note")


def _answer(question: Question, answer: Any) -> Iterator[word.Block]:
    if question.kind in ROWS:
        yield _table(question, answer)
    elif question.kind is FieldKind.CALCULATOR:
        yield from _worked_out(question, answer)
    elif question.kind is FieldKind.LIST:
        yield word.Bullets(tuple(answer.split("\n")))
    else:
        for paragraph in messages.in_words(question, answer).split("\n"):
            yield word.Paragraph(paragraph)


def _table(question: Question, rows: list[dict[str, str]]) -> word.Table:
    columns = question.columns
    lines = [*rows]
    totals = added_up(question, rows)
    if totals:
        # In the first column stands what the line is, unless that column is added up itself.
        lines.append({columns[0].id: "Samen", **totals})
    cells = [_cells(columns, line) for line in lines]
    return word.Table(tuple(column.label for column in columns), tuple(cells), question.label)


def _cells(columns: Sequence[RecordColumn], line: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(cell_in_words(column, line.get(column.id, "")) for column in columns)


def _worked_out(question: Question, answer: Mapping[str, Any]) -> Iterator[word.Block]:
    """The figures, what to look at, and the months where there are any; else what was filled in."""
    # Worked out again: a plan never shows a sum that no longer follows from its numbers.
    result = calculate(question.calculator, answer)
    if not isinstance(result, CalculatorResult):
        yield word.Paragraph(messages.in_words(question, answer))
        return
    figures = [(gettext(figure.label), written(figure, "nl")) for figure in result.figures]
    yield word.Table(("Uitkomst", ""), tuple(figures), question.label, (6, 3))
    for warning in result.warnings:
        yield word.Paragraph(gettext(warning.message, **warning.params), "note")
    steps = [(gettext(step.label), f"{step.sum} = {step.outcome}") for step in result.steps]
    if steps:
        yield word.Paragraph("Zo is gerekend:")
        yield word.Table(("Stap", "Som"), tuple(steps), f"{question.label}: de stappen", (4, 6))
    chart = chart_of(result, gettext, "nl")
    if chart is not None:
        yield word.Paragraph(chart.words)
        yield _months(result.pictured, chart.title) if isinstance(result.pictured, CashPlans) else _numbers(chart)


def _numbers(chart: Chart) -> word.Table:
    return word.Table(chart.table.columns, chart.table.rows, chart.title)


def _months(plans: CashPlans, title: str) -> word.Table:
    """The months in five columns: what the page has in eight does not fit on a sheet of paper."""
    later = [month.balance for month in plans.later.months]
    rows = []
    for month, balance_later in zip(plans.expected.months, later, strict=True):
        spent = month.purchases + month.wages + month.holiday_pay + month.other
        amounts = (month.received, spent, month.balance, balance_later)
        rows.append((write_month(month.month, "nl"), *(write_amount(amount, language="nl") for amount in amounts)))
    return word.Table(MONTHS, tuple(rows), title, (4, 3, 3, 3, 4))
