"""What a fact is: its key, its label, the check that its value passes, and the way in which people type it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


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


@dataclass(frozen=True, slots=True)
class Editor:
    """How people type a value: in which field, with which hint, and how the value reads as text there and back."""

    widget: Widget
    hint: str  # an English source string; may name the columns
    as_text: Callable[["FactKey", Any, str], str]
    from_text: Callable[["FactKey", str], Any]


@dataclass(frozen=True, slots=True)
class FactKey:
    """One thing that can be known of a cooperative. `readers` names the pages and documents that start from it."""

    key: str
    kind: FactKind
    nl: str
    en: str
    readers: tuple[str, ...]
    check: Callable[["FactKey", Any, str], Any]
    editor: Editor
    choices: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """What it is called on a page."""
        return self.nl if language == "nl" else self.en

    def typed(self, raw: Any, language: str = "nl") -> Any:
        """The value as the dossier keeps it (JSON). Raises `RuleViolation` with the key as field when it cannot be that."""
        return self.check(self, raw, language)

    def as_text(self, value: Any, language: str = "nl") -> str:
        """The value as one types it."""
        return self.editor.as_text(self, value, language)

    def from_text(self, text: str) -> Any:
        """What someone typed, in the shape that `typed` takes. Raises `RuleViolation`."""
        return self.editor.from_text(self, text)
