"""What is booked on the account of a member."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives import services as cooperatives_services
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.ledger import services as ledger
from incubator.ledger.models import LedgerAccount, LedgerEntry
from incubator.ledger.values import AccountTerms, Booking
from incubator.register import rules
from incubator.register.models import Member
from incubator.register.values import BANK, BOOK, EntryKind, contribution_code


def enter_payment(
    member: Member, kind: EntryKind, amount_cents: int, *, on: date, note: str = "", author: User | None, now: datetime
) -> LedgerEntry:
    """A movement on the member's account. A repayment takes off, and never more than there was on that day or is now."""
    lock(member.cooperative)
    signed = -abs(amount_cents) if kind is EntryKind.REPAYMENT else amount_cents
    rules.check_happened(on, clock.local(now).date(), rules.PAID)
    rules.check_payment(signed)
    if _just_booked(member, (signed, on, note), now=now):
        raise RuleViolation(N_("The same payment was entered a moment ago. Wait a minute if it was paid twice."))
    account = account_of(member)
    movements = {account.code: signed, BANK: -signed}
    entry = ledger.post(account.book, Booking(on, kind.value, movements, note), by=author, now=now)
    db.session.expire(account, ["lines"])
    return entry


def account_of(member: Member) -> LedgerAccount:
    """The account of what this member paid in; it is opened the first time."""
    book = ledger.open_book(member.cooperative, BOOK)
    ledger.open_account(book, AccountTerms(BANK, "Bank"))
    terms = AccountTerms(contribution_code(member.number), "Inleg", holder=member.number, minimum_cents=0)
    account = ledger.open_account(book, terms)
    member.account = account
    db.session.flush()
    return account


def _just_booked(member: Member, payment: tuple[int, date, str], *, now: datetime) -> bool:
    """Whether this very payment was booked within the last minute: a button that was pressed twice."""
    since = now - cooperatives_services.A_MOMENT
    recent = [line for line in member.payments if line.entry.recorded_at > since]
    return payment in [(line.amount_cents, line.entry.on_date, line.entry.description) for line in recent]
