"""The business plan (ondernemingsplan): what a group wrote and worked out in its lessons, in the order of a plan, as a Word document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext

from incubator.core import clock, word
from incubator.core.errors import RuleViolation
from incubator.core.mail import in_language
from incubator.core.quantities import read_amount, write_amount, write_day
from incubator.learning import messages, rules
from incubator.learning.queries import GivenAnswers
from incubator.learning.rules.answers import added_up
from incubator.learning.rules.calculators import calculate
from incubator.learning.rules.calculators.pictures import chart_of
from incubator.learning.rules.calculators.writing import written
from incubator.learning.values import ROWS, FieldKind, Question, RecordColumn
from incubator.learning.values.calculating import CalculatorResult
from incubator.learning.values.library import Lesson, Library

Part = tuple[str, str]  # the lesson, and the question of its exercise
SECTIONS: tuple[tuple[str, tuple[Part, ...]], ...] = (
    ("Het plan in het kort", (("het-ondernemingsplan", "summary"),)),
    (
        "Wie wij zijn",
        (
            ("past-een-werkcooperatie-bij-ons", "needs"),
            ("wie-doet-er-mee", "skills"),
            ("wie-doet-er-mee", "gaps"),
            ("samen-beslissen", "method"),
            ("samen-beslissen", "principles"),
            ("welke-rechtsvorm", "choice"),
        ),
    ),
    (
        "Wat wij doen, en voor wie",
        (
            ("wie-wil-dit-kopen", "offer"),
            ("wie-wil-dit-kopen", "clients"),
            ("praten-met-klanten", "talks"),
            ("praten-met-klanten", "numbers"),
            ("de-eerste-verkoop", "result"),
        ),
    ),
    ("Wat een uur kost", (("wat-kost-een-uur", "sheet"), ("wat-kost-een-uur", "calculation"))),
    ("Wanneer wij uit de kosten zijn", (("break-even", "sheet"), ("break-even", "work"), ("break-even", "gap"))),
    ("Begroting voor drie jaar", (("het-ondernemingsplan", "budget"), ("het-ondernemingsplan", "if_less"))),
    (
        "Geld over 24 maanden",
        (("geld-op-tijd", "sheet"), ("geld-op-tijd", "late"), ("geld-op-tijd", "agreements")),
    ),
    (
        "Startgeld",
        (
            ("waar-komt-geld-vandaan", "uses"),
            ("waar-komt-geld-vandaan", "sources"),
            ("waar-komt-geld-vandaan", "contribution"),
            ("waar-komt-geld-vandaan", "plan_b"),
        ),
    ),
    (
        "Wat er mis kan gaan",
        (
            ("is-het-haalbaar", "risks"),
            ("is-het-haalbaar", "stop_line"),
            ("verzekeren-en-privacy", "insurance"),
        ),
    ),
    (
        "Wat de wijk eraan heeft",
        (
            ("geld-dat-blijft", "local"),
            ("geld-dat-blijft", "sheet"),
            ("geld-dat-blijft", "sentence"),
            ("overschot-en-solidariteit", "others"),
        ),
    ),
)
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
        for slug, question in parts:
            lesson = content.lessons.get(slug)
            # A manager can take a lesson or a question away: then the plan does without it.
            if lesson is not None:
                yield from _part(lesson, question, plan.answers.get(slug))
    yield word.Heading("Open punten", 1)
    yield word.OpenPoints(title="")


def _part(lesson: Lesson, asked: str, known: GivenAnswers | None) -> Iterator[word.Block]:
    for question in lesson.exercise.questions:
        if question.id != asked:
            continue
        yield word.Heading(_heading(question), 2)
        answer = None if known is None else known.answers.get(question.id)
        if known is None or not rules.answered(answer):
            yield word.Paragraph((word.Open("[nog in te vullen]", f"{question.label} (les “{lesson.title}”)"),))
            return
        yield from _answer(question, answer)
        if not known.approved:
            yield word.Paragraph(NOT_READ, "note")


def _heading(question: Question) -> str:
    """The question as a heading: without what only the form says."""
    return question.label.removesuffix(" Klopt dit nog?").removesuffix(" Klopt jullie schatting nog?")


def _answer(question: Question, answer: Any) -> Iterator[word.Block]:
    if question.kind in ROWS:
        yield _table(question, answer)
    elif question.kind is FieldKind.CALCULATOR:
        yield from _worked_out(question, answer)
    elif question.kind is FieldKind.LIST:
        yield word.Bullets(tuple(answer.split("\n")))
    elif question.kind is FieldKind.MONEY:
        yield word.Paragraph(_amount(answer))
    else:
        for paragraph in messages.in_words(question, answer).split("\n"):
            yield word.Paragraph(paragraph)


def _amount(typed: str) -> str:
    """An amount in euros however it was typed, and what cannot be read as it was typed."""
    try:
        return write_amount(read_amount(typed, "nl"), language="nl")
    except RuleViolation:
        return typed


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
    return tuple(_cell(column, line.get(column.id, "")) for column in columns)


def _cell(column: RecordColumn, typed: str) -> str:
    if column.kind is FieldKind.MONEY:
        return _amount(typed)
    return typed


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
        yield word.Table(chart.table.columns, chart.table.rows, chart.title)
