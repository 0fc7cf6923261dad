"""Parts of a case as a file gives it, read strictly: what is wrong is named by its key, with the place in the list."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from incubator.challenges.rules import json_answers
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
MOST_VOTES = 10**6
LONGEST = 500  # letters of a name or a number in a file
NO_LIST = N_("“%(key)s” has to be a list.")
NO_NUMBER_OF = N_("“%(key)s” has to be a short text that is not empty.")
NO_LETTERS = N_("“%(key)s” holds half a letter, which cannot be written.")
NO_TIME = N_("“%(key)s” has to be a time as 20:00.")
TWICE = N_("“%(key)s” has “%(value)s” more than once.")
Entry = TypeVar("Entry")


def entries(raw: Any, key: str, read: Callable[[Mapping[str, Any], str], Entry]) -> tuple[Entry, ...]:
    """The objects of a list, each read with its place: members[2]. Null or left out is an empty list."""
    read_entries: list[Entry] = []
    if raw is None:
        return ()
    for place, entry in enumerate(_list(raw, key)):
        where = f"{key}[{place}]"
        read_entries.append(read(json_answers.mapping(entry, where), where))
    return tuple(read_entries)


def numbers(raw: Any, key: str) -> tuple[str, ...]:
    """A list of what things are called: members, items."""
    return tuple(number(entry, f"{key}[{place}]") for place, entry in enumerate(_list(raw, key)))


def maybe_numbers(raw: Any, key: str) -> tuple[str, ...] | None:
    """The same; null or left out is not known."""
    return None if raw is None else numbers(raw, key)


def check_letters(text: str, key: str) -> None:
    """Raise `RuleViolation` for a text of JSON that no file can hold: an escape such as \\ud800 without its other half."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise RuleViolation(NO_LETTERS, key=key) from error


def number(raw: Any, key: str) -> str:
    """What a member or an item is called: a text, or a whole number."""
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= MOST_VOTES:
        raw = str(raw)
    if not isinstance(raw, str) or not raw.strip() or len(raw) > LONGEST:
        raise RuleViolation(NO_NUMBER_OF, key=key)
    check_letters(raw, key)
    return raw.strip()


def words(raw: Any, key: str) -> str:
    """A text that may be left out."""
    text = (json_answers.text(raw, key) or "").strip()
    if len(text) > LONGEST:
        raise RuleViolation(NO_NUMBER_OF, key=key)
    check_letters(text, key)
    return text


def read_day(raw: Mapping[str, Any], name: str, key: str) -> date:
    """A day that has to be there."""
    day = json_answers.day(raw.get(name), f"{key}.{name}")
    if day is None:
        raise RuleViolation(json_answers.MISSING, key=f"{key}.{name}")
    return day


def clock_time(raw: Any, key: str) -> str:
    if raw is None:
        return ""
    if not isinstance(raw, str) or not CLOCK_TIME.fullmatch(raw):
        raise RuleViolation(NO_TIME, key=key)
    return raw


def count(raw: Any, key: str, *, least: int = 0, otherwise: int = 0) -> int:
    """A number of votes, or of something else that can be counted."""
    counted = json_answers.count(raw, key, least=least, most=MOST_VOTES)
    return otherwise if counted is None else counted


def flag(raw: Any, key: str, *, otherwise: bool) -> bool:
    answer = json_answers.truth(raw, key)
    return otherwise if answer is None else answer


def check_unique(values: Iterable[str], key: str) -> None:
    """Raise `RuleViolation` when two things are called the same: nobody would know which is meant."""
    seen = set()
    for value in values:
        if value in seen:
            raise RuleViolation(TWICE, key=key, value=value)
        seen.add(value)


def _list(raw: Any, key: str) -> list[Any]:
    if not isinstance(raw, list):
        raise RuleViolation(NO_LIST, key=key)
    return raw
