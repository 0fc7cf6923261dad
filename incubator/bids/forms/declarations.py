"""What people type in a UEA: read per question, given back as it was typed when it is not right."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length

from incubator.core.errors import RuleViolation
from incubator.core.forms import Form, readable, stripped
from incubator.core.i18n import explain, language
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_amount, read_day, read_number, write_decimal
from incubator.formats.espd_logic import problem_of
from incubator.formats.espd_values import (
    AMOUNT,
    DATE,
    EVIDENCE,
    PERCENTAGE,
    PERIOD,
    QUANTITIES,
    EspdAnswer,
    EspdProperty,
)

LONGEST = 10_000
MOST_ANSWERS = 20  # to one question


@dataclass(slots=True)
class TypedAnswers:
    """What was typed in a part: the answers that could be read, and per question what was wrong with the others."""

    answers: dict[str, list[list[str]]] = field(default_factory=dict)
    typed: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def field_name(question_id: str) -> str:
    """The name of a question in the form: numbers of buyers hold slashes and more."""
    return "q" + hashlib.sha256(question_id.encode()).hexdigest()[:16]


def read_part(questions: Sequence[EspdProperty], sent: MultiDict[str, str]) -> TypedAnswers:
    """What was sent for these questions. A question that the page did not show is left as it was."""
    read = TypedAnswers()
    for question in questions:
        name = field_name(question.id)
        # A radio button that nobody chose sends nothing: this tells it from a question that was not there.
        if not sent.getlist(f"{name}-shown"):
            continue
        rows = _rows(question, sent, name)
        read.typed[question.id] = rows
        try:
            read.answers[question.id] = [_answer(question, row, issuer) for row, issuer in _given(question, rows, sent)]
        except RuleViolation as refused:
            read.errors[question.id] = explain(refused)
    return read


def _rows(question: EspdProperty, sent: MultiDict[str, str], name: str) -> list[str]:
    if question.data_type == PERIOD:
        begin, end = sent.get(f"{name}-from", ""), sent.get(f"{name}-until", "")
        return [f"{begin.strip()}/{end.strip()}"] if begin.strip() or end.strip() else []
    rows = [str(readable(row)).strip()[:LONGEST] for row in sent.getlist(name)[:MOST_ANSWERS]]
    return [row.replace("\r\n", "\n") for row in rows]


def _given(question: EspdProperty, rows: Sequence[str], sent: MultiDict[str, str]) -> list[tuple[str, str]]:
    issuer = str(readable(sent.get(f"{field_name(question.id)}-issuer", ""))).strip()[:200]
    if question.data_type != EVIDENCE:
        issuer = ""
    return [(row, issuer) for row in rows if row]


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
