"""Read what a group types into a calculator, and name at its field what cannot be read."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_amount, read_count, read_day, read_month_day, read_number
from incubator.learning.values.calculating import CalculatorInput, InputKind, Problems, Typed

NO_MONTH = N_("Fill in a month and a year, for example November 2026.")
NO_CALENDAR_MONTH = N_("Fill in a month, for example May.")
BELOW_NOTHING = N_("Fill in a number from 0.")
TOO_MUCH = N_("Fill in a number of at most %(most)s.")
TOO_MANY_ROWS = N_("Use at most %(number)s rows.")
NO_ROW = N_("Fill in at least one row.")
EMPTY = N_("Fill this in.")
MOST_ROWS = 60
LONGEST_LINE = 200
PERCENT = re.compile(r"\s*(?:%|procent|percent)$", re.IGNORECASE)
COUNTED = re.compile(r"\s*(?:uren|uur|hours?|maanden|maand|months?)$", re.IGNORECASE)


def read_inputs(inputs: Sequence[CalculatorInput], typed: Typed, language: str) -> tuple[dict[str, Any], Problems]:
    """The values by input (None, or no rows, when nothing was typed), and what is wrong with the others."""
    values: dict[str, Any] = {}
    problems: Problems = {}
    for asked in inputs:
        try:
            if asked.kind is InputKind.ROWS:
                values[asked.id] = _rows(asked, typed.get(asked.id), language, problems)
            else:
                values[asked.id] = _value(asked, typed.get(asked.id), language)
        except RuleViolation as broken:
            problems[asked.id] = at_field(broken, asked.id)
    return values, problems


def at_field(broken: RuleViolation, field: str) -> RuleViolation:
    """The same sentence, at this field."""
    return RuleViolation(broken.message, field=field, **broken.params)


def typed_rows(typed: Any) -> list[dict[str, str]]:
    """The rows in which something was typed."""
    if not isinstance(typed, list):
        return []
    rows = []
    for row in typed:
        cells = {}
        if isinstance(row, Mapping):
            cells = {str(column): typed_text(cell) for column, cell in row.items()}
        rows.append(cells)
    return rows


def typed_text(typed: Any) -> str:
    """What was typed in a field, without blanks around it; what is no text or number counts as nothing."""
    if isinstance(typed, bool) or not isinstance(typed, str | int | Decimal):
        return ""
    return str(typed).strip()


def _rows(asked: CalculatorInput, typed: Any, language: str, problems: Problems) -> tuple[dict[str, Any], ...]:
    rows = typed_rows(typed)
    if len(rows) > MOST_ROWS:
        raise RuleViolation(TOO_MANY_ROWS, number=MOST_ROWS)
    values = []
    for number, row in enumerate(rows):
        if not is_begun(asked, row):
            continue
        read, wrong = read_inputs(asked.columns, row, language)
        problems |= {f"{asked.id}.{number}.{column}": at_field(broken, asked.id) for column, broken in wrong.items()}
        # The number of the row comes along, so that a rule about two rows can name its cell.
        values.append({**read, "row": number})
    if asked.required and not values:
        raise RuleViolation(NO_ROW)
    return tuple(values)


def is_begun(asked: CalculatorInput, row: Mapping[str, str]) -> bool:
    """Whether something was typed in the row: a choice that stands there by itself does not count."""
    return any(row.get(column.id) for column in asked.columns if column.kind is not InputKind.CHOICE)


def _value(asked: CalculatorInput, typed: Any, language: str) -> Any:
    text = typed_text(typed)
    if not text:
        if asked.required:
            raise RuleViolation(EMPTY)
        return None
    if asked.kind is InputKind.CHOICE:
        return _choice(asked, text)
    value = READERS[asked.kind](text, language)
    if isinstance(value, Decimal | int) and asked.most is not None and value > asked.most:
        raise RuleViolation(TOO_MUCH, most=asked.most)
    return value


def _choice(asked: CalculatorInput, text: str) -> str:
    if text not in dict(asked.choices):
        raise RuleViolation(N_("Choose one of the answers."))
    return text


def _number(text: str, language: str) -> Decimal:
    """From 0, with or without the word for what is counted: "4.800 uur". Raises `RuleViolation`."""
    number = read_number(COUNTED.sub("", text), language)
    if number < 0:
        raise RuleViolation(BELOW_NOTHING)
    return number


def _count(text: str, language: str) -> int:
    return read_count(COUNTED.sub("", text), language)


def _percent(text: str, language: str) -> Decimal:
    """36 out of "36", "36 %" and "36 procent". Raises `RuleViolation`."""
    return _number(PERCENT.sub("", text), language)


def _line(text: str, _language: str) -> str:
    if len(text) > LONGEST_LINE:
        raise RuleViolation(N_("This text is too long."))
    return text


def read_month(text: str, _language: str = "nl") -> date:
    """The first day of a month: "november 2026", "nov 2026", "2026-11", "11-2026". Raises `RuleViolation`."""
    # A day is read with all names of months in both languages; here only its month counts.
    for written in _days_of(text.replace("/", "-")):
        try:
            return read_day(written).replace(day=1)
        except RuleViolation:
            continue
    raise RuleViolation(NO_MONTH)


def _days_of(text: str) -> Iterator[str]:
    """The ways in which a month can be a day, so that months are read as days are."""
    yield f"1 {text}"
    yield f"{text}-01"
    yield f"1-{text}"
    yield text


def read_calendar_month(text: str, _language: str = "nl") -> int:
    """5 out of "mei", "May" and "5". Raises `RuleViolation`."""
    # As a number it is no day of a year: read as one, 13 would be 13 January.
    month = int(text) if re.fullmatch(r"\d{1,2}", text, re.ASCII) else 0
    if 1 <= month <= 12:
        return month
    try:
        return int(read_month_day(f"1 {text}")[:2])
    except RuleViolation as broken:
        raise RuleViolation(NO_CALENDAR_MONTH) from broken


READERS: dict[InputKind, Callable[[str, str], Any]] = {
    InputKind.MONEY: read_amount,
    InputKind.NUMBER: _number,
    InputKind.COUNT: _count,
    InputKind.PERCENT: _percent,
    InputKind.MONTH: read_month,
    InputKind.CALENDAR_MONTH: read_calendar_month,
    InputKind.LINE: _line,
}
