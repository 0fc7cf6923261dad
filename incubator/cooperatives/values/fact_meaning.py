"""Whether two values of a fact say the same: people by name, amounts by value, days by day, sets in any order, texts by their words."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from incubator.cooperatives.values.facts import CellKind, FactColumn, FactKey, FactKind
from incubator.core import quantities
from incubator.core.errors import RuleViolation
from incubator.core.reference import places
from incubator.core.text import fold

BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,:/-](?=\d)")
NO_WORD = re.compile(r"[^\w.]|_|(?<!\d)\.|\.(?!\d)")


def same(definition: FactKey, value: Any, other: Any) -> bool:
    """Whether two values of one fact mean the same."""
    return completed(definition, value, other) is not None


def completed(definition: FactKey, value: Any, other: Any) -> Any:
    """The value, with what only the other one has (an e-mail address beside a name); None when the two differ."""
    if definition.kind is FactKind.RECORDS:
        return _completed_rows(definition, value, other)
    meaning = definition.meaning or BY_KIND[definition.kind]
    return value if meaning(value) == meaning(other) else None


def plain(text: Any) -> str:
    """A text without case, accents, blanks and punctuation; what stands between digits (1,5) keeps them apart."""
    return NO_WORD.sub("", BETWEEN_DIGITS.sub(".", fold(str(text)))) or str(text).strip()


def address(text: Any) -> str:
    """An e-mail address: every dot in it counts."""
    return str(text).strip().casefold()


def _number(value: Any) -> Decimal | str:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return str(value)


def _day(value: Any) -> date | str:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return str(value)


def _set(items: Any) -> frozenset[str]:
    return frozenset(map(plain, items))


def place_codes(items: Any) -> frozenset[str]:
    return frozenset(places.place_code(str(item)) or plain(item) for item in items)


BY_KIND: dict[FactKind, Callable[[Any], Any]] = {
    FactKind.TEXT: plain,
    FactKind.NUMBER: _number,
    FactKind.MONEY: _number,
    FactKind.DATE: _day,
    FactKind.CHOICE: str,
    FactKind.LIST: _set,
}


def _amount(written: str) -> Decimal | str:
    try:
        return quantities.read_amount(written)
    except RuleViolation:
        return plain(written)


CELLS: dict[CellKind, Callable[[str], Any]] = {
    CellKind.TEXT: plain,
    CellKind.PERSON: plain,
    CellKind.EMAIL: address,
    CellKind.AMOUNT: _amount,
}


def _completed_rows(definition: FactKey, value: Any, other: Any) -> list[dict[str, str]] | None:
    """Each row with what its like among the others has more; None when a row has no like, on either side."""
    if len(value) != len(other):
        return None
    left, rows = list(other), []
    for row in value:
        like = next((candidate for candidate in left if _alike(definition.columns, row, candidate)), None)
        if like is None:
            return None
        left.remove(like)
        rows.append({name: row.get(name) or like.get(name, "") for name in definition.fields})
    return rows


def _alike(columns: tuple[FactColumn, ...], row: dict[str, str], other: dict[str, str]) -> bool:
    return all(_cells_agree(column, row.get(column.id, ""), other.get(column.id, "")) for column in columns)


def _cells_agree(column: FactColumn, cell: str, other: str) -> bool:
    """An empty cell says nothing, except where it should say what the row is about."""
    if not column.identifies and (not cell or not other):
        return True
    meaning = CELLS[column.kind]
    return bool(meaning(cell) == meaning(other))
