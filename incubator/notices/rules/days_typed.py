"""Days as people type them: "1 maart", "deze week", "week 48", "eind september", "over 14 dagen".

A text becomes a period of whole days. Without a year the nearest one is meant: to come, or past where somebody looks back.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from incubator.core import quantities
from incubator.core.errors import RuleViolation
from incubator.core.quantities import end_of_month, months_later
from incubator.notices.rules.day_periods import DayPeriod, beginning, moved, part_of
from incubator.notices.rules.day_words import (
    AHEAD,
    BEHIND,
    COMING,
    ENGLISH_COUNTS,
    MONTH,
    MONTH_WITH_DAY,
    NOW,
    NUMBER,
    PART,
    QUARTER,
    QUARTERS,
    RELATIVE,
    RELATIVE_DAY,
    TIME_OF_DAY,
    UNIT,
    UNTIL_TODAY,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
)
from incubator.notices.rules.feast_days import FEAST_DAY, feast_days

SOON = timedelta(days=30)  # what people call soon; the page says which days it became


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed, taken apart by a pattern, and how to complete it."""

    match: re.Match[str]
    today: date
    past: bool


def read_period(typed: str, today: date, *, past: bool = False) -> DayPeriod | None:
    """The period that a text names and nothing else; None when it names none."""
    text = _plain(typed)
    for pattern, reader in READERS:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        try:
            return reader(_Asked(match, today, past))
        except (RuleViolation, ValueError, OverflowError):
            return None
    return None


def _plain(typed: str) -> str:
    text = " ".join(typed.lower().replace("é", "e").replace("\u2019", "'").split()).strip(" ,")
    for pattern, written in _WRITTEN_OTHERWISE:
        text = pattern.sub(written, text)
    return text.strip(" ,.")


# Each way of writing a day, and how it is read: without the time, the day first, the year whole.
_WRITTEN_OTHERWISE = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (rf"{TIME_OF_DAY}$", ""),
        (rf"{COMING}$", ""),
        (r"(\d)(?:ste|de)\b", r"\1e"),
        (rf"\b({MONTH_WITH_DAY}) '?([23]\d)$", r"\1 20\2"),
        (r"^(\d{4})/(\d{1,2})/(\d{1,2})$", r"\1-\2-\3"),
        (r"^(\d\d)(\d\d)(20\d\d)$", r"\1-\2-\3"),
        (rf"^({MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?,? ({YEAR})$", r"\2 \1 \3"),
    )
)


def names_no_day(typed: str, today: date) -> bool:
    """Whether a text is written as a day or a week that no calendar has: 31 februari, week 99."""
    text = _plain(typed)
    if _DAY_OR_WEEK.search(text) is None or read_period(typed, today) is not None:
        return False
    return any(pattern.fullmatch(text) for pattern, _reader in READERS)


def count_of(word: str) -> int:
    """How many a word counts. Raises `RuleViolation`."""
    return ENGLISH_COUNTS.get(word) or quantities.read_count(word)


def _day(asked: _Asked) -> DayPeriod:
    day = quantities.read_day(_with_century(asked.match[0]))
    return DayPeriod(day, day)


def _with_century(typed: str) -> str:
    """1-3-27 is a day of 2027."""
    match = re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d\d)", typed.replace(" ", ""))
    if match is None:
        return typed
    return f"{match[1]}-{match[3]}-20{match[4]}"


def _day_of_a_year(asked: _Asked) -> DayPeriod:
    month, number = map(int, quantities.read_month_day(asked.match["day"].replace("/", "-")).split("-"))
    day = _nearest(lambda year: date(year, month, number), asked)
    return DayPeriod(day, day)


def _nearest(in_year: Callable[[int], date], asked: _Asked) -> date:
    """The day of a year that is nearest, to come or past. Raises `ValueError`."""
    years = range(asked.today.year - 4, asked.today.year + 5)
    days = []
    for year in years:
        try:
            day = in_year(year)
        except ValueError:  # 29 February
            continue
        if (day <= asked.today) if asked.past else (day >= asked.today):
            days.append(day)
    return max(days) if asked.past else min(days)


