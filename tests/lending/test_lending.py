"""A fund from its first money to a loan that is repaid: who decides, what is booked, and what is refused with what and where."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.ledger import queries as ledger
from incubator.ledger.models import LedgerEntry, LedgerLine
from incubator.lending.models import GrantedLoan
from incubator.lending.queries import applying as application_queries
from incubator.lending.queries import funds as fund_queries
from incubator.lending.queries import history
from incubator.lending.queries import loans as loan_queries
from incubator.lending.services import applying, borrowing, deciding, funds, loans, reminding
from incubator.lending.values import (
    ApplicationState,
    CommitteeChoice,
    CommitteeVerdict,
    LoanForm,
    LoanPart,
    LoanState,
    LoanTie,
    LoanWarning,
    SubordinatedTerms,
)
from incubator.neighbourhood import services as neighbourhoods
from incubator.neighbourhood.values import NeighbourhoodRole
from tests.factories import CoachAssignmentFactory, FactFactory, ParticipationFactory, UserFactory
from tests.lending.factories import (
    advise,
    application,
    at,
    booking,
    day,
    fund_with_committee,
    gift,
    granted_loan,
    group_in,
    left,
    loan_terms,
    repay,
    request,
    running_loan,
    terms,
    verdict,
)

GRANT, REFUSE, ASK, ASIDE = CommitteeChoice


@pytest.fixture
def zon(app):
    return fund_with_committee()


def refused(action, field=None):
    with pytest.raises(RuleViolation) as broken:
        action()
    if field:
        assert broken.value.field == field
    return broken.value


def entries():
    return db.session.scalar(db.select(db.func.count()).select_from(LedgerEntry))


def sums_to_nothing():
    total = db.session.scalar(db.select(db.func.coalesce(db.func.sum(LedgerLine.amount_cents), 0)))
    return total == 0


# Money for the fund.


def test_a_gift_sent_twice_is_booked_once_and_another_amount_with_its_token_is_refused(zon):
    before = entries()
    first = funds.receive(zon.fund, gift(100_000), "g", by=zon.driver, now=at(5))
    assert funds.receive(zon.fund, gift(100_000), "g", by=zon.driver, now=at(5)) is first
    refused(lambda: funds.receive(zon.fund, gift(100_001), "g", by=zon.driver, now=at(5)))
    assert entries() == before + 1
    assert fund_queries.figures(zon.fund).cash == 5_100_000


def test_a_gift_of_tomorrow_or_of_nothing_is_refused(zon):
    tomorrow = clock.today() + timedelta(days=1)
    refused(lambda: funds.receive(zon.fund, gift(on=tomorrow), "g", by=zon.driver, now=clock.now()), "on")
    refused(lambda: funds.receive(zon.fund, gift(0), "g", by=zon.driver, now=clock.now()), "amount")
    funds.receive(zon.fund, gift(1, on=clock.today()), "g", by=zon.driver, now=clock.now())


def test_a_gift_is_taken_back_once_and_not_when_its_money_is_on_loan(zon):
    loan = running_loan(zon, amount=2_000_000)
    first = fund_queries.gifts(zon.fund)[0]
    refused(lambda: funds.take_gift_back(first, "Verkeerd", by=zon.driver, now=clock.now()))
    repay(zon, loan, 2_000_000, 30)
    funds.take_gift_back(first, "Verkeerd", by=zon.driver, now=clock.now())
    refused(lambda: funds.take_gift_back(first, "Verkeerd", by=zon.driver, now=clock.now()))
    assert fund_queries.figures(zon.fund).cash == 0


def test_there_is_one_fund_in_a_neighbourhood_and_terms_follow_each_other(zon):
    refused(lambda: funds.start(zon.place, "Nog een", now=clock.now()))
    refused(lambda: funds.set_terms(zon.fund, terms(), by=zon.driver, now=at(1)), "starts_on")
    funds.set_terms(zon.fund, terms(starts_on=day(100), interest=400), by=zon.driver, now=at(1))
    assert fund_queries.terms_on(zon.fund, day(99)).interest == 300
    assert fund_queries.terms_on(zon.fund, day(100)).interest == 400


def test_a_fund_is_published_once_it_has_terms(app):
    place = neighbourhoods.start("Zonnewijk", "GM0344", "", now=clock.now())
    fund = funds.start(place, "Fonds", now=clock.now())
    refused(lambda: funds.publish(fund, now=clock.now()))
    funds.set_terms(fund, terms(), by=None, now=clock.now())
    funds.publish(fund, now=clock.now())
    assert fund.published_at


# Applying.


def test_only_a_group_that_takes_part_applies_and_once_at_a_time(zon):
    other, coordinator = group_in(zon.place, zon.driver, "De Keuken")
    refused(lambda: applying.begin(zon.fund, other, by=coordinator, now=at(1)))
    funds.join(zon.fund, other, by=coordinator, today=day(1))
    made = applying.begin(zon.fund, other, by=coordinator, now=at(1))
    refused(lambda: applying.begin(zon.fund, other, by=coordinator, now=at(1)))
    refused(lambda: funds.leave(zon.fund, other, today=day(2)))
    applying.withdraw(made)
    funds.leave(zon.fund, other, today=day(2))
    assert other not in [each.cooperative for each in fund_queries.members(zon.fund)]


def test_what_was_handed_in_stands_still_with_the_facts_of_its_day(zon):
    FactFactory(cooperative=zon.group)
    made = application(zon, handed_in=False)
    applying.guarantee(made, "Woningcorporatie", 50_000, "brief")
    refused(lambda: applying.guarantee(made, "Woningcorporatie", 50_000, "brief"), "guarantor")
    applying.hand_in(made, now=at(2))
    FactFactory(cooperative=zon.group, value="Een andere naam U.A.", recorded_at=clock.now())
    assert [each["value"] for each in made.facts] == ["Coöperatief Groenbedrijf De Zonnewijk U.A."]
    refused(lambda: applying.open_for_change(made))
    refused(lambda: applying.remove_guarantee(made.guarantees[0]))
    refused(lambda: applying.hand_in(made, now=at(3)))


@pytest.mark.parametrize("missing", [{"purpose": ""}, {"plan": ""}])
def test_an_application_without_an_answer_is_not_handed_in(zon, missing):
    made = application(zon, handed_in=False, **missing)
    refused(lambda: applying.hand_in(made, now=at(2)))
    applying.change(made, request())
    applying.hand_in(made, now=at(2))
    assert made.state is ApplicationState.HANDED_IN


@pytest.mark.parametrize(("field", "value"), [("amount", 0), ("months", 0), ("months", 601)])
def test_an_application_asks_an_amount_and_a_term_that_can_be_meant(zon, field, value):
    made = application(zon, handed_in=False)
    refused(lambda: applying.change(made, request(**{field: value})), field)
    applying.change(made, request(months=600, amount=1))


# The committee.


def test_two_who_advise_make_a_loan_with_its_accounts(zon):
    loan = granted_loan(zon)
    assert (loan.state, loan.amount, loan.number) == (LoanState.PROMISED, 120_000, 1)
    assert loan.application.state is ApplicationState.GRANTED
    stands = fund_queries.figures(zon.fund)
    assert (stands.promised, stands.free, stands.cash) == (120_000, 4_880_000, 5_000_000)


def test_without_enough_advice_nothing_is_decided(zon):
    made = application(zon)
    advise(made, zon.committee[0])
    refused(lambda: deciding.decide(made, verdict(), by=zon.committee[0], now=at(10)))
    advise(made, zon.committee[1], choice=REFUSE)
    refused(lambda: deciding.decide(made, verdict(), by=zon.committee[0], now=at(10)), "outcome")
    advise(made, zon.committee[1])
    deciding.decide(made, verdict(), by=zon.committee[0], now=at(10))
    refused(lambda: deciding.decide(made, verdict(REFUSE), by=zon.committee[1], now=at(10)))
    refused(lambda: advise(made, zon.committee[2]))


def tie_member(zon, user):
    ParticipationFactory(cooperative=zon.group, user=user)
    return LoanTie.TAKES_PART


def tie_coach(zon, user):
    CoachAssignmentFactory(cooperative=zon.group, user=user)
    return LoanTie.GUIDES


@pytest.mark.parametrize("tie", [tie_member, tie_coach])
def test_who_is_tied_steps_aside_and_that_is_in_the_decision(zon, tie):
    made = application(zon)
    advise(made, *zon.committee)
    tied = zon.committee[0]
    what = tie(zon, tied)
    db.session.commit()
    refused(lambda: advise(made, tied))
    refused(lambda: deciding.decide(made, verdict(), by=tied, now=at(10)))
    decision = deciding.decide(made, verdict(), by=zon.committee[1], now=at(10))
    assert (decision.advised, decision.aside, decision.aside_why) == (2, 1, what.value)


def test_who_names_a_tie_does_not_count_either(zon):
    made = application(zon)
    advise(made, zon.committee[0], choice=ASIDE)
    advise(made, zon.committee[1])
    refused(lambda: deciding.decide(made, verdict(), by=zon.committee[1], now=at(10)))
    refused(lambda: deciding.decide(made, verdict(), by=zon.committee[0], now=at(10)))
    advise(made, zon.committee[2])
    decision = deciding.decide(made, verdict(), by=zon.committee[1], now=at(10))
    assert (decision.aside, decision.aside_why) == (1, LoanTie.DECLARED.value)


def test_who_left_the_committee_does_not_count(zon):
    made = application(zon)
    advise(made, *zon.committee[:2])
    for seat in fund_queries.seats(zon.fund):
        if seat.user_id == zon.committee[0].id:
            funds.end_seat(seat, day(5))
    refused(lambda: deciding.decide(made, verdict(), by=zon.committee[1], now=at(10)))
    refused(lambda: advise(made, zon.committee[0]))


def test_who_is_asked_for_more_hands_in_again_and_the_advice_begins_anew(zon):
    made = application(zon)
    advise(made, *zon.committee[:2], choice=ASK)
    deciding.decide(made, verdict(ASK), by=zon.committee[0], now=at(10))
    applying.open_for_change(made)
    applying.hand_in(made, now=at(11))
    assert made.round == 2
    assert deciding.current_votes(made) == []
    refused(lambda: deciding.decide(made, verdict(), by=zon.committee[0], now=at(12)))
    advise(made, *zon.committee[:2], choice=REFUSE)
    deciding.decide(made, verdict(REFUSE), by=zon.committee[0], now=at(12))
    assert made.state is ApplicationState.REFUSED
    assert db.session.scalars(db.select(GrantedLoan)).all() == []


@pytest.mark.parametrize(
    ("more", "warning"),
    [
        ({"amount": 5_000_001}, LoanWarning.NOT_FREE),
        ({"amount": 2_500_001}, LoanWarning.SHARE),
        ({"amount": 2_000_001}, LoanWarning.LARGEST),
        ({"months": 61}, LoanWarning.MONTHS),
        ({"months": 2}, LoanWarning.MONTHS),
        ({"interest": 299}, LoanWarning.INTEREST),
    ],
)
def test_a_grant_beyond_the_terms_is_looked_at_again_and_then_decided(zon, more, warning):
    made = application(zon)
    advise(made, *zon.committee[:2])
    granted = loan_terms(**{"interest": 300, **more})
    assert warning in deciding.warnings(made, granted, at(10))
    wish = CommitteeVerdict(GRANT, "Toch.", "", granted, False)
    refused(lambda: deciding.decide(made, wish, by=zon.committee[0], now=at(10)), "despite")
    decision = deciding.decide(
        made, CommitteeVerdict(GRANT, "Toch.", "", granted, True), by=zon.committee[0], now=at(10)
    )
    assert warning.value in decision.warnings


def test_a_grant_within_the_terms_warns_of_nothing(zon):
    made = application(zon)
    within = loan_terms(interest=300, amount=2_000_000, months=60)
    assert deciding.warnings(made, within, at(10)) == []


# A loan on its way.


def test_from_payout_to_the_last_instalment(zon):
    loan = running_loan(zon)
    assert agenda.keys(f"loan:{loan.id}:") == {f"loan:{loan.id}:next"}
    for number in range(12):
        assert loan.state is LoanState.RUNNING
        repay(zon, loan, 10_000, 60 + 30 * number)
    assert (loan.state, left(loan)) == (LoanState.CLOSED, 0)
    assert loan.ended_on is not None
    assert agenda.keys(f"loan:{loan.id}:") == frozenset()
    broken = refused(lambda: repay(zon, loan, 1, 399, token="late"))
    assert broken.params["number"] == loan.number
    assert broken.params["name"] == zon.group.name
    assert fund_queries.figures(zon.fund).cash == 5_000_000


def test_a_loan_is_paid_out_once_and_only_with_what_is_in_cash(zon):
    loan = granted_loan(zon, amount=5_000_001)
    first = loan.schedules[0].terms_of(loan.amount)
    out = booking(kind=LoanPart.PAYOUT, token="out")
    refused(lambda: loans.pay_out(loan, out, first, by=zon.driver, now=at(20)))
    funds.receive(zon.fund, gift(1), "cent", by=zon.driver, now=at(20))
    entry = loans.pay_out(loan, out, first, by=zon.driver, now=at(20))
    assert loans.pay_out(loan, out, first, by=zon.driver, now=at(20)) is entry
    again = booking(kind=LoanPart.PAYOUT, token="again")
    refused(lambda: loans.pay_out(loan, again, first, by=zon.driver, now=at(20)))
    assert fund_queries.figures(zon.fund).cash == 0


@pytest.mark.parametrize(("days", "fine"), [(9, False), (10, True), (59, True), (60, False)])
def test_a_payout_lies_between_the_grant_and_the_first_instalment(zon, days, fine):
    loan = granted_loan(zon)
    first = loan.schedules[0].terms_of(loan.amount)
    out = booking(on=day(days), kind=LoanPart.PAYOUT)
    if fine:
        loans.pay_out(loan, out, first, by=zon.driver, now=at(100))
    else:
        refused(lambda: loans.pay_out(loan, out, first, by=zon.driver, now=at(100)))


def test_what_was_booked_already_is_asked_about_and_a_second_press_is_not(zon):
    loan = running_loan(zon)
    entry = repay(zon, loan, 10_000, 60)
    assert repay(zon, loan, 10_000, 60) is entry
    refused(lambda: repay(zon, loan, 10_000, 60, token="other"), "again")
    repay(zon, loan, 10_000, 60, token="other", again=True)
    repay(zon, loan, 10_001, 60, token="third")
    assert left(loan) == 120_000 - 30_001


@pytest.mark.parametrize(("days", "fine"), [(19, False), (20, True), (100, True), (101, False)])
def test_a_repayment_lies_between_the_payout_and_today(zon, days, fine):
    loan = running_loan(zon)
    made = booking(100, day(days))
    if fine:
        loans.repay(loan, made, by=zon.driver, now=at(100))
    else:
        refused(lambda: loans.repay(loan, made, by=zon.driver, now=at(100)), "on")


def test_more_than_is_left_is_refused_with_how_much_that_is(zon):
    loan = running_loan(zon)
    assert "1.200" in str(refused(lambda: repay(zon, loan, 120_001, 60), "amount").params["owed"])
    repay(zon, loan, 120_000, 60)
    assert loan.state is LoanState.CLOSED


def test_nothing_is_repaid_of_a_loan_that_was_not_paid_out(zon):
    refused(lambda: repay(zon, granted_loan(zon), 100, 60))


def test_interest_goes_to_the_fund_and_the_rest_off_the_loan(zon):
    loan = running_loan(zon, interest=1200, amount=120_000)
    repay(zon, loan, 11_200, 60)
    repay(zon, loan, 50, 70)
    lines = loan_queries.statement(loan)
    assert [(each.interest, each.principal, each.left) for each in lines] == [
        (0, 120_000, 120_000),
        (-1200, -10_000, 110_000),
        (0, -50, 109_950),
    ]
    assert fund_queries.figures(zon.fund).interest == 1200


def test_the_last_booking_is_taken_back_and_the_loan_runs_again(zon):
    loan = running_loan(zon)
    repay(zon, loan, 20_000, 60)
    last = repay(zon, loan, 100_000, 61)
    assert loan.state is LoanState.CLOSED
    first = loan_queries.book(loan).all[1]
    refused(lambda: loans.take_back(loan, first.number, "Fout", by=zon.driver, now=at(70)), "number")
    loans.take_back(loan, last.number, "Fout", by=zon.driver, now=at(70))
    refused(lambda: loans.take_back(loan, last.number, "Fout", by=zon.driver, now=at(70)), "number")
    assert (loan.state, left(loan)) == (LoanState.RUNNING, 100_000)
    loans.take_back(loan, first.number, "Fout", by=zon.driver, now=at(70))
    payout = loan_queries.book(loan).all[0]
    loans.take_back(loan, payout.number, "Fout", by=zon.driver, now=at(70))
    assert loan.state is LoanState.PROMISED
    assert fund_queries.figures(zon.fund).cash == 5_000_000
    refused(lambda: loans.take_back(loan, 99, "Fout", by=zon.driver, now=at(70)), "number")


def test_another_schedule_keeps_the_one_before(zon):
    loan = running_loan(zon)
    repay(zon, loan, 10_000, 60)
    anew = loan_terms(months=6, first_on=day(200))
    refused(lambda: loans.reschedule(loan, anew, "brief", 0, by=zon.driver, now=at(100)))
    refused(lambda: loans.reschedule(loan, anew, "brief", 1, by=zon.driver, now=at(200)), "first_on")
    loans.reschedule(loan, anew, "brief", 1, by=zon.driver, now=at(100))
    stands = loan_queries.stands(loan, day(150))
    assert (len(loan.schedules), stands.overdue, stands.balance) == (2, 0, 110_000)
    assert sum(each.principal for each in stands.coming) == 110_000


def test_what_will_not_come_is_written_off_by_the_committee_after_the_guarantor_paid(zon):
    loan = running_loan(zon)
    repay(zon, loan, 30_000, 100, kind=LoanPart.GUARANTEE, paid_by="Woningcorporatie")
    refused(lambda: loans.write_off(loan, "Failliet", "w", by=zon.driver, now=at(120)))
    tied = zon.committee[2]
    tie_member(zon, tied)
    refused(lambda: loans.write_off(loan, "Failliet", "w", by=tied, now=at(120)))
    entry = loans.write_off(loan, "Failliet", "w", by=zon.committee[0], now=at(120))
    assert loans.write_off(loan, "Failliet", "w", by=zon.committee[0], now=at(120)) is entry
    stands = fund_queries.figures(zon.fund)
    assert (loan.state, stands.losses, stands.out) == (LoanState.WRITTEN_OFF, 90_000, 0)
    refused(lambda: repay(zon, loan, 1, 130))
    loans.take_back(loan, entry.number, "Toch niet", by=zon.driver, now=at(130))
    assert (loan.state, left(loan)) == (LoanState.RUNNING, 90_000)


def test_arrears_are_in_the_months_in_which_they_were(zon):
    loan = running_loan(zon)
    repay(zon, loan, 10_000, 60)
    months = history.months(zon.fund, clock.today())
    assert months[-1].late == 110_000
    assert history.late_on(loan, day(61), loan_queries.book(loan)) == 0
    assert all(each.capital == 5_000_000 for each in months)


def lent(**more):
    return SubordinatedTerms(
        "Buurtgenoot", loan_terms(amount=60_000, interest=1200, **more), "na de bank", "akte", day(5)
    )


def test_what_the_fund_borrows_is_in_its_book_and_paid_back_with_interest_first(zon):
    made = borrowing.borrow(zon.fund, None, lent(), by=zon.driver, now=at(5))
    assert fund_queries.figures(zon.fund).borrowed == 60_000
    back = booking(5_600, day(61))
    borrowing.pay_back(made, back, by=zon.driver, now=at(61))
    borrowing.pay_back(made, back, by=zon.driver, now=at(61))
    stands = fund_queries.figures(zon.fund)
    assert (stands.borrowed, stands.losses, stands.cash) == (55_000, 600, 5_054_400)
    too_much = booking(60_000, day(62), token="more")
    refused(lambda: borrowing.pay_back(made, too_much, by=zon.driver, now=at(62)), "amount")


def test_a_loan_to_the_fund_sent_twice_is_booked_once_and_a_later_one_is_another(zon):
    first = borrowing.borrow(zon.fund, None, lent(), by=zon.driver, now=at(5))
    assert borrowing.borrow(zon.fund, None, lent(), by=zon.driver, now=at(5)) is first
    assert fund_queries.figures(zon.fund).borrowed == 60_000
    borrowing.borrow(zon.fund, None, lent(), by=zon.driver, now=at(7))
    assert fund_queries.figures(zon.fund).borrowed == 120_000


def test_what_members_lend_their_cooperative_is_no_money_of_the_fund(zon):
    made = borrowing.borrow(zon.fund, zon.group, lent(), by=zon.coordinator, now=at(5))
    assert fund_queries.figures(zon.fund).borrowed == 0
    assert loan_queries.members_money(zon.group) == [made]
    refused(lambda: borrowing.pay_back(made, booking(100), by=zon.driver, now=at(61)))


# Who knows what.


def test_who_borrowed_sees_its_own_loan_and_no_other_group_does(zon):
    loan = running_loan(zon)
    other, elsewhere = group_in(zon.place, zon.driver, "De Keuken")
    coach = CoachAssignmentFactory(cooperative=zon.group).user
    neighbour = UserFactory()
    neighbourhoods.join(zon.place, neighbour, NeighbourhoodRole.PARTICIPANT, today=clock.today())
    db.session.commit()
    seen = {
        "borrower": zon.coordinator,
        "driver": zon.driver,
        "committee": zon.committee[0],
        "elsewhere": elsewhere,
        "coach": coach,
        "neighbour": neighbour,
    }
    known = {name for name, user in seen.items() if loan_queries.loan(user, "zonnewijk", loan.number)}
    assert known == {"borrower", "driver", "committee"}
    readers = {name for name, user in seen.items() if application_queries.application(user, "zonnewijk", 1)}
    assert readers == {"borrower", "committee", "coach"}
    assert other


def test_the_committee_sees_no_draft(zon):
    application(zon, handed_in=False)
    assert application_queries.application(zon.committee[0], "zonnewijk", 1) is None
    assert application_queries.application(zon.coordinator, "zonnewijk", 1)


MOVES = st.lists(
    st.tuples(st.sampled_from(["repay", "back", "gift", "anew"]), st.integers(1, 60_000), st.integers(1, 25)),
    max_size=10,
)


@given(MOVES, st.sampled_from(LoanForm), st.integers(0, 1500))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_the_book_balances_and_the_loan_is_what_its_account_holds(zon, moves, form, interest):
    nested = db.session.begin_nested()
    loan = db.session.scalars(db.select(GrantedLoan)).first() or running_loan_uncommitted(zon, form, interest)
    days = 61
    for number, (what, amount, wait) in enumerate(moves):
        days += wait
        try:
            move(zon, loan, what, amount, days, number)
        except RuleViolation:
            continue
    balances = ledger.balances_on(zon.fund.book)
    assert sums_to_nothing()
    assert balances[loan.account] == loan_queries.stands(loan, date(9000, 1, 1)).balance
    assert min(balances[loan.account], balances["kas"]) >= 0
    assert (loan.state is LoanState.CLOSED) == (loan_queries.stands(loan, day(days)).owed == 0)
    nested.rollback()
    db.session.expire_all()


def running_loan_uncommitted(zon, form, interest):
    made = applying.begin(zon.fund, zon.group, by=zon.coordinator, now=at(1))
    applying.change(made, request())
    applying.hand_in(made, now=at(2))
    for user in zon.committee[:2]:
        deciding.advise(made, GRANT, "Goed.", by=user, now=at(10))
    deciding.decide(made, verdict(form=form, interest=interest), by=zon.committee[0], now=at(10))
    loan = db.session.scalars(db.select(GrantedLoan)).one()
    first = loan.schedules[0].terms_of(loan.amount)
    loans.pay_out(loan, booking(kind=LoanPart.PAYOUT, token="out"), first, by=zon.driver, now=at(20))
    return loan


def move(zon, loan, what, amount, days, number):
    if what == "repay":
        loans.repay(loan, booking(amount, day(days), token=f"m{number}"), by=zon.driver, now=at(days))
    elif what == "back":
        last = max(loan_queries.book(loan).counting, key=lambda each: each.number)
        if last.kind != LoanPart.PAYOUT:
            loans.take_back(loan, last.number, "Fout", by=zon.driver, now=at(days))
    elif what == "gift":
        funds.receive(zon.fund, gift(amount, on=day(days)), f"m{number}", by=zon.driver, now=at(days))
    else:
        anew = loan_terms(months=1 + amount % 24, first_on=day(days + 10))
        loans.reschedule(loan, anew, "brief", len(loan.schedules), by=zon.driver, now=at(days))


# Mails about instalments.


def mails_about_loans():
    statement = db.select(OutgoingMail).where(OutgoingMail.key.startswith("loan-")).order_by(OutgoingMail.id)
    return db.session.scalars(statement).all()


@pytest.mark.parametrize(("days", "mailed"), [(52, 0), (53, 1), (60, 0)])
def test_the_coordinator_hears_a_week_before_an_instalment_once(zon, days, mailed):
    loan = running_loan(zon)
    assert reminding.remind(loan, today=day(days)) == mailed
    assert reminding.remind(loan, today=day(days)) == 0
    assert [mail.recipient for mail in mails_about_loans()] == [zon.coordinator.email] * mailed


@pytest.mark.parametrize(("days", "mailed"), [(60, 0), (61, 1), (74, 1), (75, 0)])
def test_who_is_late_hears_it_once_and_not_weeks_afterwards(zon, days, mailed):
    loan = running_loan(zon)
    assert reminding.remind(loan, today=day(days)) == mailed
    assert reminding.remind(loan, today=day(days)) == 0


def test_who_paid_hears_nothing_of_being_late(zon):
    loan = running_loan(zon)
    repay(zon, loan, 10_000, 60)
    assert reminding.remind(loan, today=day(61)) == 0


def test_of_a_loan_that_is_closed_or_was_not_paid_out_nobody_is_reminded(zon):
    promised = granted_loan(zon)
    assert reminding.remind(promised, today=day(53)) == 0
    first = promised.schedules[0].terms_of(promised.amount)
    loans.pay_out(promised, booking(kind=LoanPart.PAYOUT, token="out"), first, by=zon.driver, now=at(20))
    repay(zon, promised, 120_000, 30)
    assert promised.state is LoanState.CLOSED
    assert reminding.remind(promised, today=day(53)) == 0
