"""What people type as a day, read in one way everywhere."""

import re
from datetime import date
from functools import cache
from typing import Any

from babel.dates import get_month_names

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities.reading import BLANKS

NO_DAY = N_("Fill in a day, for example 1-12-2026.")
WHICH_CENTURY = N_("Write the year with four figures. Do you mean %(recent)s or %(older)s?")
NO_MONTH_DAY = N_("Fill in a day of the year, for example 31 December.")
DAY_OUT_OF_REACH = N_("Fill in a day between 1900 and 2200.")

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)  # days that someone alive can mean
CENTURIES = ("20", "19")
SHORT_YEAR = re.compile(r"(?P<begin>\d{1,2} ?([-/.]) ?\d{1,2} ?\2 ?|\d{1,2} [a-z]+\.? )'?(?P<year>\d{2})", re.ASCII)
LEAP_YEAR, MONTHS = 2024, 12  # 29 February is a day of some years


def read_day(typed: Any) -> date:
    """A day as people write it: 2026-12-01, 1-12-2026, 1/12/2026, 1 december 2026. Raises `RuleViolation`.

    The day comes before the month, as everywhere in Europe. A year has four digits: which 26 is meant is asked, not guessed.
    """
    if isinstance(typed, date):
        return _within_reach(typed)
    text = BLANKS.sub(" ", str(typed)).strip().lower()
    parts = _iso_parts(text) or _european_parts(text) or _named_parts(text)
    if parts is None:
        _check_century(text)
        raise RuleViolation(NO_DAY)
    year, month, day = parts
    try:
        return _within_reach(date(year, month, day))
    except ValueError as error:
        raise RuleViolation(NO_DAY) from error


def _check_century(text: str) -> None:
    """Raise the question of which century 26 is in: of a birthday the one is as likely as the other of a meeting."""
    match = SHORT_YEAR.fullmatch(text)
    if match is None:
        return
    recent, older = (f"{match['begin']}{century}{match['year']}" for century in CENTURIES)
    if read_day(recent):
        raise RuleViolation(WHICH_CENTURY, recent=recent, older=older)


def _within_reach(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise RuleViolation(DAY_OUT_OF_REACH)
    return day


def _iso_parts(text: str) -> tuple[int, int, int] | None:
    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text, re.ASCII)
    if match:
        return (int(match[1]), int(match[2]), int(match[3]))
    return None


def _european_parts(text: str) -> tuple[int, int, int] | None:
    match = re.fullmatch(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4})", text, re.ASCII)
    if match:
        return (int(match[4]), int(match[3]), int(match[1]))
    return None


def _named_parts(text: str) -> tuple[int, int, int] | None:
    """1 december 2026, with or without the day of the week; English months too."""
    match = re.fullmatch(r"(?:[a-z]+,? )?(\d{1,2})(?:e|st|nd|rd|th)? ([a-z]+)\.?,? (\d{4})", text, re.ASCII)
    if match is None or match[2] not in _months():
        return None
    return int(match[3]), _months()[match[2]], int(match[1])


def read_month_day(typed: Any) -> str:
    """A day of every year, as `12-31`: "31 december", or in numbers, the day first. Raises `RuleViolation`."""
    text = BLANKS.sub(" ", str(typed)).strip().lower()
    parts = _named_month_day(text) or _numbered_month_day(text)
    if parts is None:
        raise RuleViolation(NO_MONTH_DAY)
    month, day = parts
    try:
        date(LEAP_YEAR, month, day)
    except ValueError as error:
        raise RuleViolation(NO_MONTH_DAY) from error
    return f"{month:02}-{day:02}"


def _named_month_day(text: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"(\d{1,2})(?:e|st|nd|rd|th)? ([a-z]+)\.?", text, re.ASCII)
    if match is None or match[2] not in _months():
        return None
    return _months()[match[2]], int(match[1])


def _numbered_month_day(text: str) -> tuple[int, int] | None:
    """31-12, the day first; the other way round only when it cannot be a day of a month that way."""
    match = re.fullmatch(r"(\d{1,2}) ?[-/.] ?(\d{1,2})", text, re.ASCII)
    if match is None:
        return None
    day, month = int(match[1]), int(match[2])
    return (month, day) if month <= MONTHS else (day, month)


@cache
def _months() -> dict[str, int]:
    """The names of the months, whole and short, in Dutch and English."""
    months = {"mrt": 3, "maa": 3, "sept": 9}
    for language in ("nl", "en"):
        for width in ("wide", "abbreviated"):
            names = get_month_names(width, locale=language)
            months |= {name.lower().rstrip("."): number for number, name in names.items()}
    return months
