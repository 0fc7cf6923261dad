"""Which days count when someone promises an answer."""

from datetime import date

import pytest

from incubator.core.working_days import easter, holidays, is_working_day, working_days_between

EASTERS = [(1961, 4, 2), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25), (2285, 3, 22)]


@pytest.mark.parametrize(("year", "month", "day"), EASTERS)
def test_easter_is_the_sunday_of_the_calendar(year, month, day):
    assert easter(year) == date(year, month, day)


def test_the_holidays_of_2026_are_those_of_the_act():
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_the_kings_day_moves_to_saturday_when_it_is_a_sunday():
    assert date(2025, 4, 26) in holidays(2025)
    assert date(2025, 4, 27) not in holidays(2025)


@pytest.mark.parametrize(
    ("begin", "end", "days"),
    [
        (date(2026, 11, 27), date(2026, 11, 27), 0),
        (date(2026, 11, 27), date(2026, 11, 30), 1),  # from Friday to Monday
        (date(2026, 12, 24), date(2026, 12, 28), 1),  # Christmas and a weekend between
        (date(2026, 4, 2), date(2026, 4, 7), 1),  # Good Friday, Easter and its Monday
        (date(2026, 12, 31), date(2027, 1, 4), 1),
        (date(2026, 11, 30), date(2026, 11, 27), 0),
    ],
)
def test_weekends_and_holidays_do_not_count(begin, end, days):
    assert working_days_between(begin, end) == days


def test_a_saturday_and_a_holiday_are_no_working_days():
    assert is_working_day(date(2026, 11, 27))
    assert not is_working_day(date(2026, 11, 28))
    assert not is_working_day(date(2026, 5, 5))
