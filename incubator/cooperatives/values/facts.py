"""What a fact is: its key, its label, who has the last word on it, the check that its value passes, and how people type and read it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from incubator.cooperatives.values.fact_sources import FactSourceKind


class FactKind(StrEnum):
    """How the value of a fact is typed in JSON."""

    TEXT = "text"  # str
    NUMBER = "number"  # a whole number as str
    MONEY = "money"  # decimal string in euro, two decimals
    DATE = "date"  # ISO date string
    CHOICE = "choice"  # str
    LIST = "list"  # list of str
    RECORDS = "records"  # list of {str: str}


class Widget(StrEnum):
    """The field of a page in which a fact is typed."""

    LINE = "line"
    PARAGRAPHS = "paragraphs"
    CHOICE = "choice"
    SECTORS = "sectors"
    MUNICIPALITY = "municipality"
    PLACES = "places"
    TABLE = "table"


class CellKind(StrEnum):
    """What stands in a column of a table: how it is typed, compared and written."""

    TEXT = "text"
    PERSON = "person"
    EMAIL = "email"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column of a fact that is a table. Two rows are about the same when their identifying columns are."""

    id: str
    nl: str
    en: str
    kind: CellKind = CellKind.TEXT
    identifies: bool = False

    def label(self, language: str) -> str:
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Editor:
    """How people type a value: in which field, with which hint, and how the value stands in that field and is read from it."""

    widget: Widget
    hint: str  # an English source string
    as_typed: Callable[["FactKey", Any, str], Any]
    read: Callable[["FactKey", Any], Any]


@dataclass(frozen=True, slots=True)
class FactKey:
    """One thing that can be known of a cooperative.

    `name` stands in addresses. `owner` is the source that has the last word; see `fact_ranks`. `readers` names the pages and documents
    that start from it.
    """

    key: str
    name: str
    kind: FactKind
    nl: str
    en: str
    owner: FactSourceKind
    readers: tuple[str, ...]
    check: Callable[["FactKey", Any, str], Any]
    editor: Editor
    words: Callable[["FactKey", Any, str], str]
    choices: tuple[str, ...] = ()
    columns: tuple[FactColumn, ...] = ()
    # What is compared of two values; that of the kind when None.
    meaning: Callable[[Any], Any] | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns by which a row is stored."""
        return tuple(column.id for column in self.columns)

    def label(self, language: str) -> str:
        """What it is called on a page."""
        return self.nl if language == "nl" else self.en

    def typed(self, raw: Any, language: str = "nl") -> Any:
        """The value as the dossier keeps it (JSON). Raises `RuleViolation` with the key as field when it cannot be that."""
        return self.check(self, raw, language)

    def in_words(self, value: Any, language: str = "nl") -> str:
        """The value as one reads it: without codes, and without the form in which it is stored."""
        return self.words(self, value, language)

    def as_typed(self, value: Any, language: str = "nl") -> Any:
        """The value as it stands in the field where people type it."""
        return self.editor.as_typed(self, value, language)

    def read(self, typed: Any) -> Any:
        """What stands in that field, in the shape that `typed` takes. Raises `RuleViolation`."""
        return self.editor.read(self, typed)
