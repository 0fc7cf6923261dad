"""Answers as scripts give them in JSON, read strictly: what is wrong is named by its key. Unknown is null or left out."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import FIRST_DAY, LAST_DAY

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
PLAIN_NUMBER = re.compile(r"\d{1,13}(\.\d{1,4})?", re.ASCII)
MOST = 10**13
MISSING = N_("The key “%(key)s” is missing.")
NO_OBJECT = N_("“%(key)s” has to be an object with keys and values.")
NO_DAY = N_("“%(key)s” has to be a day as 2027-12-31.")
DAY_OUT_OF_REACH = N_(
    "“%(key)s” is a day before %(first)s or after %(last)s. A day such as 9999-12-31 means that nobody knows the end."
)
NO_NUMBER = N_("“%(key)s” has to be a number as 180000 or 180000.50, not negative.")
NO_COUNT = N_("“%(key)s” has to be a whole number from %(least)s to %(most)s.")
NO_TRUTH = N_("“%(key)s” has to be true, false or null.")
NO_CHOICE = N_("“%(key)s” has to be one of these: %(choices)s.")
NO_TEXT = N_("“%(key)s” has to be a text.")


def mapping(raw: Any, key: str) -> Mapping[str, Any]:
    """An object of JSON. Raises `RuleViolation`, as all of these do."""
    if not isinstance(raw, dict):
        raise RuleViolation(NO_OBJECT, key=key)
    return raw


def required(raw: Mapping[str, Any], key: str, name: str = "") -> Any:
    """What must be there; `name` is the key with that of the object it stands in."""
    if raw.get(key) is None:
        raise RuleViolation(MISSING, key=name or key)
    return raw[key]


def day(value: Any, key: str) -> date | None:
    if value is None:
        return None
    if not isinstance(value, str) or not ISO_DAY.fullmatch(value):
        raise RuleViolation(NO_DAY, key=key)
    try:
        read = date.fromisoformat(value)
    except ValueError as error:
        raise RuleViolation(NO_DAY, key=key) from error
    if not FIRST_DAY <= read <= LAST_DAY:
        raise RuleViolation(DAY_OUT_OF_REACH, key=key, first=FIRST_DAY.isoformat(), last=LAST_DAY.isoformat())
    return read


def amount(value: Any, key: str) -> Decimal | None:
    """A number that is not negative, as a text or as a number; a float is read by what it shows."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float) or not PLAIN_NUMBER.fullmatch(str(value)):
        raise RuleViolation(NO_NUMBER, key=key)
    return Decimal(str(value))


def count(value: Any, key: str, *, least: int, most: int) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise RuleViolation(NO_COUNT, key=key, least=least, most=most)
    return value


def truth(value: Any, key: str) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise RuleViolation(NO_TRUTH, key=key)


def text(value: Any, key: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise RuleViolation(NO_TEXT, key=key)


def choice(value: Any, key: str, choices: Iterable[str]) -> str:
    allowed = tuple(choices)
    if not isinstance(value, str) or value not in allowed:
        raise RuleViolation(NO_CHOICE, key=key, choices=", ".join(allowed))
    return value


def unknown_keys(raw: Any, known: Iterable[str]) -> list[str]:
    """Keys that nobody reads, so that a typing error in one is noticed."""
    if not isinstance(raw, dict):
        return []
    return sorted(set(map(str, raw)) - set(known))
