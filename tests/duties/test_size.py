"""How large a cooperative is by the law: each limit on both sides, and the page that reckons with it."""

from datetime import date

import pytest

from incubator.duties.rules import size
from incubator.duties.values import DueDay
from incubator.duties.values.size import SizeClass, SizeFigures, SizeQuestion
from tests.register.conftest import bezem, browser

__all__ = ["bezem", "browser"]

EURO = 100
HERE = "/cooperaties/de-bezem/plichten/omvang"


def figures(assets, turnover, workers):
    return SizeFigures(assets * EURO, turnover * EURO, workers)


SMALL_YEAR = figures(2_000_000, 3_000_000, 20)
MICRO_YEAR = figures(100_000, 200_000, 4)
LARGER_YEAR = figures(9_000_000, 20_000_000, 80)


@pytest.mark.parametrize(
    ("assets", "turnover", "workers", "expected"),
    [
        (450_000, 900_000, 9, SizeClass.MICRO),
        (450_001, 900_000, 9, SizeClass.MICRO),  # two of the three are enough
        (450_000, 900_001, 9, SizeClass.MICRO),
        (450_000, 900_000, 10, SizeClass.MICRO),
        (450_001, 900_001, 9, SizeClass.SMALL),
        (450_001, 900_000, 10, SizeClass.SMALL),
        (450_000, 900_001, 10, SizeClass.SMALL),
        (7_500_000, 15_000_000, 50, SizeClass.SMALL),
        (7_500_001, 15_000_000, 49, SizeClass.SMALL),
        (7_500_001, 15_000_001, 49, SizeClass.LARGER),
        (7_500_001, 15_000_000, 50, SizeClass.LARGER),
        (0, 0, 0, SizeClass.MICRO),
    ],
)
def test_a06_two_of_three_limits_on_both_sides(assets, turnover, workers, expected):
    assert size.class_of(figures(assets, turnover, workers)) is expected


@pytest.mark.parametrize(
    ("this_year", "before", "expected", "settled"),
    [
        (MICRO_YEAR, MICRO_YEAR, SizeClass.MICRO, True),
        (SMALL_YEAR, MICRO_YEAR, SizeClass.SMALL, False),
        (MICRO_YEAR, SMALL_YEAR, SizeClass.SMALL, False),
        (LARGER_YEAR, SMALL_YEAR, SizeClass.LARGER, False),
        (LARGER_YEAR, LARGER_YEAR, SizeClass.LARGER, True),
        (MICRO_YEAR, None, SizeClass.MICRO, False),
    ],
)
def test_a06_two_years_in_a_row_decide_and_else_the_larger_is_safe(this_year, before, expected, settled):
    answer = size.size_of(SizeQuestion(this_year, before))
    assert (answer.size, answer.settled) == (expected, settled)


@pytest.mark.parametrize(
    ("workers", "works_council", "expected"), [(99, True, False), (100, True, True), (100, False, False)]
)
def test_b15_a_hundred_employees_and_a_works_council_are_a_reason_to_look(workers, works_council, expected):
    question = SizeQuestion(figures(1, 1, workers), works_council=works_council)
    assert size.size_of(question).may_be_large is expected


@pytest.mark.parametrize(
    ("workers", "adopted", "by"),
    [(100, date(2027, 6, 15), date(2027, 8, 15)), (99, date(2027, 6, 15), None), (100, None, None)],
)
def test_b15_the_day_for_the_trade_register_is_named_where_there_is_reason_to_look(workers, adopted, by):
    question = SizeQuestion(figures(1, 1, workers), works_council=True, adopted_on=adopted)
    assert size.size_of(question).notify_by == by


@pytest.mark.parametrize(
    ("adopted", "by"),
    [
        (date(2027, 6, 15), date(2027, 8, 15)),
        (date(2026, 12, 31), date(2027, 2, 28)),  # over the end of the year
        (date(2027, 12, 31), date(2028, 2, 29)),  # a leap day
        (date(2027, 1, 28), date(2027, 3, 28)),  # the day on which summer time begins
    ],
)
def test_b15_the_trade_register_knows_within_two_months(adopted, by):
    assert size.large_by(adopted) == DueDay(by, by)


def test_what_was_not_read_in_the_act_is_said_to_be_so():
    assert (size.SIZE.number, size.SIZE.certainty, size.SIZE.since) == ("A-06", "B", date(2024, 1, 1))
    assert not size.LARGE.sure


def asked(**changes):
    typed = {
        "balans": "400.000",
        "omzet": "800000",
        "werknemers": "6",
        "balans_eerder": "390000",
        "omzet_eerder": "700000,50",
        "werknemers_eerder": "5",
    }
    return typed | changes


def test_the_page_answers_and_keeps_what_was_typed(bezem, browser):
    page = browser("member").get(HERE, query_string=asked())
    assert page.status_code == 200
    assert ">Micro<" in page.text
    assert "400000,00" in page.text
    assert "2:395a" in page.text


def test_the_page_says_when_the_years_differ_or_are_missing(bezem, browser):
    fatima = browser("coordinator")
    assert 'class="doubt"' not in fatima.get(HERE, query_string=asked()).text
    first_year = asked(balans_eerder="", omzet_eerder="", werknemers_eerder="")
    assert 'class="doubt"' in fatima.get(HERE, query_string=first_year).text
    grown = asked(balans="8000000", omzet="16000000", werknemers="120", **{"or": "y"})
    assert "2:63b" in fatima.get(HERE, query_string=grown).text
    assert "15 augustus 2027" in fatima.get(HERE, query_string=grown | {"vastgesteld": "15-06-2027"}).text
    assert "2:63b" not in fatima.get(HERE, query_string=grown | {"werknemers": "99"}).text


@pytest.mark.parametrize(
    "typed", [{"balans": ""}, {"omzet": "veel"}, {"werknemers": "-1"}, {"balans": "9" * 40}, {"werknemers": "6,5"}]
)
def test_what_cannot_be_read_is_said_at_its_field(bezem, browser, typed):
    page = browser("coach").get(HERE, query_string=asked(**typed))
    assert page.status_code == 422
    assert ">Micro<" not in page.text


def test_an_empty_page_asks_and_judges_nothing(bezem, browser):
    page = browser("coach").get(HERE)
    assert page.status_code == 200
    assert ">Micro<" not in page.text
    assert "field-error" not in page.text
