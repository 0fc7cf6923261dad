"""Subordinated loans: of people to the fund, and of members to their cooperative."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.services import A_MOMENT
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.formatting import money_cents
from incubator.core.i18n import mark as N_
from incubator.ledger import queries as ledger_queries
from incubator.ledger import services as ledger
from incubator.ledger.models import LedgerEntry
from incubator.ledger.values import AccountTerms, Booking
from incubator.lending.models import LendingFund, SubordinatedLoan
from incubator.lending.queries import funds, loans
from incubator.lending.rules import standing as rules
from incubator.lending.rules.schedules import check_loan
from incubator.lending.services.funds import check_happened
from incubator.lending.values import LoanBooking, LoanPart, SubordinatedTerms


def borrow(
    fund: LendingFund, group: Cooperative | None, lent: SubordinatedTerms, *, by: User | None, now: datetime
) -> SubordinatedLoan:
    """Write down a loan that ranks after others; of one to the fund itself also the money that came in.

    Sent twice within a moment it is the loan of the first time. Raises `RuleViolation`.
    """
    lock(fund)
    check_loan(lent.terms)
    check_happened(lent.lent_on, now)
    before = loans.just_borrowed(fund, group, lent, since=now - A_MOMENT)
    # Pressed twice: booked again the fund would have money that nobody brought.
    if before is not None:
        return before
    fund.last_borrowed += 1
    terms = lent.terms
    made = SubordinatedLoan(
        fund=fund,
        cooperative=group,
        number=fund.last_borrowed,
        lender=lent.lender,
        amount=terms.amount,
        ranks_after=lent.ranks_after,
        document=lent.document,
        lent_on=lent.lent_on,
        recorded_at=now,
        recorded_by_id=by.id if by else None,
    )
    made.repaid_by(terms)
    db.session.add(made)
    db.session.flush()
    # What members lent their own cooperative is not in the fund: booked here it would look free to lend.
    if group is None:
        _book_in(made, by=by, now=now)
    return made


def _book_in(made: SubordinatedLoan, *, by: User | None, now: datetime) -> None:
    """What the fund owes stands below zero, and never above: nobody is paid back more than was lent."""
    # Loans to groups have the numbers above zero as holders in the same book.
    book, holder = made.fund.book, -made.number
    ledger.open_account(
        book, AccountTerms(made.account, f"Achtergestelde lening {made.number}", holder, maximum_cents=0)
    )
    ledger.open_account(book, AccountTerms(made.interest_account, f"Rente van {made.account}", holder))
    movements = {funds.CASH: made.amount, made.account: -made.amount}
    booking = Booking(made.lent_on, LoanPart.BORROWED, movements, "", made.document, f"a{made.number}:in")
    ledger.post(book, booking, by=by, now=now)


def pay_back(known: SubordinatedLoan, booking: LoanBooking, *, by: User | None, now: datetime) -> LedgerEntry:
    """Write down what the fund paid back: interest that fell due first. Raises `RuleViolation` for more than is left."""
    lock(known.fund)
    if known.cooperative_id is not None:
        raise RuleViolation(N_("Only what the fund borrowed itself is in its book."))
    # The letter keeps it apart from tokens of loans to groups, which begin with the number of the loan.
    token = f"a{known.number}:{booking.token}"
    before = ledger_queries.sent_before(known.fund.book, token)
    if before is not None:
        return before
    check_happened(booking.on, now)
    if booking.on < known.lent_on:
        raise RuleViolation(rules.BEFORE_PAYOUT, field="on", day=known.lent_on)
    stands = loans.borrowed_stands(known, booking.on)
    if booking.amount > stands.owed:
        raise RuleViolation(rules.TOO_MUCH, field="amount", owed=money_cents(stands.owed))
    part = rules.divide(stands, booking.amount)
    movements = {funds.CASH: -booking.amount, known.account: part.principal, known.interest_account: part.interest}
    made = Booking(booking.on, LoanPart.PAID_BACK, movements, "", booking.proof, token)
    return ledger.post(known.fund.book, made, by=by, now=now)
