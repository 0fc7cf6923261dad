"""Which entries can follow on which: each rule on both sides."""

from datetime import date
from fractions import Fraction

import pytest

from incubator.core.errors import RuleViolation
from incubator.register import rules
from incubator.register.values import ImmediateGround, MembershipNotice, MembershipStanding

DAY = date(2026, 3, 31)
BEFORE_THE_LAW = date(1976, 7, 25)


def refused(check, *arguments, **more):
    """The field at which the rule refuses, "" when it concerns none; None when it lets it through."""
    try:
        check(*arguments, **more)
    except RuleViolation as broken_rule:
        return broken_rule.field or ""
    return None


def test_m01_a_membership_is_handed_on_only_where_the_statutes_allow_it():
    assert refused(rules.check_transfer, False, on=DAY) == ""
    assert refused(rules.check_transfer, True, on=DAY) is None
    assert refused(rules.check_transfer, False, on=BEFORE_THE_LAW) is None


@pytest.mark.parametrize(
    ("allowed", "until", "most", "field"),
    [
        (False, date(2026, 4, 30), None, ""),
        (True, date(2026, 3, 30), None, "until"),
        (True, DAY, None, None),
        (True, None, None, None),
        (True, None, 1, "until"),
        (True, date(2026, 4, 30), 1, None),
        (True, date(2026, 5, 1), 1, "until"),
    ],
)
def test_a_suspension_as_the_statutes_know_it(allowed, until, most, field):
    assert refused(rules.check_suspension, allowed, until, DAY, most) == field


@pytest.mark.parametrize(
    ("allowed", "until", "most", "field"),
    [
        (False, date(2026, 6, 30), None, "outcome"),
        (True, None, None, "until"),
        (True, date(2026, 3, 30), None, "until"),
        (True, date(2026, 9, 30), 6, None),
        (True, date(2026, 10, 1), 6, "until"),
    ],
)
def test_a_trial_as_the_statutes_know_it(allowed, until, most, field):
    assert refused(rules.check_trial, allowed, until, DAY, most) == field


@pytest.mark.parametrize(
    ("by_statutes", "months"), [(None, 1), (Fraction(1, 2), 1), (1, 1), (Fraction(3, 2), 2), (Fraction(6), 6)]
)
def test_m06_the_time_to_appeal_is_a_month_at_least(by_statutes, months):
    assert rules.appeal_months(by_statutes and Fraction(by_statutes)) == months


@pytest.mark.parametrize(
    ("last_day", "by", "months", "field"),
    [
        (date(2026, 4, 29), "bestuur", 1, "on"),
        (date(2026, 4, 30), "bestuur", 1, None),  # 31 March and a month: the last day of April
        (date(2026, 4, 30), "bestuur", 2, "on"),
        (DAY, "ALV", 1, None),
        (DAY, "rvc", 1, "on"),
    ],
)
def test_m06_an_expulsion_ends_a_membership_after_the_time_to_appeal(last_day, by, months, field):
    assert refused(rules.check_expulsion, DAY, last_day, by, months) == field


def test_m06_in_a_leap_year_the_month_ends_on_its_29th_day():
    assert refused(rules.check_expulsion, date(2028, 1, 31), date(2028, 2, 28), "bestuur", 1) == "on"
    assert refused(rules.check_expulsion, date(2028, 1, 31), date(2028, 2, 29), "bestuur", 1) is None


@pytest.mark.parametrize(
    ("filed_on", "by", "field"),
    [
        (date(2026, 3, 30), "bestuur", "on"),
        (DAY, "bestuur", None),
        (date(2026, 4, 30), "bestuur", None),
        (date(2026, 5, 1), "bestuur", "on"),
        (date(2026, 4, 15), "ALV", ""),
    ],
)
def test_m06_an_appeal_comes_within_its_time(filed_on, by, field):
    assert refused(rules.check_appeal, filed_on, DAY, date(2026, 4, 30), by) == field


@pytest.mark.parametrize("ground", [ImmediateGround.DUTIES, ImmediateGround.CONVERSION])
@pytest.mark.parametrize(
    ("learnt_on", "field"),
    [
        (None, "learnt_on"),
        (date(2026, 2, 27), "ground"),
        (date(2026, 2, 28), "ground"),  # 28 February and a month is 28 March
        (date(2026, 3, 1), None),
        (DAY, None),
        (date(2026, 4, 1), "ground"),
    ],
)
def test_m09_and_m10_at_once_within_a_month_after_the_news(ground, learnt_on, field):
    notice = MembershipNotice(DAY, ground=ground.value, learnt_on=learnt_on)
    assert refused(rules.check_notice, notice, "UA") == field


def test_m07_what_cannot_reasonably_be_asked_has_no_time_limit():
    assert refused(rules.check_notice, MembershipNotice(DAY, ground="immediate"), "UA") is None


@pytest.mark.parametrize(
    ("regime", "in_writing", "field"),
    [("UA", False, None), ("BA", False, "in_writing"), ("WA", False, "in_writing"), ("WA", True, None)],
)
def test_m12_where_members_are_liable_it_is_in_writing(regime, in_writing, field):
    assert refused(rules.check_notice, MembershipNotice(DAY, in_writing=in_writing), regime) == field
    assert refused(rules.check_writing, in_writing, regime, on=DAY) == field
    assert refused(rules.check_writing, in_writing, regime, on=BEFORE_THE_LAW) is None


def test_m12_the_board_confirms_within_fourteen_days():
    assert rules.acknowledged_by(date(2026, 12, 20)) == date(2027, 1, 3)


@pytest.mark.parametrize(
    ("regime", "years", "until"),
    [
        ("UA", None, None),
        ("UA", Fraction(2), None),
        ("BA", None, date(2027, 12, 31)),
        ("WA", Fraction(1, 2), date(2027, 12, 31)),
        ("WA", Fraction(2), date(2028, 12, 31)),
    ],
)
def test_m15_who_left_is_liable_for_a_year_at_least_where_members_are(regime, years, until):
    assert rules.liable_until(date(2026, 12, 31), regime, years) == until


@pytest.mark.parametrize(
    ("last_day", "regime", "year_end", "until"),
    [
        (date(2026, 12, 31), "UA", "12-31", date(2033, 12, 31)),
        (date(2026, 5, 1), "UA", "12-31", date(2033, 12, 31)),
        (date(2026, 5, 1), "WA", "12-31", date(2036, 12, 31)),
        (date(2026, 7, 1), "UA", "06-30", date(2034, 6, 30)),
    ],
)
def test_a09_and_m12_how_long_the_register_names_who_left(last_day, regime, year_end, until):
    assert rules.kept_until(last_day, regime, year_end) == until


@pytest.mark.parametrize(
    ("standing", "last_day", "balance", "field"),
    [
        (MembershipStanding.MEMBER, None, 0, ""),
        (MembershipStanding.SUSPENDED, DAY, 0, ""),
        (None, DAY, 0, ""),
        (MembershipStanding.ENDED, DAY, 100, ""),
        (MembershipStanding.ENDED, DAY, 0, None),
        (None, None, 0, None),
    ],
)
def test_of_a_member_nothing_is_erased(standing, last_day, balance, field):
    assert refused(rules.check_erasure, standing, last_day, balance) == field


def test_what_follows_comes_after():
    assert refused(rules.check_after, DAY, DAY) is None
    assert refused(rules.check_after, date(2026, 3, 30), DAY) == "on"
