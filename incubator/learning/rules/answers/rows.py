"""Answers in rows: people, records, and tables whose numbers and amounts are added up."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_amount, read_number, write_amount, write_decimal
from incubator.learning.rules.answers.kinds import LONGEST_CELL, AnswerShape
from incubator.learning.rules.answers.lines import LANGUAGE, amount_in_words
from incubator.learning.values import FieldKind, Question, RecordColumn

READ: dict[FieldKind, Callable[[str, str], Decimal]] = {FieldKind.NUMBER: read_number, FieldKind.MONEY: read_amount}
Rows = Sequence[Mapping[str, str]]


NOT_KNOWN = frozenset({"", "?", "-", "–", "onbekend", "niet bekend", "weten we niet", "weet ik niet", "n.v.t.", "nvt"})


def is_not_known(typed: str) -> bool:
    """Whether a cell for a number says that the group does not know it."""
    return typed.strip().casefold() in NOT_KNOWN


class RowsAnswer(AnswerShape):
    """Rows with the same columns; a row in which nothing was typed is none."""

    longest = LONGEST_CELL

    def empty(self) -> Any:
        return []

    def clean(self, question: Question, answer: Any) -> Any:
        if not isinstance(answer, list):
            return []
        rows = []
        for row in answer:
            cleaned = {column.id: str(row.get(column.id, "")).strip() for column in question.columns}
            if any(cleaned.values()):
                rows.append(cleaned)
        return rows

    def texts(self, answer: Any) -> list[str]:
        cells: list[str] = []
        for row in answer:
            cells.extend(row.values())
        return cells

    def as_text(self, question: Question, answer: Any) -> str:
        return "\n".join(_line(question.columns, row) for row in answer or ())


class TableAnswer(RowsAnswer):
    """Rows of which some columns are numbers or amounts."""

    def check(self, question: Question, answer: Any) -> None:
        for number, row in enumerate(answer, start=1):
            for column in question.columns:
                _check_cell(number, column, row.get(column.id, ""))

    def as_text(self, question: Question, answer: Any) -> str:
        """The rows, and below them what the columns come to."""
        lines = [_line(question.columns, row) for row in answer or ()]
        totals = added_up(question, answer or ())
        for column in question.columns:
            if column.id in totals:
                lines.append(f"Totaal {column.label.lower()}: {totals[column.id]}")
        return "\n".join(lines)


def _check_cell(number: int, column: RecordColumn, typed: str) -> None:
    read = READ.get(column.kind)
    # An empty cell or a question mark is not known yet: that is no mistake.
    if read is None or is_not_known(typed):
        return
    try:
        read(typed, LANGUAGE)
    except RuleViolation as broken_rule:
        raise RuleViolation(
            N_(
                "Row %(number)s, “%(column)s”: “%(typed)s” cannot be read. Fill in a number, for example 1250 or 18,50."
            ),
            number=number,
            column=column.label,
            typed=typed[:40],
        ) from broken_rule


def _line(columns: Sequence[RecordColumn], row: Mapping[str, str]) -> str:
    return " · ".join(filter(None, (cell_in_words(column, row.get(column.id, "")) for column in columns)))


def cell_in_words(column: RecordColumn, typed: str) -> str:
    """A cell as one reads it: an amount as an amount, everything else as it was typed."""
    if column.kind is not FieldKind.MONEY or not typed:
        return typed
    return amount_in_words(typed)


def added_up(question: Question, rows: Rows) -> dict[str, str]:
    """What the columns with a total come to, as one reads it; a column in which a cell cannot be read has none."""
    totals = {}
    for column in question.columns:
        if column.id in question.totals and rows:
            total = _total(column, rows)
            if total is not None:
                totals[column.id] = total
    return totals


def _total(column: RecordColumn, rows: Rows) -> str | None:
    read = READ[column.kind]
    total = Decimal()
    for row in rows:
        typed = row.get(column.id, "")
        if is_not_known(typed):
            continue
        try:
            total += read(typed, LANGUAGE)
        except RuleViolation:
            return None
    if column.kind is FieldKind.MONEY:
        return write_amount(total, language=LANGUAGE)
    return write_decimal(total, LANGUAGE)


ROWS, TABLE = RowsAnswer(), TableAnswer()
