"""The agreement, votes, pay ratio and lending of people: each rule on both sides of its edge."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from incubator.core.errors import RuleViolation
from incubator.solidarity.rules import deciding, people, terms
from incubator.solidarity.values import (
    ContributionTerms,
    FundReceipt,
    JoiningAct,
    PeopleLoanTerms,
    QuestionCounts,
    QuestionKind,
    ReturnRule,
    SolidarityTerms,
    SolidarityVerdict,
    SupportAsk,
    SupportReturn,
    WagePayer,
    WhoIsNamed,
    WithinLimit,
    WorkLead,
)

TODAY = date(2026, 11, 29)
TERMS = SolidarityTerms(TODAY, 500, "Slechte jaren", 1_000_000, ReturnRule.EITHER, 50, 6)
ASK = SupportAsk(QuestionKind.MONEY, 100_000, None, None, "Bus kapot", SupportReturn.GIFT, TODAY + timedelta(days=9))
LOAN = PeopleLoanTerms(
    "hovenier",
    WhoIsNamed.ROLE,
    "",
    1_200,
    TODAY,
    TODAY + timedelta(days=90),
    "Drukte",
    WagePayer.LENDER,
    WorkLead.BORROWER,
    2_850,
)


def refused(check, *arguments, **named):
    """The field at which it is refused."""
    with pytest.raises(RuleViolation) as broken:
        check(*arguments, **named)
    return broken.value.field


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("share", (1, 10_000), (0, -1, 10_001)),
        ("largest_cents", (1, None, 10**11), (0, -1, 10**11 + 1)),
        ("quorum", (0, 100), (-1, 101)),
        ("notice_months", (0, 24), (-1, 25)),
        ("pay_limit", (100, 900), (99, 901)),
    ],
)
def test_terms_are_refused_just_beyond_their_edges(name, right, wrong):
    for value in right:
        terms.check_terms(replace(TERMS, **{name: value}))
    for value in wrong:
        assert refused(terms.check_terms, replace(TERMS, **{name: value})) == name


def test_a_share_outside_one_to_ten_per_cent_is_advice_and_no_mistake():
    assert [terms.unusual_share(share) for share in (99, 100, 1_000, 1_001)] == [True, False, False, True]
    terms.check_terms(replace(TERMS, share=2_000))


def test_rules_and_acts_keep_to_their_days():
    terms.check_start(TODAY, TODAY)
    assert refused(terms.check_start, TODAY - timedelta(days=1), TODAY) == "applies_from"
    terms.check_act(JoiningAct(TODAY, "bestuur", "notulen"), TODAY)
    late = JoiningAct(TODAY + timedelta(days=1), "bestuur", "notulen")
    assert refused(terms.check_act, late, TODAY) == "decided_on"
    assert refused(terms.check_past, "paid_on", date(1989, 12, 31), TODAY) == "paid_on"


def test_who_leaves_keeps_to_the_notice_term():
    terms.check_leave(date(2027, 5, 29), 6, TODAY)
    assert refused(terms.check_leave, date(2027, 5, 28), 6, TODAY) == "leaves_on"
    assert refused(terms.check_leave, date(2040, 1, 1), 6, TODAY) == "leaves_on"


def test_statutes_lower_the_pay_limit_and_never_raise_it():
    assert terms.limit_of(900, None) == 9
    assert terms.limit_of(900, Fraction(4)) == 4
    assert terms.limit_of(600, Fraction(9)) == 6


def test_within_is_yes_on_the_limit_itself():
    assert terms.within(Fraction(9), Fraction(9)) is WithinLimit.YES
    assert terms.within(Fraction(901, 100), Fraction(9)) is WithinLimit.NO
    assert terms.within(None, Fraction(9)) is WithinLimit.UNKNOWN


def test_the_pay_ratio_stops_a_question_only_where_the_agreement_makes_it_a_rule():
    for answer in WithinLimit:
        terms.check_may_ask(answer, binds=False)
    terms.check_may_ask(WithinLimit.YES, binds=True)
    for answer in (WithinLimit.NO, WithinLimit.UNKNOWN):
        refused(terms.check_may_ask, answer, binds=True)


@pytest.mark.parametrize(
    ("counts", "quorum", "accepted"),
    [
        (QuestionCounts(2, 1, 0, 4), 75, True),
        (QuestionCounts(2, 1, 0, 4), 76, False),
        (QuestionCounts(1, 1, 0, 2), 0, False),
        (QuestionCounts(1, 0, 3, 4), 100, True),
        (QuestionCounts(0, 0, 0, 3), 0, False),
    ],
)
def test_more_for_than_against_with_enough_votes(counts, quorum, accepted):
    assert (deciding.verdict(counts, quorum) is SolidarityVerdict.ACCEPTED) == accepted


def test_a_question_keeps_to_the_agreement():
    deciding.check_ask(ASK, ReturnRule.EITHER, 100_000, TODAY)
    assert refused(deciding.check_ask, ASK, ReturnRule.EITHER, 99_999, TODAY) == "cents"
    assert refused(deciding.check_ask, replace(ASK, cents=0), ReturnRule.EITHER, None, TODAY) == "cents"
    assert refused(deciding.check_ask, ASK, ReturnRule.PAYBACK, None, TODAY) == "returns"
    back = replace(ASK, returns=SupportReturn.PAYBACK)
    assert refused(deciding.check_ask, back, ReturnRule.GIFT, None, TODAY) == "returns"
    deciding.check_ask(back, ReturnRule.PAYBACK, None, TODAY)
    deciding.check_ask(ASK, ReturnRule.GIFT, None, TODAY)


def test_wages_are_for_people_and_months():
    wages = replace(ASK, kind=QuestionKind.WAGES, people=3, months=2)
    deciding.check_ask(wages, ReturnRule.EITHER, None, TODAY)
    for field, value in (("people", None), ("people", 0), ("people", 501), ("months", None), ("months", 37)):
        assert refused(deciding.check_ask, replace(wages, **{field: value}), ReturnRule.EITHER, None, TODAY) == field
    assert refused(deciding.check_ask, replace(ASK, people=10**12), ReturnRule.EITHER, None, TODAY) == "people"


def test_votes_close_at_the_end_of_their_day():
    deciding.check_voting(TODAY, TODAY)
    refused(deciding.check_voting, TODAY - timedelta(days=1), TODAY)
    deciding.check_closing(TODAY + timedelta(days=1), TODAY)
    assert refused(deciding.check_closing, TODAY, TODAY) == "closes_on"
    deciding.check_closing(TODAY + timedelta(days=92), TODAY)
    assert refused(deciding.check_closing, TODAY + timedelta(days=93), TODAY) == "closes_on"


def test_contributions_and_payments_are_of_the_past():
    right = ContributionTerms(2025, 1, TODAY, "afschrift")
    deciding.check_contribution(right, TODAY)
    assert refused(deciding.check_contribution, replace(right, year=2027), TODAY) == "year"
    assert refused(deciding.check_contribution, replace(right, year=1989), TODAY) == "year"
    assert refused(deciding.check_contribution, replace(right, paid_on=TODAY + timedelta(days=1)), TODAY) == "paid_on"
    named = {"most": 500, "too_much": deciding.TOO_MUCH, "not_before": TODAY - timedelta(days=3), "today": TODAY}
    paid = FundReceipt(TODAY, 500, "afschrift", "t")
    deciding.check_receipt(paid, **named)
    assert refused(deciding.check_receipt, replace(paid, cents=501), **named) == "cents"
    assert refused(deciding.check_receipt, replace(paid, cents=0), **named) == "cents"
    early = replace(paid, paid_on=TODAY - timedelta(days=4))
    assert refused(deciding.check_receipt, early, **named) == "paid_on"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("who", "F.B. 123456782"),
        ("who", "f@example.org"),
        ("hours", 0),
        ("hours", 4_001),
        ("ends_on", TODAY - timedelta(days=1)),
        ("ends_on", date(2030, 1, 1)),
        ("begins_on", date(1989, 1, 1)),
        ("refund_cents", -1),
        ("refund_cents", 50_001),
    ],
)
def test_an_agreement_about_a_person_is_refused_at_its_field(name, wrong):
    people.check_people_loan(LOAN)
    assert refused(people.check_people_loan, replace(LOAN, **{name: wrong})) == name


def test_a_name_needs_a_ground():
    named = replace(LOAN, who="Fatima Bakker", named_as=WhoIsNamed.NAME)
    assert refused(people.check_people_loan, named) == "ground"
    people.check_people_loan(replace(named, ground="Zij vond het goed, op 3 juni."))


def test_under_the_lead_of_the_borrower_for_pay_is_making_people_available():
    articles = {flag.article for flag in people.flags(LOAN)}
    assert {"Waadi 1; Wtta", "Waadi 8, 9"} <= articles
    since = next(flag.since for flag in people.flags(LOAN) if flag.since)
    assert since == date(2027, 1, 1)
    for other in (replace(LOAN, lead=WorkLead.LENDER), replace(LOAN, refund_cents=0)):
        assert "Waadi 1; Wtta" not in {flag.article for flag in people.flags(other)}
    assert not people.flags(replace(LOAN, refund_cents=0))


def test_hours_are_of_a_month_of_the_agreement():
    people.check_month(date(2026, 11, 1), 22_400, LOAN, TODAY)
    assert refused(people.check_month, date(2026, 11, 1), 22_401, LOAN, TODAY) == "hours"
    assert refused(people.check_month, date(2026, 10, 1), 100, LOAN, TODAY) == "month"
    assert refused(people.check_month, date(2026, 12, 1), 100, LOAN, TODAY) == "month"


@pytest.mark.parametrize(
    ("hours", "refund", "cents"), [(4_000, 2_850, 114_000), (50, 1, 1), (49, 1, 0), (333, 100, 333)]
)
def test_what_is_refunded_is_rounded_half_up(hours, refund, cents):
    assert people.settlement(hours, refund) == cents
