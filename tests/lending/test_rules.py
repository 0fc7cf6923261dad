"""Schedules to the cent, what was paid laid on them, and when a committee can decide."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.errors import RuleViolation
from incubator.lending.messages import legal
from incubator.lending.rules.lending import check_fund_terms, check_verdict, in_force, over_share
from incubator.lending.rules.schedules import check_loan, schedule
from incubator.lending.rules.standing import divide, standing
from incubator.lending.values import CommitteeChoice, FundTerms, LoanForm, LoanTerms, Repaid, ScheduleChange

GRANT, REFUSE, ASK, ASIDE = CommitteeChoice
FIRST = date(2027, 1, 31)


def loan(amount=1_000_000, interest=300, form=LoanForm.ANNUITY, months=12, every=1, grace=0, first_on=FIRST):
    return LoanTerms(amount, interest, form, months, every, grace, first_on)


def rows(terms):
    return [(each.interest, each.principal, each.left) for each in schedule(terms)]


def test_an_annuity_of_ten_thousand_at_three_per_cent_over_a_year():
    made = schedule(loan())
    assert [each.total for each in made[:11]] == [84_694] * 11
    assert (made[0].interest, made[0].principal, made[0].left) == (2_500, 82_194, 917_806)
    assert (made[1].interest, made[1].principal) == (2_295, 82_399)
    assert (made[-1].total, made[-1].left) == (84_691, 0)


def test_an_annuity_of_a_thousand_at_twelve_per_cent_over_three_months():
    # 1000 x 0.01 / (1 - 1.01^-3) = 340.02; the last one takes the rounding.
    assert rows(loan(100_000, 1200, months=3)) == [(1000, 33_002, 66_998), (670, 33_332, 33_666), (337, 33_666, 0)]


def test_a_linear_loan_pays_the_same_part_and_less_interest_each_quarter():
    terms = loan(100_000, 400, LoanForm.LINEAR, months=9, every=3)
    assert rows(terms) == [(1000, 33_333, 66_667), (667, 33_333, 33_334), (333, 33_334, 0)]
    assert [each.on for each in schedule(terms)] == [date(2027, 1, 31), date(2027, 4, 30), date(2027, 7, 31)]


def test_a_bullet_pays_interest_until_the_last_day():
    assert rows(loan(50_000, 240, LoanForm.BULLET, months=3)) == [(100, 0, 50_000), (100, 0, 50_000), (100, 50_000, 0)]


def test_months_of_grace_pay_interest_alone():
    assert rows(loan(60_000, 200, LoanForm.LINEAR, months=4, grace=2)) == [
        (100, 0, 60_000),
        (100, 0, 60_000),
        (100, 30_000, 30_000),
        (50, 30_000, 0),
    ]


def test_without_interest_the_loan_is_cut_in_equal_parts_and_the_last_takes_the_cent():
    assert rows(loan(10_000, 0, months=3)) == [(0, 3333, 6667), (0, 3333, 3334), (0, 3334, 0)]


def test_dates_keep_to_the_day_of_the_first_also_after_a_short_month():
    assert [each.on.isoformat() for each in schedule(loan(months=3))] == ["2027-01-31", "2027-02-28", "2027-03-31"]


@pytest.mark.parametrize(
    ("field", "wrong", "right"),
    [
        ("amount", {"amount": 0}, {"amount": 1}),
        ("months", {"months": 0}, {"months": 1}),
        ("months", {"months": 601}, {"months": 600}),
        ("months", {"months": 4, "every": 3}, {"months": 6, "every": 3}),
        ("interest", {"interest": 3001}, {"interest": 3000}),
        ("grace", {"grace": 12}, {"grace": 11}),
    ],
)
def test_terms_out_of_which_no_schedule_can_be_made(field, wrong, right):
    with pytest.raises(RuleViolation) as refused:
        check_loan(loan(**wrong))
    assert refused.value.field == field
    check_loan(loan(**right))


LOANS = st.builds(
    lambda amount, interest, form, periods, every, grace: LoanTerms(
        amount, interest, form, periods * every, every, min(grace, periods - 1) * every, FIRST
    ),
    st.integers(1, 10**9),
    st.integers(0, 3000),
    st.sampled_from(LoanForm),
    st.integers(1, 120),
    st.sampled_from((1, 3)),
    st.integers(0, 24),
)


@given(LOANS)
def test_the_principal_of_all_instalments_is_the_loan_and_the_balance_is_never_negative(terms):
    made = schedule(terms)
    assert sum(each.principal for each in made) == terms.amount
    assert all(each.principal >= 0 and each.interest >= 0 and each.left >= 0 for each in made)
    assert (len(made), made[-1].left) == (terms.number, 0)


@given(LOANS, st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 10**9)), max_size=8))
def test_whatever_is_paid_whenever_interest_and_principal_come_to_what_was_booked(terms, paid):
    payments = []
    for days, amount in sorted(paid):
        stands = standing(terms, (), payments, FIRST + timedelta(days=days))
        assert stands.owed >= stands.balance >= 0
        if stands.owed == 0:
            assert not stands.coming
            break
        part = divide(stands, min(amount, stands.owed))
        assert part.interest + part.principal == min(amount, stands.owed)
        payments.append(part)
    last = standing(terms, (), payments, date(9000, 1, 1))
    assert last.balance == terms.amount - sum(each.principal for each in payments)
    # Once everything fell due, what is open is what is left.
    assert last.open_principal == last.balance
    assert not last.coming


def stands_on(day, *payments, terms=None, changes=()):
    return standing(terms or loan(120_000, 0, months=12), changes, payments, day)


def test_what_falls_due_today_is_not_late_and_tomorrow_it_is():
    assert stands_on(FIRST).overdue == 0
    late = stands_on(FIRST + timedelta(days=1))
    assert (late.overdue, late.overdue_days) == (10_000, 1)


def test_the_oldest_instalment_is_paid_first_and_its_interest_before_its_principal():
    terms = loan(120_000, 1200, LoanForm.LINEAR, months=12)
    part = divide(stands_on(date(2027, 3, 1), terms=terms), 11_500)
    # Two fell due: 12.00 + 100.00 and 11.00 + 100.00. 115.00 clears the first, and 3.00 of the interest of the second.
    assert (part.interest, part.principal) == (1500, 10_000)
    after = stands_on(date(2027, 3, 1), part, terms=terms)
    assert [row.open for row in after.due] == [0, 10_800]


def test_paying_more_lowers_the_instalments_that_are_left():
    part = divide(stands_on(FIRST), 65_000)
    after = stands_on(FIRST, part)
    assert after.balance == 55_000
    assert {each.principal for each in after.coming} == {5_000}


def test_paying_all_closes_the_loan_and_a_cent_more_is_refused():
    stands = stands_on(FIRST)
    with pytest.raises(RuleViolation):
        divide(stands, stands.owed + 1)
    after = stands_on(date(2030, 1, 1), divide(stands, stands.owed))
    assert (after.balance, after.coming, after.overdue) == (0, (), 0)


def test_another_schedule_takes_in_what_was_late_and_leaves_the_interest_due():
    terms = loan(120_000, 1200, LoanForm.LINEAR, months=12)
    anew = ScheduleChange(date(2027, 2, 15), loan(1, 1200, LoanForm.LINEAR, 4, first_on=date(2027, 6, 1)))
    stands = stands_on(date(2027, 3, 1), terms=terms, changes=(anew,))
    assert (stands.balance, stands.open_interest, stands.open_principal) == (120_000, 1_200, 0)
    assert [each.principal for each in stands.coming] == [30_000] * 4


def test_a_payment_of_a_later_day_counts_for_nothing_today():
    assert stands_on(FIRST, Repaid(FIRST + timedelta(days=1), 0, 10_000)).balance == 120_000


@pytest.mark.parametrize(
    ("outcome", "advice", "quorum", "fine"),
    [
        (GRANT, [GRANT, GRANT], 2, True),
        (GRANT, [GRANT], 2, False),
        (GRANT, [GRANT, GRANT, ASIDE], 2, True),
        (GRANT, [GRANT, ASIDE], 2, False),
        (GRANT, [GRANT, REFUSE], 2, False),
        (REFUSE, [GRANT, REFUSE, REFUSE], 2, True),
        (GRANT, [GRANT, REFUSE, ASK], 2, False),
    ],
)
def test_enough_must_advise_and_most_for_the_same(outcome, advice, quorum, fine):
    if fine:
        check_verdict(outcome, advice, quorum)
    else:
        with pytest.raises(RuleViolation):
            check_verdict(outcome, advice, quorum)


def fund(**more):
    usual = {"starts_on": FIRST, "largest": 1_000_000, "shortest": 6, "longest": 60, "interest": 300, "share": 2500}
    return FundTerms(**{**usual, "quorum": 2, **more})


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("largest", {"largest": 0}),
        ("longest", {"shortest": 61}),
        ("interest", {"interest": 3001}),
        ("share", {"share": 10_001}),
        ("share", {"share": 0}),
        ("quorum", {"quorum": 0}),
    ],
)
def test_terms_of_a_fund_that_cannot_be_meant(field, wrong):
    with pytest.raises(RuleViolation) as refused:
        check_fund_terms(fund(**wrong), None)
    assert refused.value.field == field
    check_fund_terms(fund(), None)


def test_terms_hold_from_their_first_day_until_the_next():
    later = fund(starts_on=FIRST + timedelta(days=10))
    check_fund_terms(later, fund())
    with pytest.raises(RuleViolation):
        check_fund_terms(fund(), fund())
    assert in_force([fund(), later], FIRST - timedelta(days=1)) is None
    assert in_force([fund(), later], FIRST + timedelta(days=9)) == fund()
    assert in_force([fund(), later], FIRST + timedelta(days=10)) == later


@pytest.mark.parametrize(
    ("capital", "members", "place"),
    [
        (legal.EXEMPT, 30_000, 0),
        (legal.EXEMPT + 1, 25_000, 1),
        (legal.LICENSED, 25_000, 1),
        (legal.LICENSED, 25_001, 2),
        (legal.LICENSED + 1, 25_000, 2),
    ],
)
def test_the_size_of_a_fund_says_which_rules_a_credit_union_would_have(app, capital, members, place):
    sentences = [
        legal.size_in_words(1, 1),
        legal.size_in_words(legal.LICENSED, 1),
        legal.size_in_words(legal.LICENSED * 2, 1),
    ]
    assert legal.size_in_words(capital, members) == sentences[place]
    assert len(set(map(str, sentences))) == 3


def test_a_borrower_may_have_its_share_to_the_cent():
    assert not over_share(20_000, 5_000, 100_000, 2500)
    assert over_share(20_001, 5_000, 100_000, 2500)
    assert over_share(1, 0, 0, 2500)
