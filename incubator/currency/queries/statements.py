"""What was booked on an account, and how many people take part, without amounts."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select

from incubator.core.db import db
from incubator.core.quantities import end_of_month
from incubator.currency.models import Currency, CurrencyAccount
from incubator.currency.queries import currencies
from incubator.currency.values import MonthCount, StatementLine
from incubator.ledger import queries as ledger
from incubator.ledger.models import LedgerEntry, LedgerLine

PAYMENT = "payment"
DEMURRAGE = "demurrage"
CLOSING = "closing"
MONTHS = 12


def statement(account: CurrencyAccount) -> list[StatementLine]:
    """Everything on an account with the balance after it, the newest first."""
    by_ledger = {each.ledger_account_id: each for each in currencies.accounts(account.currency, closed=True)}
    lines: list[StatementLine] = []
    balance = 0
    # In the order of booking: every entry is of the day on which it was booked.
    for entry in sorted(ledger.entries(account.currency.book, holder=account.number), key=lambda each: each.number):
        own = next(line.amount_cents for line in entry.lines if line.account_id == account.ledger_account_id)
        balance += own
        lines.append(StatementLine(entry, _other(entry, account, by_ledger), own, balance))
    return lines[::-1]


def _other(
    entry: LedgerEntry, account: CurrencyAccount, by_ledger: dict[int, CurrencyAccount]
) -> CurrencyAccount | None:
    # Demurrage is one entry over all accounts: what others gave is nobody's business.
    if entry.kind == DEMURRAGE or len(entry.lines) != 2:
        return None
    (other,) = [line for line in entry.lines if line.account_id != account.ledger_account_id]
    return by_ledger.get(other.account_id)


def payment(of_currency: Currency, number: int) -> LedgerEntry | None:
    """A payment by its number; None for anything else that was booked."""
    known = ledger.entry(of_currency.book, number)
    # Demurrage and closings rest on a decision of people: no driver takes those back alone.
    if known is None or known.kind != PAYMENT:
        return None
    return known


def participation(of_currency: Currency, today: date) -> list[MonthCount]:
    """Of each of the last twelve months how many accounts paid or were paid, the newest first. Payments taken back do not count."""
    # A month that is counted in part would look like one in which people stopped paying.
    first = end_of_month(date(today.year - 1, today.month, 1))
    taken_back = ledger.corrected(of_currency.book)
    statement = (
        select(LedgerEntry.on_date, LedgerEntry.id, LedgerLine.account_id)
        .join(LedgerLine, LedgerLine.entry_id == LedgerEntry.id)
        .where(
            LedgerEntry.book_id == of_currency.book_id,
            LedgerEntry.kind == PAYMENT,
            # A counter-entry mends a mistake: nobody paid anybody.
            LedgerEntry.reverses_id.is_(None),
            LedgerEntry.on_date > first,
        )
        .order_by(LedgerEntry.id)
    )
    payments: dict[date, set[int]] = defaultdict(set)
    accounts: dict[date, set[int]] = defaultdict(set)
    for day, entry_id, account_id in db.session.execute(statement):
        if entry_id not in taken_back:
            payments[day.replace(day=1)].add(entry_id)
            accounts[day.replace(day=1)].add(account_id)
    months = sorted(payments, reverse=True)[:MONTHS]
    return [MonthCount(month, len(accounts[month]), len(payments[month])) for month in months]
