"""What people type in a UEA: read per question, given back as it was typed when it is not right."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length

from incubator.bids.values.declaring import QuestionAsked
from incubator.core.errors import RuleViolation
from incubator.core.forms import Form, readable, stripped
from incubator.core.i18n import explain, language
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_amount, read_day, read_number, write_decimal
from incubator.formats.espd_logic import problem_of
from incubator.formats.espd_repeats import MOST_ROWS, Row, row_key
from incubator.formats.espd_values import (
    AMOUNT,
    DATE,
    EVIDENCE,
    PERCENTAGE,
    PERIOD,
    QUANTITIES,
    YEAR,
    EspdAnswer,
    EspdCriterion,
    EspdProperty,
)

LONGEST = 10_000
MOST_ANSWERS = 20  # to one question
DayCheck = Callable[[EspdCriterion, EspdProperty, str], str]


@dataclass(slots=True)
class TypedAnswers:
    """What was typed in a part: the answers that could be read, and per question what was wrong with the others."""

    answers: dict[str, list[list[str]]] = field(default_factory=dict)
    typed: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def field_name(question_id: str) -> str:
    """The name of a question in the form: numbers of buyers hold slashes and more."""
    return "q" + hashlib.sha256(question_id.encode()).hexdigest()[:16]


def read_part(
    asked: Iterable[QuestionAsked], sent: MultiDict[str, str], problem_of_day: DayCheck, *, without: str = ""
) -> TypedAnswers:
    """What was sent for these questions. A question that the page did not show is left as it was.

    `without` names a row that has to go, as the button beside it does: what stands in the others stays.
    """
    reading = _FormReading(TypedAnswers(), sent, problem_of_day, without)
    for each in asked:
        reading.read(each)
    for row in dict.fromkeys(each.row for each in asked if each.row):
        _drop_empty(row, reading.result.answers)
    return reading.result


@dataclass(slots=True)
class _FormReading:
    """Reads one question after another."""

    result: TypedAnswers
    sent: MultiDict[str, str]
    problem_of_day: DayCheck
    without: str

    def read(self, each: QuestionAsked) -> None:
        """Read a question, in every row that was sent of it."""
        places = self._places(each)
        if not places:
            return
        answers: list[list[str]] = []
        for row, place in enumerate(places):
            given = self._in_row(each, row_key(each.question.id, place), row_key(each.question.id, row))
            # An empty field in a row keeps its place, so that what belongs together stays together.
            answers += given or ([["", ""]] if each.row else [])
        self.result.answers[each.question.id] = answers

    def _places(self, each: QuestionAsked) -> list[int]:
        """The rows that the page had, without the one that has to go."""
        block = each.row[0].id if each.row else ""
        places = []
        for place in range(MOST_ROWS if each.row else 1):
            # A radio button that nobody chose sends nothing: this tells it from a question that was not there.
            shown = self.sent.getlist(f"{field_name(row_key(each.question.id, place))}-shown")
            if shown and (not block or self.without != field_name(row_key(block, place))):
                places.append(place)
        return places

    def _in_row(self, each: QuestionAsked, number: str, kept_as: str) -> list[list[str]]:
        name = field_name(number)
        rows = _rows(each.question, self.sent, name)
        self.result.typed[kept_as] = rows
        try:
            return [self._answer(each, row, name) for row in rows if row]
        except RuleViolation as refused:
            self.result.errors[kept_as] = explain(refused)
            return []

    def _answer(self, each: QuestionAsked, row: str, name: str) -> list[str]:
        issuer = ""
        if each.question.data_type == EVIDENCE:
            issuer = str(readable(self.sent.get(f"{name}-issuer", ""))).strip()[:200]
        answer = _answer(each.question, row, issuer)
        problem = self.problem_of_day(each.criterion, each.question, answer[0])
        if problem:
            raise RuleViolation(problem)
        return answer


def _drop_empty(row: Row, answers: dict[str, list[list[str]]]) -> None:
    """Leave out the rows in which nothing stands; at questions that the page showed only in part those at the end."""
    shown = [answers[line.id] for line in row if line.id in answers]
    for place in range(max(map(len, shown), default=0) - 1, -1, -1):
        here = [given for given in shown if place < len(given)]
        empty = not any(given[place][0] for given in here)
        at_the_end = all(place == len(given) - 1 for given in here)
        if empty and (at_the_end or len(shown) == len(row)):
            for given in here:
                del given[place]


def _rows(question: EspdProperty, sent: MultiDict[str, str], name: str) -> list[str]:
    if question.data_type == PERIOD:
        begin, end = sent.get(f"{name}-from", ""), sent.get(f"{name}-until", "")
        return [f"{begin.strip()}/{end.strip()}"] if begin.strip() or end.strip() else []
    rows = [str(readable(row)).strip()[:LONGEST] for row in sent.getlist(name)[:MOST_ANSWERS]]
    return [row.replace("\r\n", "\n") for row in rows]


def _answer(question: EspdProperty, typed: str, issuer: str) -> list[str]:
    text = READERS.get(question.data_type, _as_typed)(typed)
    problem = problem_of(question.data_type, text)
    if problem:
        raise RuleViolation(problem)
    return [text, issuer]


def _as_typed(typed: str) -> str:
    return typed


def _day(typed: str) -> str:
    return read_day(typed).isoformat()


def _period(typed: str) -> str:
    begin, _slash, end = typed.partition("/")
    if not begin or not end:
        raise RuleViolation(N_("Fill in both days: from and until."))
    return f"{_day(begin)}/{_day(end)}"


def _amount(typed: str) -> str:
    return f"{read_amount(typed, language()):.2f}"


def _number(typed: str) -> str:
    return f"{read_number(typed, language()).normalize():f}"


def _percentage(typed: str) -> str:
    # People write 30 or 30 %; the file wants a fraction.
    number = read_number(typed.rstrip(" %"), language())
    return f"{(number / 100).normalize():f}"


READERS = {
    DATE: _day,
    PERIOD: _period,
    AMOUNT: _amount,
    PERCENTAGE: _percentage,
    **dict.fromkeys(QUANTITIES, _number),
}


def as_typed(question: EspdProperty, answer: EspdAnswer) -> str:
    """An answer as a person would type it."""
    try:
        if question.data_type == PERCENTAGE:
            return write_decimal(Decimal(answer.text) * 100, language())
        if question.data_type == YEAR:
            return f"{Decimal(answer.text):f}"
        if question.data_type in {AMOUNT, *QUANTITIES}:
            return write_decimal(Decimal(answer.text), language())
        if question.data_type == DATE:
            return date.fromisoformat(answer.text).isoformat()
    except (ArithmeticError, ValueError):
        # An older answer to a question that has another type by now: it is shown as it is.
        return answer.text
    return answer.text


def revision_in(sent: Mapping[str, str]) -> int:
    """The revision that the page was opened with; a page that does not say so knew of none."""
    typed = sent.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


class GroundsForm(Form):
    """A person declares, by name, about the grounds for exclusion."""

    name = StringField(_l("Your name"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    function = StringField(
        _l("Your function"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=200)],
        description=_l("For instance: chair of the board."),
    )
    agreed = BooleanField(
        _l("I declare this for the cooperative. I have read the grounds and checked them with the others."),
        validators=[DataRequired()],
    )
