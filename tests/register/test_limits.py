"""Rules around a membership that warn and never refuse, and the days until when somebody can still act: each on both sides."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.working_days import is_working_day
from incubator.register import rules
from incubator.register.values import EventKind, ImmediateGround, MembershipNotice, MembersLeft, RegisterEntry
from tests.register.test_orders import refused

DAY = date(2026, 3, 31)
BEFORE_THE_LAW = date(1976, 7, 25)
FIRST_OF_THE_LAW = date(1976, 7, 26)


@pytest.mark.parametrize(
    ("due", "in_statutes", "on", "without"),
    [
        (75_000, False, DAY, True),
        (1, False, DAY, True),
        (75_000, True, DAY, False),
        (0, False, DAY, False),
        (None, False, DAY, False),  # nobody knows how much it is: then nothing is asked
        (75_000, False, FIRST_OF_THE_LAW, True),
        (75_000, False, BEFORE_THE_LAW, False),
    ],
)
def test_m03_an_amount_that_is_asked_rests_on_the_statutes(due, in_statutes, on, without):
    assert rules.contribution_without_basis(due, in_statutes=in_statutes, on=on) is without


@pytest.mark.parametrize(
    ("exclusions", "on", "shown"),
    [
        (("de inleg", " roosters "), DAY, ("de inleg", "roosters")),
        (("", "  "), DAY, ()),
        ((), DAY, ()),
        (("de inleg",), FIRST_OF_THE_LAW, ("de inleg",)),
        (("de inleg",), BEFORE_THE_LAW, ()),
    ],
)
def test_m09_what_the_statutes_except_is_shown_and_refuses_nobody(exclusions, on, shown):
    assert rules.not_at_once(exclusions, on) == shown
    notice = MembershipNotice(DAY, ground=ImmediateGround.DUTIES.value, learnt_on=DAY)
    assert refused(rules.check_notice, notice, "UA") is None


@pytest.mark.parametrize(
    ("present", "ever", "left"),
    [
        (0, 0, MembersLeft.ENOUGH),  # before the deed there is nothing to lose
        (0, 1, MembersLeft.NONE),
        (0, 5, MembersLeft.NONE),
        (1, 1, MembersLeft.SINGLE),
        (1, 9, MembersLeft.SINGLE),
        (2, 2, MembersLeft.ENOUGH),
    ],
)
def test_m21_without_members_there_is_no_cooperative(present, ever, left):
    assert rules.members_left(present, ever, DAY) is left
    assert rules.members_left(present, ever, BEFORE_THE_LAW) is MembersLeft.ENOUGH


# The month, and the last day: it runs on when it ends in a weekend or on a holiday.
LAST_DAYS = [
    (date(2026, 6, 1), date(2026, 7, 1)),  # a Wednesday
    (date(2026, 10, 28), date(2026, 11, 30)),  # the 28th is a Saturday
    (date(2026, 10, 29), date(2026, 11, 30)),  # and the 29th a Sunday
    (date(2026, 11, 25), date(2026, 12, 28)),  # Christmas, Saturday, Sunday
    (date(2026, 12, 1), date(2027, 1, 4)),  # New Year's Day, Saturday, Sunday
    (date(2026, 12, 31), date(2027, 2, 1)),  # the 31st is a Sunday
    (date(2027, 1, 31), date(2027, 3, 1)),  # the last of February is a Sunday
    (date(2028, 1, 31), date(2028, 2, 29)),  # a leap day
    (date(2028, 2, 29), date(2028, 3, 29)),
    (date(2027, 2, 28), date(2027, 3, 30)),  # Easter Sunday, on which summer time begins, and Easter Monday
    (date(2026, 9, 25), date(2026, 10, 26)),  # the Sunday on which summer time ends
]


@pytest.mark.parametrize(("begin", "last"), LAST_DAYS)
def test_m06_the_month_to_appeal_at_its_edges(begin, last):
    assert rules.appeal_until(begin, 1) == last
    assert refused(rules.check_expulsion, begin, last - timedelta(days=1), "bestuur", 1) == "on"
    assert refused(rules.check_expulsion, begin, last, "bestuur", 1) is None
    assert refused(rules.check_appeal, last, begin, last, "bestuur") is None
    assert refused(rules.check_appeal, last + timedelta(days=1), begin, last, "bestuur") == "on"


@pytest.mark.parametrize("ground", [ImmediateGround.DUTIES, ImmediateGround.CONVERSION])
@pytest.mark.parametrize(("learnt_on", "last"), LAST_DAYS)
def test_m09_and_m10_the_month_to_leave_at_once_at_its_edges(ground, learnt_on, last):
    assert rules.leave_at_once_until(learnt_on) == last
    in_time = MembershipNotice(last, ground=ground.value, learnt_on=learnt_on)
    assert refused(rules.check_notice, in_time, "UA") is None
    late = MembershipNotice(last + timedelta(days=1), ground=ground.value, learnt_on=learnt_on)
    assert refused(rules.check_notice, late, "UA") == "ground"


@given(st.dates(date(1977, 1, 1), date(2100, 12, 31)), st.integers(1, 6))
def test_the_time_to_appeal_never_ends_too_early_nor_on_a_day_on_which_nobody_works(decided_on, months):
    last = rules.appeal_until(decided_on, months)
    assert is_working_day(last)
    # Longer than Easter or Christmas with a weekend nothing moves.
    assert timedelta(0) <= last - rules.appeal_until(decided_on, 0) <= timedelta(days=31 * months + 4)
    assert refused(rules.check_expulsion, decided_on, last, "bestuur", months) is None


@pytest.mark.parametrize(
    ("noticed_on", "by"),
    [
        (date(2026, 12, 17), date(2026, 12, 31)),
        (date(2026, 12, 18), date(2027, 1, 1)),  # over the end of the year
        (date(2028, 2, 15), date(2028, 2, 29)),  # a leap day
        (date(2027, 3, 14), date(2027, 3, 28)),  # the day on which summer time begins
    ],
)
def test_m12_the_fourteen_days_of_the_board_are_counted_and_not_moved(noticed_on, by):
    assert rules.acknowledged_by(noticed_on) == by


@pytest.mark.parametrize(
    ("left_on", "years", "until"),
    [
        (date(2028, 2, 29), None, date(2029, 2, 28)),
        (date(2026, 12, 31), Fraction(3, 2), date(2028, 6, 30)),
        (date(2026, 12, 31), Fraction(26, 25), date(2028, 1, 31)),  # a part of a month is a whole one
        (date(2026, 12, 31), Fraction(1), date(2027, 12, 31)),
    ],
)
def test_m15_the_tail_of_liability_at_its_edges(left_on, years, until):
    assert rules.liable_until(left_on, "BA", years) == until


@pytest.mark.parametrize(
    ("last_day", "year_end", "until"),
    [
        (date(2025, 2, 28), "02-28", date(2032, 2, 29)),  # seven years after the end of February
        (date(2025, 3, 1), "02-28", date(2033, 2, 28)),  # a day later it is the next financial year
        (date(2026, 12, 31), "12-31", date(2033, 12, 31)),
        (date(2027, 1, 1), "12-31", date(2034, 12, 31)),
    ],
)
def test_a09_seven_years_after_the_financial_year_at_its_edges(last_day, year_end, until):
    assert rules.kept_until(last_day, "UA", year_end) == until


def entry(number, kind, on, *, decided=date(2026, 6, 1), by="bestuur", concerns=None):
    return RegisterEntry(number, kind, on, decided, concerns=concerns, decided_by=by)


ADMITTED = entry(1, EventKind.ADMISSION, date(2026, 1, 1), decided=date(2026, 1, 1))
EXPELLED = entry(2, EventKind.EXPULSION, date(2026, 7, 1))


@pytest.mark.parametrize(
    ("more", "numbers"),
    [
        ([EXPELLED], [2]),
        ([], []),
        ([entry(2, EventKind.EXPULSION, date(2026, 6, 1), by="ALV")], []),
        ([EXPELLED, entry(3, EventKind.APPEAL, date(2026, 6, 9), by="lid", concerns=2)], []),
        ([EXPELLED, entry(3, EventKind.DEATH, date(2026, 6, 9), by="")], []),
        ([EXPELLED, entry(3, EventKind.DEATH, date(2026, 8, 9), by="")], [2]),
        ([entry(2, EventKind.RESIGNATION, date(2026, 12, 31), by="lid")], []),
    ],
)
def test_m06_what_can_still_be_appealed_against(more, numbers):
    assert [open_still.id for open_still in rules.open_to_appeal([ADMITTED, *more])] == numbers


@pytest.mark.parametrize(
    ("rule", "number"), [(rules.OBLIGATIONS, "M-03"), (rules.LAST_MEMBER, "M-21"), (rules.NEW_DUTIES, "M-09")]
)
def test_each_has_its_number_its_article_and_its_day(rule, number):
    assert (rule.number, rule.source.startswith("BW 2:")) == (number, True)
    assert rule.holds_on(FIRST_OF_THE_LAW)
    assert not rule.holds_on(BEFORE_THE_LAW)
