"""The tables of the interview: of people, votes, restrictions and own texts, a row a record."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from incubator.core.i18n import language
from incubator.core.rows import RowsField


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table of the interview; with choices, one of them is chosen."""

    id: str
    nl: str
    en: str
    choices: Sequence[tuple[str, str, str]] = ()  # value, Dutch, English
    kind: str = "text"

    def label(self, spoken: str) -> str:
        return self.en if spoken == "en" else self.nl

    @property
    def untouched(self) -> str:
        """What a browser sends of a list of choices that nobody touched: the first of them."""
        return self.choices[0][0] if self.choices else ""

    def options(self, spoken: str) -> Iterator[tuple[str, str]]:
        for value, dutch, english in self.choices:
            yield value, english if spoken == "en" else dutch


@dataclass(frozen=True, slots=True)
class RowsTable:
    """The columns of a table, and how its rows are stored."""

    columns: tuple[TableColumn, ...]
    needed: tuple[str, ...] = field(default_factory=tuple)  # columns without which a row says nothing


class TableField(RowsField):
    """Rows of people, votes or clauses. A row without what it is about is refused, so that nothing typed disappears."""

    def __init__(self, label: str, *, table: RowsTable, **more: Any) -> None:
        super().__init__(label, columns=table.columns, **more)
        self.table = table

    def is_filled(self, row: dict[str, str]) -> bool:
        return any(row.get(column.id) not in {"", column.untouched} for column in self.table.columns)

    def pre_validate(self, form: Any) -> None:
        for number, row in enumerate(self.data, start=1):
            missing = [column.label(language()) for column in self.table.columns if self._lacks(row, column)]
            if missing:
                raise ValidationError(
                    _("Row %(number)s: fill in “%(what)s” too.", number=number, what="”, “".join(missing))
                )

    def _lacks(self, row: Mapping[str, str], column: TableColumn) -> bool:
        return column.id in self.table.needed and not row.get(column.id)

    def in_words(self) -> str:
        return "\n".join(self._row_in_words(row) for row in self.data)

    def _row_in_words(self, row: Mapping[str, str]) -> str:
        cells = [_cell(column, row.get(column.id, "")) for column in self.table.columns]
        return ", ".join(filter(None, cells))


def _cell(column: TableColumn, value: str) -> str:
    return dict(column.options(language())).get(value, value)
