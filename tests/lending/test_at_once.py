"""Two at the same moment: one wins, or both are stored once, and the book always balances."""

import pytest

from incubator.accounts.models import User
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.ledger.models import LedgerLine
from incubator.lending.models import CommitteeVote, GrantedLoan, LoanApplication, LoanDecision
from incubator.lending.queries import funds, loans
from incubator.lending.services import deciding
from incubator.lending.services import loans as services
from incubator.lending.values import CommitteeChoice, LoanPart, LoanState
from tests.at_once import at_once
from tests.lending.factories import (
    advise,
    application,
    at,
    booking,
    day,
    fund_with_committee,
    granted_loan,
    left,
    running_loan,
    verdict,
)

GRANT, REFUSE, _ASK, _ASIDE = CommitteeChoice


@pytest.fixture
def zon(app):
    return fund_with_committee()


def done(action):
    """What somebody does, in a transaction of their own."""

    def act():
        with transaction(actor=SYSTEM):
            action()
        return "done"

    return act


def fine(outcomes):
    assert all(each == "done" or isinstance(each, RuleViolation) for each in outcomes), outcomes
    return outcomes.count("done")


def busy(outcomes):
    return sum(isinstance(each, Conflict) for each in outcomes)


def deciding_as(number, applied, outcome):
    def action():
        known, by = db.session.get_one(LoanApplication, applied), db.session.get_one(User, number)
        deciding.decide(known, verdict(outcome), by=by, now=at(10))

    return done(action)


@pytest.mark.both_databases
def test_two_of_the_committee_who_advise_are_both_heard_and_decide_once(app, zon):
    applied = application(zon)
    number, members = applied.id, [user.id for user in zon.committee]

    def advising(member):
        def action():
            known = db.session.get_one(LoanApplication, number)
            deciding.advise(known, GRANT, "Goed.", by=db.session.get_one(User, member), now=at(10))

        return done(action)

    outcomes = at_once(app, *[advising(member) for member in members])
    heard = db.session.scalar(db.select(db.func.count()).select_from(CommitteeVote))
    assert heard == fine(outcomes) == 3 - busy(outcomes)
    advise(db.session.get_one(LoanApplication, number), *zon.committee)
    outcomes = at_once(app, *[deciding_as(member, number, GRANT) for member in members])
    assert fine(outcomes) == 1
    for model in (LoanDecision, GrantedLoan):
        assert db.session.scalar(db.select(db.func.count()).select_from(model)) == 1


@pytest.mark.both_databases
def test_two_repayments_at_once_never_repay_more_than_the_loan(app, zon):
    number = running_loan(zon).id

    def paying(place):
        def action():
            loan = db.session.get_one(GrantedLoan, number)
            made = booking(50_000, day(30), token=f"t{place}", proof=f"afschrift {place}")
            services.repay(loan, made, by=None, now=at(30))

        return done(action)

    outcomes = at_once(app, *[paying(place) for place in range(4)])
    assert 2 - busy(outcomes) <= fine(outcomes) <= 2
    loan = db.session.get_one(GrantedLoan, number)
    assert left(loan) == 120_000 - 50_000 * outcomes.count("done")
    assert db.session.scalar(db.select(db.func.sum(LedgerLine.amount_cents))) == 0


@pytest.mark.both_databases
def test_the_same_press_at_once_is_one_repayment_and_a_statement_read_twice_is_asked_about(app, zon):
    number = running_loan(zon).id

    def paying(token):
        def action():
            loan = db.session.get_one(GrantedLoan, number)
            services.repay(loan, booking(10_000, day(30), token=token), by=None, now=at(30))

        return done(action)

    at_once(app, *[paying("same") for _press in range(4)])
    assert left(db.session.get_one(GrantedLoan, number)) == 110_000
    outcomes = at_once(app, paying("one"), paying("other"))
    assert fine(outcomes) == 0
    assert left(db.session.get_one(GrantedLoan, number)) == 110_000


@pytest.mark.both_databases
def test_what_is_in_cash_is_paid_out_once(app, zon):
    loan = granted_loan(zon, amount=5_000_000)
    number = loan.id

    def paying_out(token):
        def action():
            known = db.session.get_one(GrantedLoan, number)
            first = known.schedules[0].terms_of(known.amount)
            out = booking(kind=LoanPart.PAYOUT, token=token)
            services.pay_out(known, out, first, by=None, now=at(20))

        return done(action)

    outcomes = at_once(app, paying_out("one"), paying_out("other"))
    assert fine(outcomes) == 1
    known = db.session.get_one(GrantedLoan, number)
    assert (known.state, funds.figures(known.fund).cash) == (LoanState.RUNNING, 0)
    assert len(loans.book(known).all) == 1
