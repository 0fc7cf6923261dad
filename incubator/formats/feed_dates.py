"""Days as feeds write them: RFC 2822 and what is left of it, ISO with slashes, month names in four languages, names of zones."""

import re
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from incubator.formats import texts

_MONTH_NAMES = (
    ("jan", "january", "januari", "januar", "janv", "janvier"),
    ("feb", "february", "februari", "februar", "févr", "fevr", "février"),
    ("mar", "march", "mrt", "maart", "märz", "mars"),
    ("apr", "april", "avr", "avril"),
    ("may", "mei", "mai"),
    ("jun", "june", "juni", "juin"),
    ("jul", "july", "juli", "juil", "juillet"),
    ("aug", "august", "augustus", "août", "aout"),
    ("sep", "sept", "september", "septembre"),
    ("oct", "october", "okt", "oktober", "octobre"),
    ("nov", "november", "novembre"),
    ("dec", "december", "dez", "dezember", "déc", "décembre"),
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
# Hours from UTC. Names that mean several zones (IST) are left out: then the day counts as it is written.
ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MET": 1, "CEST": 2, "MEST": 2, "EET": 2, "EEST": 3,
    "MSK": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
    "AWST": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_CENTURY_TURNS = 70  # 69 is 2069, 70 is 1970, as RFC 2822 readers do
_WEEKDAY = r"^(?:[^\W\d]{2,10}\.?,?\s*)??"
_CLOCK = (
    r"(?:[T,\s]+(?:at\s+|om\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>(?:GMT|UTC)?[+-]\d{2}(?::?\d{2})?|[A-Za-z]{1,5})?)?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|e|\.)?"
_MONTH = r"(?P<month>[^\W\d]{3,10})\.?"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}{_DAY}[\s,-]+{_MONTH}[\s,-]+(?P<year>\d{{4}}|\d{{2}})\b{_CLOCK}",  # Fri, 24 Nov 2023 18:28:36 -0000
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})\b{_CLOCK}",  # Tue, Jan 23 2018 02:54:55 MST
        rf"^(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})\b{_CLOCK}",  # 2016/6/29 15:07:41
    )
)
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)", re.ASCII)


_DIGITS_ELSEWHERE = re.compile(r"(?![0-9])\d")  # digits of another script than 0 to 9


class FeedDay(NamedTuple):
    """The day, or why there is none: `unclear` when it can be read in two ways."""

    day: date | None
    unclear: bool = False


def read(text: str) -> FeedDay:
    """The day in Amsterdam of a moment; the day as it is written when hour or zone are unknown."""
    moment = texts.moment(text)
    if moment is not None:
        return FeedDay(moment.astimezone(texts.AMSTERDAM).date())
    if match := _DAY_FIRST.match(text):
        return _day_first(int(match[1]), int(match[2]), int(match[3]))
    if not _DIGITS_ELSEWHERE.search(text):
        for pattern in _WRITTEN:
            if match := pattern.match(text):
                return FeedDay(_written(match))
    return FeedDay(texts.day(text))


def calendar(year: int, month: int, day: int) -> date | None:
    """The day, when the calendar has it and clocks can reach it."""
    return texts.day(f"{year:04d}-{month:02d}-{day:02d}")


def _day_first(first: int, second: int, year: int) -> FeedDay:
    """12-03-2026 may be in March or in December; 13-03-2026, 03-13-2026 and 03-03-2026 are one day only."""
    if first <= 12 and second <= 12 and first != second:
        return FeedDay(None, unclear=True)
    month = min(first, second) if second > 12 else second
    return FeedDay(calendar(year, month, max(first, second)))


def _written(match: re.Match[str]) -> date | None:
    month = _month(match["month"])
    if month is None:
        return None
    day = calendar(_year(match["year"]), month, int(match["day"]))
    if day and match["hour"]:
        return _in_amsterdam(day, match)
    return day


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    return MONTHS.get(text.lower())


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return int(text) + (2000 if int(text) < _CENTURY_TURNS else 1900)


def _in_amsterdam(day: date, match: re.Match[str]) -> date:
    """The same moment in Amsterdam; the day as it is written when clock or zone cannot be read."""
    offset = _offset(match["zone"] or "")
    hour, minute = _hour(int(match["hour"]), match["half"]), int(match["minute"])
    if offset is None or hour > 23 or minute > 59:
        return day
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone(offset))
    return moment.astimezone(texts.AMSTERDAM).date()


def _hour(hour: int, half: str | None) -> int:
    """12 AM is midnight, 12 PM is noon."""
    if not half:
        return hour
    return hour % 12 + (12 if half.lower().startswith("p") else 0)


def _offset(zone: str) -> timedelta | None:
    if zone.upper() in ZONES:
        return timedelta(hours=ZONES[zone.upper()])
    digits = re.sub(r"\D", "", zone)
    if not digits:
        return None
    distance = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    if distance >= timedelta(hours=24):
        return None
    if "-" in zone:
        return -distance
    return distance