def _relative_day(asked: _Asked) -> DayPeriod:
    number = RELATIVE[asked.match[0]]
    day = asked.today + timedelta(days=number)
    return DayPeriod(day, day, looks_back=number < 0)


def _feast_day(asked: _Asked) -> DayPeriod:
    year = asked.match["year"]
    first, last = feast_days(asked.match["name"], asked.today, year=int(year) if year else None, past=asked.past)
    return DayPeriod(first, last)


def _soon(asked: _Asked) -> DayPeriod:
    return DayPeriod(asked.today, asked.today + SOON)


def _weekday(asked: _Asked) -> DayPeriod:
    ahead = (WEEKDAYS.index(asked.match["weekday"]) - asked.today.weekday()) % 7
    day = asked.today + timedelta(days=ahead - 7 if asked.past and ahead else ahead)
    return DayPeriod(day, day)


def _this(asked: _Asked) -> DayPeriod:
    """This week, next month, last year."""
    word, unit = asked.match["which"], asked.match["unit"]
    if word in UNTIL_TODAY:
        return DayPeriod(moved(asked.today, -1, unit), asked.today, looks_back=True)
    shift = 0
    if re.fullmatch(AHEAD, word):
        shift = 1
    elif re.fullmatch(BEHIND, word):
        shift = -1
    first = beginning(asked.today, unit)
    first = moved(first, shift, unit)
    return DayPeriod(first, moved(first, 1, unit) - timedelta(days=1), looks_back=shift < 0)


def _part_of_this(asked: _Asked) -> DayPeriod:
    """The beginning or end of this or the next week, month, quarter or year."""
    first = beginning(asked.today, asked.match["unit"])
    if re.fullmatch(AHEAD, asked.match["which"] or ""):
        first = moved(first, 1, asked.match["unit"])
    return part_of(first, moved(first, 1, asked.match["unit"]) - timedelta(days=1), asked.match["part"])


def _half(asked: _Asked) -> DayPeriod:
    """A half of a month or a year."""
    first, last = _whole(asked)
    middle = first + (last - first) // 2
    if asked.match["word"].startswith(("eerste", "1")):
        return DayPeriod(first, middle)
    return DayPeriod(middle + timedelta(days=1), last)


def _week_of_month(asked: _Asked) -> DayPeriod:
    """Seven days of a month, counted from its first or back from its last."""
    first, last = _whole(asked)
    if asked.match["word"] == "laatste":
        return DayPeriod(last - timedelta(days=6), last)
    number = QUARTERS.get(asked.match["word"]) or int(asked.match["word"][0])
    first += timedelta(days=7 * (number - 1))
    return DayPeriod(first, first + timedelta(days=6))


def _whole(asked: _Asked) -> tuple[date, date]:
    """The first and the last day of the period of which a part was typed. Raises `ValueError`."""
    whole = read_period(asked.match["whole"], asked.today, past=asked.past)
    if whole is None or whole.first is None or whole.last is None:
        raise ValueError(asked.match[0])
    return whole.first, whole.last


def _ahead(asked: _Asked) -> DayPeriod:
    return DayPeriod(asked.today, moved(asked.today, count_of(asked.match["count"]), asked.match["unit"]))


def _behind(asked: _Asked) -> DayPeriod:
    first = moved(asked.today, -count_of(asked.match["count"]), asked.match["unit"])
    return DayPeriod(first, asked.today, looks_back=True)


def _week(asked: _Asked) -> DayPeriod:
    number = int(asked.match["week"])
    if asked.match["year"]:
        first = date.fromisocalendar(int(asked.match["year"]), number, 1)
    elif asked.past:
        first = _nearest(lambda year: date.fromisocalendar(year, number, 1), asked)
    else:
        # A week counts until its Sunday has passed.
        first = _nearest(lambda year: date.fromisocalendar(year, number, 7), asked) - timedelta(days=6)
    return DayPeriod(first, first + timedelta(days=6))


def _month(asked: _Asked) -> DayPeriod:
    month = int(quantities.read_month_day(f"1 {asked.match['month']}").split("-")[0])
    if asked.match["year"]:
        first = date(int(asked.match["year"]), month, 1)
    elif asked.past:
        first = _nearest(lambda year: date(year, month, 1), asked)
    else:
        first = _nearest(lambda year: end_of_month(date(year, month, 1)), asked).replace(day=1)
    return part_of(first, end_of_month(first), asked.match["part"])


