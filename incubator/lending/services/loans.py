"""A loan from payout to the last instalment. What is booked here happened at a bank: nothing here moves money."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.formatting import as_date, money_cents
from incubator.core.i18n import mark as N_
from incubator.ledger import queries as ledger_queries
from incubator.ledger import services as ledger
from incubator.ledger.models import LedgerEntry
from incubator.ledger.rules import REVERSED, TOO_LITTLE
from incubator.ledger.values import Booking
from incubator.lending.models import GrantedLoan, LoanSchedule
from incubator.lending.queries import applying, funds, loans
from incubator.lending.rules import standing as rules
from incubator.lending.rules.schedules import check_loan
from incubator.lending.services import deciding
from incubator.lending.services.days import keep_days
from incubator.lending.services.funds import check_happened
from incubator.lending.values import LoanBooking, LoanPart, LoanState, LoanTerms, Repaid

PAID_OUT = N_("This loan was paid out on %(day)s already.")
NOT_PAID_OUT = N_("This loan was not paid out yet, so nothing can be repaid.")
ENDED = N_("Loan %(number)s of %(name)s ended on %(day)s: nothing is left of it. Look for which loan this payment is.")
TWICE = N_(
    "On %(day)s %(amount)s with proof “%(proof)s” was booked already. Tick the box when this is another payment."
)
NOT_ENOUGH = N_("The fund has no more than %(available)s on this day. Write down first what came in.")
NOT_LAST = N_("Something was booked after this. Take the last booking back first: number %(number)s.")
FIRST_TOO_EARLY = N_("The first instalment comes after the day of payout.")


def pay_out(
    loan: GrantedLoan, booking: LoanBooking, terms: LoanTerms, *, by: User | None, now: datetime
) -> LedgerEntry:
    """Write down that the loan was paid out, and when the first instalment is. Raises `RuleViolation` twice, and without the money."""
    lock(loan.fund)
    # Before every check: a second press has to find what the first did, and not that it is too late.
    known = _sent_before(loan, booking)
    if known is not None:
        return known
    if loan.state is not LoanState.PROMISED:
        raise RuleViolation(PAID_OUT, day=loan.paid_out_on)
    check_happened(booking.on, now)
    if booking.on < loan.promised_on:
        raise RuleViolation(N_("The loan was granted on %(day)s."), field="on", day=loan.promised_on)
    if terms.first_on <= booking.on:
        raise RuleViolation(FIRST_TOO_EARLY, field="first_on")
    check_loan(terms)
    movements = {funds.CASH: -loan.amount, loan.account: loan.amount}
    try:
        entry = _post(loan, booking, movements, by=by, now=now)
    except RuleViolation as refused:
        # Other refusals of the book explain themselves; this one does not say how much there is.
        if refused.message != TOO_LITTLE:
            raise
        available = money_cents(funds.figures(loan.fund, booking.on).cash)
        raise RuleViolation(NOT_ENOUGH, available=available) from refused
    # Nothing fell due before it was paid out, so the first schedule still may move.
    loan.schedules[0].first_on = terms.first_on
    loan.state, loan.paid_out_on = LoanState.RUNNING, booking.on
    keep_days(loan, today=clock.local(now).date())
    return entry


def repay(loan: GrantedLoan, booking: LoanBooking, *, by: User | None, now: datetime) -> LedgerEntry:
    """Write down what came in: of the oldest instalment first, and of that the interest first. What was booked with the token stands.

    Raises `RuleViolation` for a loan that is not running, more than is left, a day that cannot be, and what was booked already.
    """
    lock(loan.fund)
    known = _sent_before(loan, booking)
    if known is not None:
        return known
    _check_running(loan)
    check_happened(booking.on, now)
    if loan.paid_out_on is None or booking.on < loan.paid_out_on:
        raise RuleViolation(rules.BEFORE_PAYOUT, field="on", day=loan.paid_out_on)
    booked = loans.book(loan)
    # Two equal payments on a day do happen: only a person can tell them from a statement read twice.
    if not booking.again:
        _check_new(loan, booking, booked)
    part = _divided(loan, booking, booked)
    movements = {
        funds.CASH: booking.amount,
        loan.account: -part.principal,
        loan.interest_account: -part.interest,
    }
    entry = _post(loan, booking, movements, by=by, now=now)
    _settle(loan, now=now)
    return entry


def _divided(loan: GrantedLoan, booking: LoanBooking, booked: loans.LoanBook) -> Repaid:
    # Dated back between two others: what is left today is a limit too, or the loan would be repaid twice.
    stands = loans.stands(loan, booking.on, booked)
    left = sum(loans.amounts(loan, entry)[1] for entry in booked.counting)
    if booking.amount > stands.owed:
        raise RuleViolation(rules.TOO_MUCH, field="amount", owed=money_cents(stands.owed))
    part = rules.divide(stands, booking.amount)
    if part.principal > left:
        raise RuleViolation(rules.TOO_MUCH, field="amount", owed=money_cents(left))
    return part


def _check_new(loan: GrantedLoan, booking: LoanBooking, booked: loans.LoanBook) -> None:
    """A statement that is read twice is no second payment."""
    for entry in booked.counting:
        amount = -sum(loans.amounts(loan, entry))
        if (entry.on_date, amount, entry.basis) == (booking.on, booking.amount, booking.proof):
            raise RuleViolation(
                TWICE, field="again", day=entry.on_date, amount=money_cents(amount), proof=booking.proof
            )


def _sent_before(loan: GrantedLoan, booking: LoanBooking) -> LedgerEntry | None:
    return ledger_queries.sent_before(loan.fund.book, _token(loan, booking))


def _token(loan: GrantedLoan, booking: LoanBooking) -> str:
    # With the loan in it: another loan never meets this token, whatever a script sends.
    return f"{loan.number}:{booking.token}"


def _post(
    loan: GrantedLoan, booking: LoanBooking, movements: dict[str, int], *, by: User | None, now: datetime
) -> LedgerEntry:
    made = Booking(booking.on, booking.kind, movements, booking.paid_by, booking.proof, _token(loan, booking))
    return ledger.post(loan.fund.book, made, by=by, now=now)


def _settle(loan: GrantedLoan, *, now: datetime) -> None:
    """Closed when nothing is left, also no interest; running again when something is."""
    today = clock.local(now).date()
    loan.state, loan.ended_on = LoanState.RUNNING, None
    booked = loans.book(loan)
    if not loans.stands(loan, today, booked).owed:
        loan.state, loan.ended_on = LoanState.CLOSED, booked.counting[-1].on_date
    db.session.flush()
    keep_days(loan, today=today, booked=booked)


def take_back(loan: GrantedLoan, number: int, reason: str, *, by: User, now: datetime) -> LedgerEntry:
    """Take the last booking of a loan back with a counter-entry. Raises `RuleViolation` for an earlier one, and twice."""
    lock(loan.fund)
    booked = loans.book(loan)
    entry = next((each for each in booked.all if each.number == number and each.reverses_id is None), None)
    if entry is None:
        raise RuleViolation(N_("This loan has no booking with this number."), field="number")
    if entry not in booked.counting:
        raise RuleViolation(REVERSED, field="number")
    # By number and not by day: the last that was written down rests on all that were there then.
    last = max(booked.counting, key=lambda each: each.number)
    if entry is not last:
        raise RuleViolation(NOT_LAST, field="number", number=last.number)
    # On its own day, so that what fell due since is reckoned as if it had not been booked.
    made = ledger.reverse(entry, entry.on_date, reason, by=by, now=now)
    if entry.kind == LoanPart.PAYOUT:
        loan.state, loan.paid_out_on, loan.ended_on = LoanState.PROMISED, None, None
        keep_days(loan, today=clock.local(now).date())
    else:
        loan.state, loan.write_off_reason = LoanState.RUNNING, ""
        _settle(loan, now=now)
    return made


def reschedule(
    loan: GrantedLoan, terms: LoanTerms, agreement: str, seen: int, *, by: User | None, now: datetime
) -> LoanSchedule:
    """Another schedule for what is left, as it was agreed; the earlier ones stay. `seen` is the one that stood on the page.

    Raises `RuleViolation` for a loan that is not running, and when somebody else was first.
    """
    lock(loan.fund)
    today = clock.local(now).date()
    _check_running(loan)
    # Schedules are added and never changed, so their number tells whether the page is still true.
    if len(loan.schedules) != seen:
        raise RuleViolation(N_("Somebody else agreed another schedule meanwhile. Look at it first."))
    check_loan(terms)
    # In the past it would be late on the very day on which people agreed to make it easier.
    if terms.first_on <= today:
        raise RuleViolation(N_("The first instalment of the new schedule comes after today."), field="first_on")
    made = LoanSchedule(
        loan=loan,
        number=seen + 1,
        agreed_on=today,
        agreement=agreement,
        recorded_at=now,
        recorded_by_id=by.id if by else None,
    )
    made.repaid_by(terms)
    db.session.add(made)
    db.session.flush()
    keep_days(loan, today=today)
    return made


def write_off(loan: GrantedLoan, reason: str, token: str, *, by: User, now: datetime) -> LedgerEntry:
    """The committee decides that what is left will not come. Raises `RuleViolation` for who is tied, and a loan that is not running."""
    lock(loan.fund)
    today = clock.local(now).date()
    booking = LoanBooking(today, 0, reason, token, LoanPart.WRITE_OFF)
    known = _sent_before(loan, booking)
    if known is not None:
        return known
    _check_running(loan)
    if not funds.is_in_committee(by, loan.fund):
        raise RuleViolation(deciding.NOT_IN_COMMITTEE)
    # Letting a debt go is a favour like a grant: the same people step aside.
    if applying.ties(by, loan.cooperative, today):
        raise RuleViolation(deciding.STEPS_ASIDE)
    # Without interest: the book has interest from the day it is paid, so none of it can be written off.
    left = loans.stands(loan, today).balance
    entry = _post(loan, booking, {loan.account: -left, funds.LOSSES: left}, by=by, now=now)
    loan.state, loan.ended_on, loan.write_off_reason = LoanState.WRITTEN_OFF, today, reason
    db.session.flush()
    keep_days(loan, today=today)
    return entry


def _check_running(loan: GrantedLoan) -> None:
    if loan.state is LoanState.PROMISED:
        raise RuleViolation(NOT_PAID_OUT)
    if loan.state is not LoanState.RUNNING:
        name = loan.cooperative.name
        raise RuleViolation(ENDED, number=loan.number, name=name, day=as_date(loan.ended_on))
