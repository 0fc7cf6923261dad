"""What an entry must be before it is booked."""

from datetime import date, timedelta

import pytest

from incubator.core.errors import RuleViolation
from incubator.ledger import rules

TODAY = date(2026, 11, 24)
YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)


def refusal(check, *arguments):
    with pytest.raises(RuleViolation) as refused:
        check(*arguments)
    return refused.value.message


def test_amounts_come_to_nothing_together():
    rules.check_movements({"a": 100, "b": -60, "c": -40})
    assert refusal(rules.check_movements, {"a": 100, "b": -99}) == rules.NOT_BALANCED
    assert refusal(rules.check_movements, {"a": 100}) == rules.NOT_BALANCED
    assert refusal(rules.check_movements, {}) == rules.NOTHING
    assert refusal(rules.check_movements, {"a": 0, "b": 0}) == rules.NOTHING
    largest = rules.LARGEST
    rules.check_movements({"a": largest, "b": -largest})
    assert refusal(rules.check_movements, {"a": largest + 1, "b": -largest - 1}) == rules.TOO_MUCH


def test_nothing_is_booked_on_the_last_day_of_a_closed_period_or_before():
    rules.check_open(TODAY, None)
    rules.check_open(TODAY, YESTERDAY)
    for day in (TODAY, YESTERDAY):
        assert refusal(rules.check_open, day, TODAY) == rules.PERIOD_CLOSED


def test_a_period_closes_after_its_last_day_and_once():
    rules.check_close(YESTERDAY, None, TODAY)
    rules.check_close(YESTERDAY, YESTERDAY - timedelta(1), TODAY)
    assert "last day is over" in refusal(rules.check_close, TODAY, None, TODAY)
    assert "already" in refusal(rules.check_close, YESTERDAY, YESTERDAY, TODAY)


def test_a_balance_stays_within_its_limits_on_every_day_since_the_entry():
    rules.check_limits([(YESTERDAY, 100), (TODAY, -100)], 0, None, YESTERDAY)
    assert refusal(rules.check_limits, [(YESTERDAY, 100), (TODAY, -101)], 0, None, YESTERDAY) == rules.TOO_LITTLE
    # What is taken off before it came in is seen too, although the end of the story is right.
    assert refusal(rules.check_limits, [(TODAY, 100), (YESTERDAY, -50)], 0, None, YESTERDAY) == rules.TOO_LITTLE
    rules.check_limits([(TODAY, 100)], None, 100, TODAY)
    assert refusal(rules.check_limits, [(TODAY, 101)], None, 100, TODAY) == rules.TOO_HIGH


def test_days_before_the_entry_are_left_in_peace():
    rules.check_limits([(YESTERDAY, -50), (TODAY, 100)], 0, None, TODAY)
