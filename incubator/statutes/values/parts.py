"""One object of the answers, read forgivingly: what is absent or of another type is empty."""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeGuard

from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_day, read_share, read_term

LARGEST = 10**15  # more than any amount, count or term that a clause can mean
# What people write to get on: words that say nothing. "geen" is no answer where something is asked for, and none where nothing is.
WITHOUT_MEANING = {
    *(
        "nvt",
        "n v t",
        "niet van toepassing",
        "geen",
        "geen idee",
        "later",
        "volgt",
        "volgt nog",
        "komt nog",
        "nog niet",
    ),
    *("nog niet bekend", "onbekend", "niet bekend", "weten we nog niet", "weet niet", "weet ik niet", "geen mening"),
    *("nader te bepalen", "n t b", "ntb", "nog te bepalen", "nog invullen", "nog in te vullen", "in te vullen"),
    *(
        "nog doen",
        "todo",
        "to do",
        "tbd",
        "tba",
        "na",
        "n a",
        "none",
        "nothing",
        "null",
        "unknown",
        "xx",
        "xxx",
        "xxxx",
        "niets",
    ),
    *("ja", "nee", "zie boven", "idem", "test", "asdf", "onbekend nog", "nog bespreken", "bespreken", "moet nog"),
}
WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)


class Part:
    """One object of the answers; what is absent or of another type reads as empty. Reading never raises."""

    def __init__(self, raw: Any) -> None:
        self.raw: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}

    def part(self, name: str) -> "Part":
        return Part(self.raw.get(name))

    def text(self, name: str, default: str = "") -> str:
        value = self.raw.get(name)
        if isinstance(value, str) or _is_usable(value):
            return meant(str(value))
        return default

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.maybe_flag(name)
        if value is None:
            return default
        return value

    def maybe_flag(self, name: str) -> bool | None:
        """Yes, no, or not answered."""
        value = self.raw.get(name)
        if isinstance(value, bool):
            return value
        return None

    def number(self, name: str) -> int | None:
        """A whole number, of a number or of plain digits."""
        value = self.raw.get(name)
        if isinstance(value, str) and WHOLE.fullmatch(value.strip()):
            return int(value)
        if _is_usable(value):
            return int(value)
        return None

    def share(self, name: str) -> Fraction | None:
        """A part of a whole, such as "2/3" or 0.1."""
        return read_share(self.raw.get(name))

    def months(self, name: str) -> Fraction | None:
        """A term in months; a bare number counts months."""
        return _usable_term(self.raw.get(name))

    def years(self, name: str) -> Fraction | None:
        """A term in years; a bare number counts years, also when it was written as a text."""
        value = self.raw.get(name)
        if isinstance(value, str) and WHOLE.fullmatch(value.strip()):
            return Fraction(int(value))
        term = _usable_term(value)
        if isinstance(value, str) and term is not None:
            return term / 12
        return term

    def date(self, name: str) -> date | None:
        """A day that someone alive can mean."""
        try:
            return read_day(self.raw.get(name))
        except RuleViolation:
            return None

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.raw.get(name)
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list | tuple):
            return ()
        texts = [as_text(item) for item in value]
        return tuple(filter(None, texts))

    def items(self, name: str) -> list[Any]:
        value = self.raw.get(name)
        if isinstance(value, list | tuple):
            return list(value)
        return []


def as_text(item: Any) -> str:
    """What an entry of a list says, whether it is a text or an object with one; empty when it says nothing."""
    if isinstance(item, Mapping):
        item = item.get("text") or item.get("name") or item.get("clause")
    if item is None:
        return ""
    return meant(str(item))


def meant(text: str) -> str:
    """The text without blanks around it; empty when it has no letter or digit, or only words that say nothing ("n.v.t.")."""
    words = re.sub(r"[^\w]+", " ", text.casefold()).strip(" _")
    if not words or words in WITHOUT_MEANING:
        return ""
    return text.strip()


def _is_usable(value: Any) -> TypeGuard[int | float]:
    """A number that can be counted with: JSON of others may hold Infinity, NaN and numbers beyond any sense."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= LARGEST  # so is neither Infinity nor NaN


def _usable_term(value: Any) -> Fraction | None:
    if isinstance(value, int | float) and not _is_usable(value):
        return None
    term = read_term(value)
    if term is None or abs(term) > LARGEST:
        return None
    return term
