"""Until when a decision can be contested, and who can ask for a new vote."""

from datetime import date

import pytest

from incubator.meetings.rules.contesting import contestable_until, one_voter_can_ask_again
from incubator.meetings.values.holding import VotingWay


@pytest.mark.parametrize(
    ("decided", "until"),
    [
        (date(2026, 6, 11), date(2027, 6, 11)),
        (date(2026, 12, 31), date(2027, 12, 31)),
        (date(2028, 2, 29), date(2029, 2, 28)),  # a leap day
    ],
)
def test_the_year_to_contest_a_decision(decided, until):
    assert contestable_until(decided) == until


@pytest.mark.parametrize(
    ("way", "enough"), [(VotingWay.HANDS, True), (VotingWay.NAMED, False), (VotingWay.SECRET, False)]
)
def test_one_voter_is_enough_unless_it_was_by_name_or_in_writing(way, enough):
    assert one_voter_can_ask_again(way) is enough
