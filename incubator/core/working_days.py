"""Which days people work in the Netherlands.

Holidays are those of article 3 of the Algemene termijnenwet: New Year's Day, Easter Monday, Whit Monday, both days of Christmas,
Ascension Day, the King's birthday as it is celebrated, and 5 May; Good Friday counts as one (article 3(2)).
"""

from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, WHIT_MONDAY = -2, 1, 39, 50  # days from Easter Sunday


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    moon = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - moon + 15) % 30
    epact -= (golden + 11 * epact) // 319
    weekday = (2 * (century % 4) + 2 * (of_century // 4) - of_century % 4 - epact + 32) % 7
    month = (epact + weekday + 90) // 25
    return date(year, month, (epact + weekday + month + 19) % 32)


@cache
def holidays(year: int) -> frozenset[date]:
    """The holidays of a year in which nobody counts on an answer. The King's birthday is since 2014 on 27 April."""
    sunday = easter(year)
    moving = {sunday + offset * DAY for offset in (GOOD_FRIDAY, EASTER_MONDAY, ASCENSION, WHIT_MONDAY)}
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == 6:  # on a Sunday it is celebrated the day before
        kings_day -= DAY
    fixed = {date(year, 1, 1), kings_day, date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)}
    return frozenset(moving | fixed)


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no holiday."""
    return day.weekday() < 5 and day not in holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself, or the first working day after it: so a short term of law runs on (Algemene termijnenwet art. 1)."""
    while not is_working_day(day):
        day += DAY
    return day


def working_days_between(begin: date, end: date) -> int:
    """How many working days after the first one the last one lies: 0 on the same day."""
    days = 0
    # Day by day: nobody waits for years, and a sum with weeks goes wrong at holidays.
    while begin < end:
        begin += DAY
        days += is_working_day(begin)
    return days


def working_days_before(day: date, days: int) -> date:
    """The working day that lies so many working days before a day; with 0 the day itself, or the last working day before it."""
    while not is_working_day(day):
        day -= DAY
    for _day in range(days):
        day -= DAY
        while not is_working_day(day):
            day -= DAY
    return day
