"""Periods of whole days, and how one comes from a day to the week, month or year around or after it."""

from dataclasses import dataclass
from datetime import date, timedelta

from incubator.core.quantities import months_later
from incubator.notices.rules.day_words import DAYS_IN, MONTHS_IN, SINGULAR

MOST_COUNTED = 600  # months or so: what is further away nobody means


@dataclass(frozen=True, slots=True)
class DayPeriod:
    """Whole days from the first up to and including the last; one of the two may be open."""

    first: date | None
    last: date | None
    looks_back: bool = False  # said of what was: last week, three days ago


def moved(day: date, number: int, unit: str) -> date:
    """So many days, weeks, months or years later. Raises `OverflowError` beyond the calendar."""
    singular = SINGULAR.get(unit, unit.removesuffix("en").removesuffix("s"))
    if abs(number) > MOST_COUNTED:
        raise OverflowError(number)
    if singular in DAYS_IN:
        return day + timedelta(days=number * DAYS_IN[singular])
    return months_later(day, number * MONTHS_IN[singular])


def beginning(day: date, unit: str) -> date:
    """The first day of the week, month, quarter or year in which a day falls."""
    singular = SINGULAR.get(unit, unit.removesuffix("s"))
    if singular == "week":
        return day - timedelta(days=day.weekday())
    if singular in {"maand", "month"}:
        return day.replace(day=1)
    if singular in {"kwartaal", "quarter"}:
        return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)
    return day.replace(month=1, day=1)


def part_of(first: date, last: date, part: str | None) -> DayPeriod:
    """The first, middle or last third of a period."""
    third = (last - first) // 3
    if part is None:
        return DayPeriod(first, last)
    if part == "begin":
        return DayPeriod(first, first + third)
    if part in {"eind", "einde"}:
        return DayPeriod(last - third, last)
    return DayPeriod(first + third, last - third)