def _year(asked: _Asked) -> DayPeriod:
    year = int(asked.match["year"])
    return part_of(date(year, 1, 1), date(year, 12, 31), asked.match["part"])


def _quarter(asked: _Asked) -> DayPeriod:
    word = asked.match["word"] or ""
    number = int(asked.match["number"] or QUARTERS.get(word) or word[0])
    if asked.match["year"]:
        first = date(int(asked.match["year"]), 3 * number - 2, 1)
    elif asked.past:
        first = _nearest(lambda year: date(year, 3 * number - 2, 1), asked)
    else:
        first = months_later(_nearest(lambda year: end_of_month(date(year, 3 * number, 1)), asked).replace(day=1), -2)
    return DayPeriod(first, end_of_month(months_later(first, 2)))


PATTERNS: tuple[tuple[str, Callable[[_Asked], DayPeriod]], ...] = (
    (r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2} ?[-/.] ?\d{1,2} ?[-/.] ?(?:\d{4}|\d\d)", _day),
    (rf"(?:{WEEKDAY} )?\d{{1,2}}(?:e|ste|de)? {MONTH_WITH_DAY} {YEAR}", _day),
    (rf"(?:{WEEKDAY} )?(?P<day>\d{{1,2}} ?[-/] ?\d{{1,2}}|\d{{1,2}}(?:e)? {MONTH_WITH_DAY})", _day_of_a_year),
    (RELATIVE_DAY, _relative_day),
    ("binnenkort", _soon),
    (rf"(?P<name>{FEAST_DAY})(?: (?P<year>{YEAR}))?", _feast_day),
    (rf"(?:{AHEAD} |{NOW} |{BEHIND} )?(?P<weekday>{WEEKDAY})", _weekday),
    (rf"(?P<which>{AHEAD}|{BEHIND}|{NOW}) (?P<unit>week|maand|kwartaal|jaar|month|quarter|year)", _this),
    (rf"(?:(?:de )?{AHEAD}|over|binnen|binnen nu en|in|within) (?P<count>{NUMBER}) (?P<unit>{UNIT})", _ahead),
    (rf"(?:de )?{BEHIND} (?P<count>{NUMBER}) (?P<unit>{UNIT})", _behind),
    (rf"(?P<count>{NUMBER}) (?P<unit>{UNIT}) (?:geleden|ago)", _behind),
    (rf"(?:week|wk)\.? ?(?P<week>\d{{1,2}})(?:,? (?:van )?(?P<year>{YEAR}))?", _week),
    (rf"(?:in )?(?:(?P<part>{PART}) )?(?P<month>{MONTH_WITH_DAY})(?: (?P<year>{YEAR}))?", _month),
    (rf"(?P<part>{PART}) (?:van |v/d )?(?:de |het |(?P<which>{AHEAD}|{NOW}) )?(?P<unit>week|maand|kwartaal|jaar)", _part_of_this),
    (rf"(?:de |het )?(?P<word>\w+) helft (?:van )?(?P<whole>{MONTH}(?: {YEAR})?|{YEAR})", _half),
    (rf"(?:de )?(?P<word>\w+) week van (?P<whole>{MONTH}(?: {YEAR})?)", _week_of_month),
    (rf"(?:in )?(?:(?P<part>{PART}) )?(?P<year>{YEAR})", _year),
    (
        r"(?:in )?(?:het )?(?:[qk](?P<number>[1-4])|(?P<word>" + QUARTER + r") kwartaal)"
        rf"(?: (?:van )?(?P<year>{YEAR}))?",
        _quarter,
    ),
)  # fmt: skip
READERS = tuple((re.compile(pattern, re.ASCII), reader) for pattern, reader in PATTERNS)
# Bare numbers may be a count, and years lie far enough away: only what can be nothing but a day or a week is refused as one.
_DAY_OR_WEEK = re.compile(rf"\d(?:e)? {MONTH_WITH_DAY}|(?:week|wk)\.? ?\d|\d[-/.]\d{{1,2}}[-/.]\d|\d{{4}}-\d", re.ASCII)
