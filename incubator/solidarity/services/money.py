"""Recording what was put in, paid out and paid back. It administers: the money itself moves at a bank, never here."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db, lock, still_there
from incubator.core.errors import RuleViolation
from incubator.ledger import queries as ledger_queries
from incubator.ledger import services as ledger
from incubator.ledger.rules import TOO_LITTLE
from incubator.ledger.values import AccountTerms, Booking
from incubator.solidarity.models import SolidarityContribution, SolidarityMember, SolidaritySupport, SupportReceipt
from incubator.solidarity.queries import funds
from incubator.solidarity.rules import deciding as rules
from incubator.solidarity.services.deciding import settle_due
from incubator.solidarity.services.funds import brought_code
from incubator.solidarity.values import (
    ContributionTerms,
    FundReceipt,
    ReceiptKind,
    SolidarityVerdict,
    SupportReturn,
)

CONTRIBUTION, SUPPORT, REPAYMENT = "contribution", "support", "repayment"


def contribute(
    member: SolidarityMember, terms: ContributionTerms, *, by: User, now: datetime
) -> SolidarityContribution:
    """Record what a cooperative put in for a year. Raises `RuleViolation` for a year that is booked already."""
    fund = lock(member.fund)
    rules.check_contribution(terms, clock.local(now).date())
    # A unique key would refuse it anyway, but not in a sentence that helps.
    for known in member.contributions:
        if known.year == terms.year:
            raise RuleViolation(rules.YEAR_BOOKED, field="year")
    movements = {funds.CASH: terms.cents, brought_code(member): -terms.cents}
    booking = Booking(terms.paid_on, CONTRIBUTION, movements, f"Inbreng over {terms.year}", terms.proof)
    entry = ledger.post(fund.book, booking, by=by, now=now)
    booked = SolidarityContribution(
        year=terms.year,
        cents=terms.cents,
        paid_on=terms.paid_on,
        proof=terms.proof,
        entry_id=entry.id,
        recorded_at=now,
        recorded_by_id=by.id,
    )
    member.contributions.append(booked)
    db.session.flush()
    return booked


def take_back(booked: SolidarityContribution, *, by: User, now: datetime) -> None:
    """A contribution was recorded wrongly: a counter-entry stands beside it. Raises `RuleViolation` when the money was spent already."""
    # Read again before the lock too: who waited for it may hold a row that is gone.
    lock(still_there(booked).member.fund)
    still_there(booked)
    try:
        # On its own day: what was paid of it since then is refused, and no day in between is wrong.
        ledger.reverse(booked.entry, booked.paid_on, "Teruggenomen", by=by, now=now)
    except RuleViolation as refused:
        if refused.message == TOO_LITTLE:
            raise RuleViolation(rules.EMPTY_FUND) from refused
        raise
    # The row goes, so that the year is free to be recorded well; the book keeps both entries.
    db.session.delete(booked)
    db.session.flush()


def pay(support: SolidaritySupport, receipt: FundReceipt, *, by: User, now: datetime) -> SupportReceipt:
    """Record support that was paid; sent again with the same token it is one.

    Raises `RuleViolation` for support that was not granted, above what was granted, and above what the fund holds.
    """
    fund = lock(support.fund)
    # Asked first: after the first press less is left to pay, and the second would be refused for that.
    known = _sent_before(support, receipt, ReceiptKind.PAID)
    if known is not None:
        return known
    # The vote may have closed last night before the job ran: who pays does not have to wait for it.
    settle_due(fund, now=now)
    _check_granted(support)
    left = support.cents - support.total(ReceiptKind.PAID)
    today = clock.local(now).date()
    decided = support.question.closes_on
    rules.check_receipt(receipt, most=left, too_much=rules.TOO_MUCH, not_before=decided, today=today)
    # At the first payment: support that is granted and never paid leaves no empty account in the book.
    _open_account(support)
    movements = {funds.CASH: -receipt.cents, _code(support): receipt.cents}
    return _book(support, receipt, ReceiptKind.PAID, movements, by=by, now=now)


def repay(support: SolidaritySupport, receipt: FundReceipt, *, by: User, now: datetime) -> SupportReceipt:
    """Record support that was paid back; sent again with the same token it is one. Raises `RuleViolation` above what is owed."""
    lock(support.fund)
    known = _sent_before(support, receipt, ReceiptKind.REPAID)
    if known is not None:
        return known
    _check_granted(support)
    today = clock.local(now).date()
    decided = support.question.closes_on
    rules.check_receipt(receipt, most=support.owed, too_much=rules.NOT_OWED, not_before=decided, today=today)
    movements = {funds.CASH: receipt.cents, _code(support): -receipt.cents}
    return _book(support, receipt, ReceiptKind.REPAID, movements, by=by, now=now)


def _check_granted(support: SolidaritySupport) -> None:
    if support.question.state is not SolidarityVerdict.ACCEPTED:
        raise RuleViolation(rules.NOT_ACCEPTED)


def _code(support: SolidaritySupport) -> str:
    """What was given is gone; what is lent stands open until it is back."""
    kind = "gift" if support.returns is SupportReturn.GIFT else "owed"
    return f"{kind}.{support.id}"


def _open_account(support: SolidaritySupport) -> None:
    terms = AccountTerms(_code(support), f"Steun {support.id}", support.member_id, minimum_cents=0)
    ledger.open_account(support.fund.book, terms)


def _token(support: SolidaritySupport, receipt: FundReceipt, kind: ReceiptKind) -> str:
    # Another support never meets this token, whatever a script sends.
    return f"{support.id}:{kind.value}:{receipt.token}"


def _sent_before(support: SolidaritySupport, receipt: FundReceipt, kind: ReceiptKind) -> SupportReceipt | None:
    entry = ledger_queries.sent_before(support.fund.book, _token(support, receipt, kind))
    if entry is None:
        return None
    return next((each for each in support.receipts if each.entry_id == entry.id), None)


def _book(
    support: SolidaritySupport,
    receipt: FundReceipt,
    kind: ReceiptKind,
    movements: dict[str, int],
    *,
    by: User,
    now: datetime,
) -> SupportReceipt:
    booked_as, text = (SUPPORT, "Steun") if kind is ReceiptKind.PAID else (REPAYMENT, "Terugbetaling")
    token = _token(support, receipt, kind)
    booking = Booking(receipt.paid_on, booked_as, movements, f"{text} {support.id}", receipt.proof, token)
    try:
        entry = ledger.post(support.fund.book, booking, by=by, now=now)
    except RuleViolation as refused:
        if refused.message == TOO_LITTLE:
            raise RuleViolation(rules.EMPTY_FUND, field="cents") from refused
        raise
    made = SupportReceipt(
        kind=kind,
        cents=receipt.cents,
        paid_on=receipt.paid_on,
        proof=receipt.proof,
        entry_id=entry.id,
        recorded_at=now,
        recorded_by_id=by.id,
    )
    support.receipts.append(made)
    db.session.flush()
    return made
