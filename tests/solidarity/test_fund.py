"""Joining, voting, paying and lending: what is kept, and what is refused."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.ledger import queries as ledger
from incubator.ledger.models import LedgerAccount, LedgerEntry
from incubator.neighbourhood.models import Neighbourhood
from incubator.solidarity.models import SolidarityFund, SolidarityMember, SolidarityQuestion, SolidaritySupport
from incubator.solidarity.queries import figures, funds, questions
from incubator.solidarity.rules import deciding as rules
from incubator.solidarity.services import deciding, money, people
from incubator.solidarity.services import funds as services
from incubator.solidarity.values import (
    ReceiptKind,
    SolidarityChoice,
    SolidarityVerdict,
    SupportReturn,
    WithinLimit,
)
from tests.at_once import at_once
from tests.factories import CooperativeFactory
from tests.solidarity.factories import (
    act,
    ago,
    asked,
    bring,
    cooperative_in,
    day,
    decided,
    fund_of,
    granted,
    lent,
    put_in,
    receipt,
    terms,
    vote,
)

NAMES = ("De Gieter", "De Spil", "De Zorg")


@pytest.fixture
def buffer(app):
    return fund_of(*NAMES)


def test_who_joins_stands_under_the_rules_of_that_day_and_joins_once(buffer):
    spil = buffer.members["De Spil"]
    assert (spil.rules_number, spil.joined_by) == (1, "het bestuur")
    with pytest.raises(RuleViolation):
        services.join(buffer.fund, buffer.groups["De Spil"], act(), now=clock.now())


def test_nobody_joins_before_there_is_an_agreement(app):
    buffer = fund_of()
    db.session.execute(db.text("DELETE FROM solidarity_rules"))
    with pytest.raises(RuleViolation):
        services.join(buffer.fund, CooperativeFactory(), act(), now=clock.now())


def test_rules_are_voted_about_once_a_cooperative_takes_part(buffer):
    with pytest.raises(RuleViolation):
        services.record_rules(
            buffer.fund, terms(applies_from=clock.today(), share=700), decided(), by=buffer.driver, now=clock.now()
        )
    wider = terms(applies_from=day(-14), share=700)
    question = deciding.propose_rules(buffer.fund, wider, "Meer.", by=buffer.people["De Spil"], now=clock.now())
    for name in NAMES[:2]:
        vote(buffer, question, name, SolidarityChoice.YES)
    later = clock.now() + timedelta(days=14)
    assert funds.rules_on(buffer.fund, day(-14)).share == 500
    deciding.settle_due(buffer.fund, now=later)
    assert funds.rules_on(buffer.fund, day(-13)).share == 500
    assert funds.rules_on(buffer.fund, day(-14)).share == 700


def test_who_asks_has_no_vote_and_the_others_decide(buffer):
    support = deciding.ask(buffer.members["De Spil"], asked(), by=buffer.people["De Spil"], now=clock.now())
    assert questions.counts(support.question, clock.today()).electors == 2
    with pytest.raises(RuleViolation) as refused:
        vote(buffer, support.question, "De Spil", SolidarityChoice.YES)
    assert refused.value.message == rules.OWN_QUESTION
    vote(buffer, support.question, "De Zorg", SolidarityChoice.NO)
    vote(buffer, support.question, "De Zorg", SolidarityChoice.YES)
    assert questions.counts(support.question, clock.today()).yes == 1
    with pytest.raises(RuleViolation):
        vote(buffer, support.question, "De Gieter", SolidarityChoice.YES, now=clock.now() + timedelta(days=10))
    deciding.settle_due(buffer.fund, now=clock.now() + timedelta(days=10))
    assert support.question.state is SolidarityVerdict.ACCEPTED


def test_a_vote_is_counted_among_those_who_took_part_on_its_last_day(buffer):
    support = deciding.ask(buffer.members["De Spil"], asked(), by=buffer.people["De Spil"], now=clock.now())
    vote(buffer, support.question, "De Zorg", SolidarityChoice.YES)
    later = clock.now() + timedelta(days=10)
    group, _coordinator = cooperative_in(buffer.place, "De Laatkomer", by=buffer.driver)
    services.join(buffer.fund, group, act(), now=later)
    deciding.settle_due(buffer.fund, now=later)
    assert support.question.electors == 2
    assert support.question.state is SolidarityVerdict.ACCEPTED


def test_the_same_question_twice_is_refused_and_alone_nobody_asks(app):
    alone = fund_of("De Spil")
    with pytest.raises(RuleViolation) as refused:
        deciding.ask(alone.members["De Spil"], asked(), by=alone.people["De Spil"], now=clock.now())
    assert refused.value.message == rules.NOBODY_ELSE


def test_a_question_sent_twice_is_one(buffer):
    deciding.ask(buffer.members["De Spil"], asked(), by=buffer.people["De Spil"], now=clock.now())
    with pytest.raises(RuleViolation):
        deciding.ask(buffer.members["De Spil"], asked(), by=buffer.people["De Spil"], now=clock.now())


def test_a_pay_limit_that_binds_stops_who_is_above_it(app):
    buffer = fund_of(*NAMES, pay_limit_binds=True)
    spil, by = buffer.members["De Spil"], buffer.people["De Spil"]
    for answer in (None, WithinLimit.NO):
        if answer:
            services.answer_ratio(spil, answer, now=clock.now())
        with pytest.raises(RuleViolation):
            deciding.ask(spil, asked(), by=by, now=clock.now())
    services.answer_ratio(spil, WithinLimit.YES, now=clock.now())
    assert deciding.ask(spil, asked(), by=by, now=clock.now()).id


def test_what_is_not_known_of_pay_is_said_as_not_known(buffer):
    shown = figures.ratio_for(buffer.members["De Spil"], clock.today())
    assert (shown.limit, shown.answer) == (9, WithinLimit.UNKNOWN)


def test_a_contribution_is_booked_once_a_year_and_taken_back_with_a_counter_entry(buffer):
    booked = bring(buffer, "De Spil", 60_000)
    with pytest.raises(RuleViolation) as refused:
        bring(buffer, "De Spil", 60_000)
    assert refused.value.field == "year"
    db.session.rollback()
    money.take_back(booked, by=buffer.people["De Spil"], now=clock.now())
    assert funds.balance(buffer.fund) == 0
    assert len(ledger.entries(buffer.fund.book)) == 2
    assert bring(buffer, "De Spil", 50_000).cents == 50_000


def test_money_that_was_spent_is_not_taken_back(buffer):
    booked = bring(buffer, "De Spil", 200_000)
    money.pay(granted(buffer, "De Zorg"), receipt(150_000), by=buffer.driver, now=clock.now())
    with pytest.raises(RuleViolation) as refused:
        money.take_back(booked, by=buffer.people["De Spil"], now=clock.now())
    assert refused.value.message == rules.EMPTY_FUND


def test_support_is_paid_as_far_as_it_was_granted_and_the_fund_goes(buffer):
    support = granted(buffer, "De Zorg", 200_000)
    with pytest.raises(RuleViolation) as refused:
        money.pay(support, receipt(100_000), by=buffer.driver, now=clock.now())
    assert refused.value.message == rules.EMPTY_FUND
    db.session.rollback()
    bring(buffer, "De Spil", 500_000)
    first = money.pay(support, receipt(150_000), by=buffer.driver, now=clock.now())
    assert money.pay(support, receipt(150_000), by=buffer.driver, now=clock.now()).id == first.id
    with pytest.raises(RuleViolation) as refused:
        money.pay(support, receipt(50_001, token="u"), by=buffer.driver, now=clock.now())
    assert refused.value.message == rules.TOO_MUCH
    assert (support.owed, funds.balance(buffer.fund)) == (150_000, 350_000)
    money.repay(support, receipt(100_000, token="v"), by=buffer.driver, now=clock.now())
    with pytest.raises(RuleViolation) as refused:
        money.repay(support, receipt(50_001, token="w"), by=buffer.driver, now=clock.now())
    assert refused.value.message == rules.NOT_OWED


def test_a_gift_is_never_owed_and_what_was_refused_is_never_paid(buffer):
    bring(buffer, "De Spil")
    gift = granted(buffer, "De Zorg", returns=SupportReturn.GIFT)
    money.pay(gift, receipt(200_000), by=buffer.driver, now=clock.now())
    assert gift.owed == 0
    refused_one = granted(buffer, "De Spil", why="Anders.", voters=["De Zorg"])
    refused_one.question.state = SolidarityVerdict.REJECTED
    db.session.commit()
    with pytest.raises(RuleViolation) as refused:
        money.pay(refused_one, receipt(1), by=buffer.driver, now=clock.now())
    assert refused.value.message == rules.NOT_ACCEPTED


def test_who_leaves_takes_part_until_that_day_and_not_longer(buffer):
    spil = buffer.members["De Spil"]
    with pytest.raises(RuleViolation):
        services.leave(spil, day(-30), act(0), now=clock.now())
    services.leave(spil, day(-190), act(0), now=clock.now())
    assert spil in funds.members(buffer.fund, day(-189))
    assert spil not in funds.members(buffer.fund, day(-190))
    with pytest.raises(RuleViolation):
        services.leave(spil, day(-200), act(0), now=clock.now())


def test_other_terms_about_a_person_ask_both_to_agree_again(buffer):
    lender, borrower = buffer.members["De Gieter"], buffer.members["De Spil"]
    loan = people.lend(lender, borrower, lent(), now=clock.now())
    assert people.lend(lender, borrower, lent(), now=clock.now()).id == loan.id
    with pytest.raises(RuleViolation):
        people.write_hours(loan, clock.today(), 4_000, now=clock.now())
    seen = people.fingerprint(loan)
    people.agree(loan, {lender.id}, seen=seen, now=clock.now())
    assert not loan.is_agreed
    people.agree(loan, {borrower.id}, seen=seen, now=clock.now())
    month = people.write_hours(loan, clock.today(), 4_000, now=clock.now())
    assert month.cents == 114_000
    people.change(loan, lent(refund_cents=3_000))
    assert not loan.is_agreed
    with pytest.raises(RuleViolation):
        people.agree(loan, {lender.id}, seen=seen, now=clock.now())
    people.settle(month, clock.today(), "afschrift", now=clock.now())
    with pytest.raises(RuleViolation):
        people.settle(month, clock.today(), "afschrift", now=clock.now())


def test_nobody_lends_to_oneself(buffer):
    spil = buffer.members["De Spil"]
    with pytest.raises(RuleViolation) as refused:
        people.lend(spil, spil, lent(), now=clock.now())
    assert refused.value.field == "borrower"


def test_the_years_show_what_was_held_and_a_correction_counts_for_nothing(buffer):
    bring(buffer, "De Spil", 300_000)
    wrong = bring(buffer, "De Zorg", 900_000)
    money.take_back(wrong, by=buffer.people["De Zorg"], now=clock.now())
    money.pay(granted(buffer, "De Zorg"), receipt(100_000), by=buffer.driver, now=clock.now())
    ends = funds.year_ends(buffer.fund, clock.today())
    assert (ends[-1].balance, sum(each.came_in for each in ends), sum(each.went_out for each in ends)) == (
        200_000,
        1,
        1,
    )


STEPS = st.lists(
    st.tuples(st.sampled_from(["bring", "pay", "repay", "undo"]), st.integers(0, 2), st.integers(1, 300_000)),
    max_size=14,
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_whatever_is_booked_the_book_balances_and_is_never_below_zero(app, steps):
    with app.app_context():
        for table in reversed(db.metadata.sorted_tables):
            if table.name.startswith(("solidarity", "support", "people_loan", "pay_ratio")):
                db.session.execute(table.delete())
        db.session.execute(db.delete(Neighbourhood))
        db.session.commit()
        buffer = fund_of(*NAMES)
        support = granted(buffer, "De Zorg", 400_000)
        for number, (step, which, cents) in enumerate(steps):
            _try(buffer, support, step, NAMES[which], cents, number)
        book = buffer.fund.book
        balances = ledger.balances_on(book)
        assert sum(balances.values()) == 0
        assert balances.get(funds.CASH, 0) >= 0
        kept = db.session.scalars(db.select(LedgerAccount).where(LedgerAccount.book_id == book.id))
        assert {each.code: each.balance_cents for each in kept if each.balance_cents} == {
            code: cents for code, cents in balances.items() if cents
        }
        assert support.total(ReceiptKind.REPAID) <= support.total(ReceiptKind.PAID) <= support.cents


def _try(buffer, support, step, name, cents, number):
    member, by, now = buffer.members[name], buffer.people[name], clock.now()
    verbs = {
        "bring": lambda: money.contribute(member, put_in(cents, days=10), by=by, now=now),
        "pay": lambda: money.pay(support, receipt(cents, token=str(number)), by=by, now=now),
        "repay": lambda: money.repay(support, receipt(cents, token=str(number)), by=by, now=now),
        "undo": lambda: [money.take_back(each, by=by, now=now) for each in list(member.contributions)],
    }
    try:
        verbs[step]()
        db.session.commit()
    except RuleViolation:
        db.session.rollback()


def test_of_two_payments_at_once_the_fund_pays_what_it_has(app, buffer):
    bring(buffer, "De Spil", 100_000)
    number, by = granted(buffer, "De Zorg", 200_000).id, buffer.driver.id

    def paying(token):
        def pay():
            with transaction(actor=SYSTEM):
                known = db.session.get_one(SolidaritySupport, number)
                author = db.session.get_one(type(buffer.driver), by)
                return money.pay(known, receipt(80_000, token=token), by=author, now=clock.now()).id

        return pay

    outcomes = at_once(app, *[paying(str(place)) for place in range(4)])
    assert sum(isinstance(each, int) for each in outcomes) == 1
    assert all(isinstance(each, int | RuleViolation) for each in outcomes)
    db.session.expire_all()
    assert funds.balance(db.session.get_one(SolidarityFund, buffer.fund.id)) == 20_000


def test_a_contribution_recorded_twice_at_once_is_booked_once(app, buffer):
    number, by = buffer.members["De Spil"].id, buffer.people["De Spil"].id

    def bringing():
        with transaction(actor=SYSTEM):
            member = db.session.get_one(SolidarityMember, number)
            author = db.session.get_one(type(buffer.driver), by)
            return money.contribute(member, put_in(100_000), by=author, now=clock.now()).id

    outcomes = at_once(app, bringing, bringing, bringing)
    assert sum(isinstance(each, int) for each in outcomes) == 1
    assert db.session.scalar(db.select(db.func.count()).select_from(LedgerEntry)) == 1


def test_a_group_that_joins_twice_at_once_takes_part_once(app, buffer):
    group, fund_id = CooperativeFactory(name="De Nieuwe"), buffer.fund.id
    db.session.commit()
    number = group.id

    def joining():
        with transaction(actor=SYSTEM):
            fund = db.session.get_one(SolidarityFund, fund_id)
            return services.join(fund, db.session.get_one(type(group), number), act(), now=clock.now()).id

    outcomes = at_once(app, joining, joining)
    assert sum(isinstance(each, int) for each in outcomes) == 1


def test_a_question_counted_twice_at_once_is_counted_once(app, buffer):
    support = deciding.ask(buffer.members["De Spil"], asked(closes_on=day(1)), by=buffer.people["De Spil"], now=ago(9))
    vote(buffer, support.question, "De Zorg", SolidarityChoice.YES, now=ago(3))
    db.session.commit()
    number, fund_id = support.question_id, buffer.fund.id

    def counting():
        with transaction(actor=SYSTEM):
            return deciding.settle_due(db.session.get_one(SolidarityFund, fund_id), now=clock.now())

    assert sorted(at_once(app, counting, counting)) == [0, 1]
    assert db.session.get_one(SolidarityQuestion, number).yes == 1
