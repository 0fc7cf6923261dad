"""Agreements to lend people: written by one side, agreed by both, hours and settlement of each month."""

from collections.abc import Container
from dataclasses import asdict
from datetime import date, datetime

from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.solidarity.models import PeopleLoan, PeopleLoanMonth, SolidarityMember
from incubator.solidarity.queries import people as queries
from incubator.solidarity.rules import people as rules
from incubator.solidarity.rules.terms import check_past
from incubator.solidarity.values import PeopleLoanTerms

NOT_AGREED = N_("Both cooperatives agree first. Then hours can be written down.")
SETTLED = N_("This month was settled already. Put a difference in the next month.")
OTHER_SIDE = N_("Choose the other cooperative.")


def lend(lender: SolidarityMember, borrower: SolidarityMember, terms: PeopleLoanTerms, *, now: datetime) -> PeopleLoan:
    """Write an agreement down; who writes it still agrees like the other. Raises `RuleViolation`."""
    lock(lender.fund)
    if lender.id == borrower.id:
        raise RuleViolation(OTHER_SIDE, field="borrower")
    rules.check_people_loan(terms)
    known = queries.same(lender, borrower, terms)
    if known is not None:
        return known
    loan = PeopleLoan(lender_id=lender.id, borrower_id=borrower.id, written_at=now, **asdict(terms))
    db.session.add(loan)
    db.session.flush()
    return loan


def change(loan: PeopleLoan, terms: PeopleLoanTerms) -> None:
    """Other terms: both sides agree anew, since nobody agreed to these. The agreement is locked. Raises `RuleViolation`."""
    rules.check_people_loan(terms)
    if terms == loan.terms:
        return
    for name, value in asdict(terms).items():
        setattr(loan, name, value)
    loan.lender_agreed_at = loan.borrower_agreed_at = None
    db.session.flush()


def agree(loan: PeopleLoan, sides: Container[int], *, seen: str, now: datetime) -> None:
    """Agree for the cooperatives among `sides`, to the terms that were on the page (`seen`). Raises `RuleViolation` when these changed."""
    lock(loan)
    # The terms and no counter: changed and changed back is what was read after all.
    if seen != fingerprint(loan):
        raise RuleViolation(N_("The agreement changed while this page was open. Read it again, then agree."))
    if loan.lender_id in sides:
        loan.lender_agreed_at = loan.lender_agreed_at or now
    if loan.borrower_id in sides:
        loan.borrower_agreed_at = loan.borrower_agreed_at or now
    db.session.flush()


def fingerprint(loan: PeopleLoan) -> str:
    """The terms in a few letters: another text has others."""
    return queries.digest(loan.terms)


def write_hours(loan: PeopleLoan, month: date, hours: int, *, now: datetime) -> PeopleLoanMonth:
    """The hours of a month, or other hours as long as it is not settled. Raises `RuleViolation`."""
    lock(loan)
    if not loan.is_agreed:
        raise RuleViolation(NOT_AGREED)
    first = month.replace(day=1)
    rules.check_month(first, hours, loan.terms, clock.local(now).date())
    row = next((each for each in loan.months if each.month == first), None)
    # Kept and not reckoned on the page: another refund later leaves the price of this month as it was.
    cents = rules.settlement(hours, loan.refund_cents)
    if row is None:
        row = PeopleLoanMonth(month=first, hours=hours, cents=cents, written_at=now)
        loan.months.append(row)
    if row.settled_on is not None:
        raise RuleViolation(SETTLED, field="month")
    row.hours, row.cents, row.written_at = hours, cents, now
    db.session.flush()
    return row


def settle(row: PeopleLoanMonth, settled_on: date, proof: str, *, now: datetime) -> None:
    """The two cooperatives paid each other for a month. Raises `RuleViolation` for a day to come, and twice."""
    # Hours are written under the lock of the agreement: with it nobody changes what is being settled.
    lock(row.loan)
    lock(row)
    if row.settled_on is not None:
        raise RuleViolation(SETTLED)
    check_past("settled_on", settled_on, clock.local(now).date())
    row.settled_on, row.settled_proof = settled_on, proof
    db.session.flush()
