"""Tables that people fill in: a row a record, cells by column; rows are added and taken away with buttons."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Any, Protocol

from wtforms import Field

from incubator.core.forms import readable


class RowColumn(Protocol):
    """What a table needs to know of a column: its name in the form and what it is called in a language."""

    @property
    def id(self) -> str: ...

    def label(self, language: str) -> str: ...


class Rows(list[dict[str, str]]):
    """The rows of a table; as a text each stands on a line."""

    def __str__(self) -> str:
        return "\n".join(", ".join(filter(None, row.values())) for row in self)


class RowsField(Field):
    """A table: what is typed in `name-0-column`, `name-1-column` and so on. Rows in which nothing is typed are left out."""

    data: Rows

    def __init__(
        self, label: str, validators: Any = None, *, columns: Sequence[RowColumn] = (), **options: Any
    ) -> None:
        super().__init__(label, validators, **options)
        self.columns = columns
        self.empty = 1  # rows to fill in, below those that are filled

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """The rows that were sent, or those that stand."""
        self.process_errors: list[str] = []
        self.data = Rows(data or ())
        if formdata is not None:
            self.data = Rows(filter(self.is_filled, map(partial(self._row, formdata), self._numbers(formdata))))

    def _numbers(self, formdata: Any) -> list[int]:
        """The numbers of the rows that were sent, in their order; a script may have left some out."""
        pattern = re.compile(rf"{re.escape(self.name)}-(\d{{1,4}})-\w+", re.ASCII)
        numbers = {int(match[1]) for match in map(pattern.fullmatch, formdata) if match}
        return sorted(numbers)

    def _row(self, formdata: Any, number: int) -> dict[str, str]:
        cells = {column.id: formdata.get(f"{self.name}-{number}-{column.id}", "") for column in self.columns}
        return {column_id: str(readable(cell)).strip() for column_id, cell in cells.items()}

    def is_filled(self, row: dict[str, str]) -> bool:
        """Whether somebody typed something in this row."""
        return any(row.values())

    def drop(self, number: int) -> None:
        """Take away a row of those that are filled."""
        if number < len(self.data):
            del self.data[number]

    @property
    def shown(self) -> list[dict[str, str]]:
        """The rows of the page: those that are filled, and empty ones to go on in."""
        return [*self.data, *({} for _number in range(self.empty))]


DROP = re.compile(r"drop-(\d{1,4})", re.ASCII)


def change_rows(field: Field, wish: str | None) -> bool:
    """Whether a button of a table was pressed that adds or takes away a row: then there is nothing to save yet."""
    if not wish or not isinstance(field, RowsField):
        return False
    if dropped := DROP.fullmatch(wish):
        field.drop(int(dropped[1]))
    else:
        field.empty = 2
    return True
