"""Counting in months, as terms of law and of contracts do: the same day, or the last day of a shorter month."""

from datetime import date

from dateutil.relativedelta import relativedelta


def months_later(day: date, months: int) -> date:
    """The same day so many months later (earlier when negative), or the last day of that month.

    Raises `OverflowError` when that is not a day between the years 1 and 9999.
    """
    try:
        return day + relativedelta(months=months)
    except (ValueError, OverflowError) as error:
        raise OverflowError(f"{months} months from {day.isoformat()} is no day of the calendar") from error


def end_of_month(day: date) -> date:
    """The last day of the month in which this day lies."""
    return day + relativedelta(day=31)


def months_after_year(year_end: date, months: int) -> date:
    """The last day of so many months after a financial year: after the end of a month comes the end of a month.

    Six months after 30 June end on 31 December, and not on the 30th: they are whole months from 1 July on.
    """
    day = months_later(year_end, months)
    return end_of_month(day) if year_end == end_of_month(year_end) else day


def year_end_from(day: date, year_end: str) -> date:
    """The first end of a financial year on or after this day; `year_end` is its month and day, such as `12-31`.

    Raises `ValueError` when `year_end` is no day of a year.
    """
    month, last = (int(part) for part in year_end.split("-"))
    this_year = _day_or_month_end(day.year, month, last)
    if this_year >= day:
        return this_year
    return _day_or_month_end(day.year + 1, month, last)


def _day_or_month_end(year: int, month: int, day: int) -> date:
    """29 February is 28 February in most years."""
    if not 1 <= day <= 31:
        raise ValueError(f"{day} is no day of a month")
    return date(year, month, 1) + relativedelta(day=day)
