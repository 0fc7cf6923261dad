"""Paying, and taking back what was paid by mistake."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.currency.messages import words
from incubator.currency.models import Currency, CurrencyAccount
from incubator.currency.queries import currencies, deciding, statements
from incubator.currency.rules import paying as rules
from incubator.currency.services.accounts import follow_rules_for
from incubator.currency.services.deciding import settle_due
from incubator.currency.values import AccountKind, CurrencyPayment
from incubator.ledger import queries as ledger_queries
from incubator.ledger import services as ledger
from incubator.ledger.models import LedgerEntry
from incubator.ledger.rules import TOO_LITTLE
from incubator.ledger.values import Booking


def pay(payment: CurrencyPayment, *, by: User, now: datetime) -> LedgerEntry:
    """Book a payment; sent again with the same token it is the entry that was booked then.

    Raises `RuleViolation` for a closed account, a place or category that was not decided, and an amount past the limit of either.
    """
    payer, receiver = payment.payer, payment.receiver
    # The currency, and not both accounts: two who pay each other at once would wait for each other for ever.
    currency = lock(payer.currency)
    booking = Booking(
        clock.local(now).date(),
        statements.PAYMENT,
        {payer.ledger_account.code: -payment.amount, receiver.ledger_account.code: payment.amount},
        payment.text,
        payment.category,
        # Another account never meets this token, whatever a script sends.
        f"{payer.number}:{payment.token}",
    )
    # A phone that lost the answer sends again: what was booked is not refused by what changed since.
    if ledger_queries.sent_before(currency.book, booking.token or "") is None:
        settle_due(currency, now=now)
        # Rules that begin today hold from midnight, whenever the job of the night comes by.
        follow_rules_for((payer, receiver), currency, today=clock.local(now).date())
        check(payment, now=now)
    return ledger.post(currency.book, booking, by=by, now=now)


def check(payment: CurrencyPayment, *, now: datetime) -> None:
    """Raise `RuleViolation` for a payment that cannot be booked as things stand; the limits of both are those of today."""
    payer, receiver = payment.payer, payment.receiver
    currency = payer.currency
    rules.check_amount(payment.amount, currency.decimals)
    in_force = deciding.rules_on(currency, clock.local(now).date())
    if in_force is None:
        raise RuleViolation(rules.NO_RULES)
    if payer.id == receiver.id:
        raise RuleViolation(rules.SAME_ACCOUNT, field="payer")
    if payer.closed_on is not None or receiver.closed_on is not None:
        raise RuleViolation(rules.ACCOUNT_CLOSED)
    rules.check_category(payment.category, in_force.terms.categories)
    _check_room(payment, -in_force.credit, in_force.upper)


def _check_room(payment: CurrencyPayment, minimum: int, maximum: int | None) -> None:
    payer, receiver = payment.payer, payment.receiver
    available = payer.ledger_account.balance_cents - minimum
    if payer.kind is not AccountKind.COMMON and payment.amount > available:
        left = words.amount(max(0, available), payer.currency)
        raise RuleViolation(rules.TOO_LITTLE, field="amount", available=left)
    # Only whether it fits is given away, never what the other has.
    above = maximum is not None and receiver.ledger_account.balance_cents + payment.amount > maximum
    if receiver.kind is not AccountKind.COMMON and above:
        raise RuleViolation(rules.TOO_HIGH, field="amount", name=words.account_name(receiver))


def take_back(currency: Currency, number: int, reason: str, *, by: User, now: datetime) -> LedgerEntry:
    """Take a payment back that was a mistake, with a counter-entry and the reason.

    Raises `RuleViolation` when it is no payment, when it was taken back already, when its receiver has too little left, and for who has
    a part in it.
    """
    lock(currency)
    entry = statements.payment(currency, min(number, rules.LAST_NUMBER))
    if entry is None or entry.reverses_id is not None:
        raise RuleViolation(rules.NO_PAYMENT, field="number")
    sides = _sides(currency, entry)
    # The pot is left out: it is of everyone, so no driver could ever correct a payment to it.
    own = {account.id for account in currencies.usable_accounts(by, currency) if account.kind is not AccountKind.COMMON}
    if any(account.id in own for account in sides):
        raise RuleViolation(rules.OWN_CORRECTION, field="number")
    # A closed account stands at zero for good: what came back there would be of nobody.
    if any(account.closed_on is not None for account in sides):
        raise RuleViolation(rules.ACCOUNT_CLOSED, field="number")
    try:
        return ledger.reverse(entry, clock.local(now).date(), reason, by=by, now=now)
    except RuleViolation as refused:
        if refused.message == TOO_LITTLE:
            raise RuleViolation(rules.SPENT, field="number", name=words.account_name(sides[1])) from refused
        raise


def _sides(currency: Currency, entry: LedgerEntry) -> tuple[CurrencyAccount, CurrencyAccount]:
    """Who paid and who was paid."""
    by_ledger = {account.ledger_account_id: account for account in currencies.accounts(currency, closed=True)}
    payer, receiver = sorted(entry.lines, key=lambda line: line.amount_cents)
    return by_ledger[payer.account_id], by_ledger[receiver.account_id]
