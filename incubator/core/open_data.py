"""A dataset that is given out as open data: what it holds, column by column, and where its rows come from.

A feature describes its dataset once; the addresses, the files, the page that explains them and the OpenAPI description all follow from
that. Plain Python: the rows are a function that the feature passes in.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

_KEY = re.compile(r"[a-z]+(?:-[a-z]+)*")
_NAME = re.compile(r"[a-z]+(?:_[a-z]+)*")
Cell = str | int | Decimal | bool | date | datetime | None


class ColumnType(StrEnum):
    """What a column holds, in the words of JSON Schema; days and moments are texts of ISO 8601."""

    TEXT = "string"
    WHOLE = "integer"
    NUMBER = "number"
    YES_NO = "boolean"
    DAY = "date"
    MOMENT = "date-time"
    ADDRESS = "uri"


class FilterKind(StrEnum):
    """What a filter takes."""

    DAY = "day"
    CHOICE = "choice"
    PLACE = "place"
    CPV = "cpv"


@dataclass(frozen=True, slots=True)
class DataColumn:
    """One column. Meaning, unit and source are English source strings of the catalogue: the dictionary gives both languages."""

    name: str
    meaning: str
    source: str
    type: ColumnType = ColumnType.TEXT
    unit: str = ""
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class DataFilter:
    """What a dataset can be narrowed by; `choices` are all values that a choice takes."""

    name: str
    meaning: str
    kind: FilterKind
    example: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DataRequest:
    """What is asked: the filters that were read, the place after which to go on, and how many rows at most (None: all)."""

    filters: Mapping[str, Any] = field(default_factory=dict)
    after: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row. `place` grows from row to row and never changes, so that a page goes on where the one before ended."""

    place: int
    values: Mapping[str, Any]
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DataState:
    """How a whole dataset stands: how many rows, and when one last changed. The same state means the same file."""

    rows: int
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset. Texts are English source strings of the catalogue.

    One with columns is a table, given out as JSON, JSON Lines and CSV with a data dictionary. One without is a list of objects of a
    published standard: `schema` is its JSON Schema, and `envelope` puts the rows of a page in what that standard wraps them in.
    Raises `ValueError` for a key or a column that cannot stand in an address or a file.
    """

    key: str
    title: str
    about: str
    left_out: str
    licence: str  # its address
    rows: Callable[[DataRequest], Iterable[DataRow]]
    columns: tuple[DataColumn, ...] = ()
    filters: tuple[DataFilter, ...] = ()
    state: Callable[[DataRequest], DataState] | None = None
    named: Callable[[str], list[DataRow]] | None = None  # the rows that go by a name
    schema: Mapping[str, Any] = field(default_factory=dict)
    envelope: Callable[[list[DataRow], str], dict[str, Any]] | None = None

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"{self.key!r} cannot be the key of a dataset")
        if len(set(names)) != len(names) or not all(map(_NAME.fullmatch, names)):
            raise ValueError(f"The columns of {self.key!r} need names of their own")
        if not self.columns and self.envelope is None:
            raise ValueError(f"{self.key!r} is neither a table nor a list of a standard")

    @property
    def is_table(self) -> bool:
        return bool(self.columns)


def paged(rows: Iterable[Mapping[str, Any]], request: DataRequest) -> Iterable[DataRow]:
    """The rows that are asked for, of a small dataset that is made whole each time: their places are 1, 2, 3."""
    given = 0
    for place, values in enumerate(rows, start=1):
        if place <= request.after:
            continue
        if request.limit is not None and given >= request.limit:
            return
        given += 1
        yield DataRow(place, values)
