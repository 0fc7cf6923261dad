"""The kinds of answers of the interview: for each its field, how a stored answer stands in it, and how what was filled in is stored."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from incubator.core.errors import RuleViolation
from incubator.core.forms import stripped
from incubator.core.quantities import read_count, read_day, read_share
from incubator.core.typed_fields import CountField, DayField, EurosField, MonthDayField
from incubator.statutes.forms import tables
from incubator.statutes.forms.fields import (
    ChoiceField,
    ChoicesField,
    LinesField,
    PercentField,
    UsualLinesField,
)
from incubator.statutes.forms.table_fields import RowsTable, TableField
from incubator.statutes.values.fixed_texts import in_its_words
from incubator.statutes.values.interview import AnswerField, Choice, Words

OUT_OF_RANGE = _l("Write a number from %(min)s to %(max)s.")
LONGEST = 5000  # as in the schema
PLACES = (
    Choice("deed", Words("In de akte", "In the deed"), Words(), Words()),
    Choice("house_rules", Words("In het huishoudelijk reglement", "In the house rules"), Words(), Words()),
    Choice("member_agreement", Words("In de ledenovereenkomst", "In the member agreement"), Words(), Words()),
)


@dataclass(frozen=True, slots=True)
class AnswerKind:
    """How one kind of answer is asked. `shown` and `stored` may raise `RuleViolation`."""

    make: Callable[[AnswerField, dict[str, Any]], Any]
    shown: Callable[[Any], Any]
    stored: Callable[[Any, Any], Any]  # what was filled in, and the answer that stood there before


def _same(value: Any) -> Any:
    return value


def _fixed_in_words(value: Any) -> Any:
    return in_its_words(value) if isinstance(value, str) else value


def _plain(value: Any, _before: Any) -> Any:
    """A text or a list; empty is no answer."""
    return value or None


def _kept(value: Any, _before: Any) -> Any:
    return value


def _line(answer: AnswerField, texts: dict[str, Any]) -> Any:
    return StringField(filters=[stripped], validators=[Optional(), Length(max=500)], **texts)


def _text(answer: AnswerField, texts: dict[str, Any]) -> Any:
    if answer.usual:
        return ChoiceField(answer=answer, validators=[Length(max=LONGEST)], **texts)
    return TextAreaField(filters=[stripped], validators=[Optional(), Length(max=LONGEST)], **texts)


def _line_or_usual(answer: AnswerField, texts: dict[str, Any]) -> Any:
    return _text(answer, texts) if answer.usual else _line(answer, texts)


def _lines(answer: AnswerField, texts: dict[str, Any]) -> Any:
    if answer.usual:
        return UsualLinesField(answer=answer, **texts)
    return LinesField(**texts)


def _choice(answer: AnswerField, texts: dict[str, Any]) -> Any:
    return ChoiceField(answer=answer, **texts)


def _place(answer: AnswerField, texts: dict[str, Any]) -> Any:
    return ChoiceField(answer=_with_choices(answer, PLACES), **texts)


def _with_choices(answer: AnswerField, choices: tuple[Choice, ...]) -> AnswerField:
    return AnswerField(answer.path, "choice", answer.label, answer.hint, answer.needed, answer.when, choices)


def _choices(answer: AnswerField, texts: dict[str, Any]) -> Any:
    return ChoicesField(answer=answer, **texts)


def _count(answer: AnswerField, texts: dict[str, Any]) -> Any:
    between = NumberRange(min=answer.low, max=answer.high, message=OUT_OF_RANGE)
    return CountField(validators=[Optional(), between], **texts)


def _field(field_class: Any) -> Callable[[AnswerField, dict[str, Any]], Any]:
    return lambda _answer, texts: field_class(validators=[Optional()], **texts)


def _number(value: Any) -> int | None:
    """A whole number, also where a file has it as a text; None of what is none."""
    try:
        return read_count(value, "en")
    except RuleViolation:
        return None


def _day(value: Any) -> date | None:
    try:
        return read_day(value)
    except RuleViolation:
        return None


def _day_stored(value: Any, _before: Any) -> str | None:
    return value.isoformat() if value else None


def _percents(value: Any) -> Decimal | None:
    """The number of "30%", of 0.3 and of 30: as the answers are read everywhere."""
    share = read_share(value)
    if share is None:
        return None
    if share > 1 and "%" not in str(value):
        share /= 100
    percents: Fraction = share * 100
    return round(Decimal(percents.numerator) / percents.denominator, 2).normalize()


def _percents_stored(value: Any, _before: Any) -> str | None:
    return None if value is None else f"{value:f}%"


def _table(table: Callable[[], RowsTable]) -> Callable[[AnswerField, dict[str, Any]], Any]:
    return lambda _answer, texts: TableField(table=table(), **texts)


KINDS: dict[str, AnswerKind] = {
    "line": AnswerKind(_line_or_usual, _same, _plain),
    "text": AnswerKind(_text, _same, _plain),
    "fixed": AnswerKind(_choice, _fixed_in_words, _plain),
    "lines": AnswerKind(_lines, _same, _plain),
    "choice": AnswerKind(_choice, _same, _kept),
    "choices": AnswerKind(_choices, _same, _plain),
    "yes_no": AnswerKind(_choice, _same, _kept),
    "place": AnswerKind(_place, _same, _kept),
    "count": AnswerKind(_count, _number, _kept),
    "euros": AnswerKind(_field(EurosField), _number, _kept),
    "percent": AnswerKind(_field(PercentField), _percents, _percents_stored),
    "day": AnswerKind(_field(DayField), _day, _day_stored),
    "month_day": AnswerKind(_field(MonthDayField), _same, _plain),
    "founders": AnswerKind(_table(lambda: tables.FOUNDERS), tables.founders_shown, tables.founders_stored),
    "seats": AnswerKind(_table(lambda: tables.SEATS), tables.seats_shown, tables.seats_stored),
    "votes": AnswerKind(_table(lambda: tables.VOTES), tables.votes_shown, tables.votes_stored),
    "restrictions": AnswerKind(
        _table(lambda: tables.RESTRICTIONS), tables.restrictions_shown, tables.restrictions_stored
    ),
    "additions": AnswerKind(_table(tables.additions_table), tables.additions_shown, tables.additions_stored),
}
NEEDS_AN_ANSWER = _l("Give an answer here, or press “We do not know yet”.")
