"""Booking an entry, and taking it back with a counter-entry."""

from collections.abc import Mapping
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.ledger import queries, rules
from incubator.ledger.models import LedgerAccount, LedgerBook, LedgerEntry, LedgerLine
from incubator.ledger.values import Booking


def post(book: LedgerBook, booking: Booking, *, by: User | None, now: datetime) -> LedgerEntry:
    """Book an entry; sent again with the same token it is the entry that was booked then.

    Raises `RuleViolation` when its amounts do not come to nothing, in a closed period, and when an account would leave its limits
    on any day. Raises `KeyError` for an account that the book does not have.
    """
    lock(book)
    movements = _moving(booking.movements)
    rules.check_movements(movements)
    if booking.token is not None:
        known = queries.sent_before(book, booking.token)
        if known is not None:
            return _same(known, movements)
    return _book(book, booking, movements, None, by=by, now=now)


def reverse(entry: LedgerEntry, on: date, reason: str, *, by: User | None, now: datetime) -> LedgerEntry:
    """Take an entry back with one that does the opposite, on a day that is open. Raises `RuleViolation` as `post` does, and twice."""
    book = entry.book
    lock(book)
    if entry.reverses_id is not None:
        raise RuleViolation(rules.IS_COUNTER_ENTRY)
    if queries.is_corrected(entry):
        raise RuleViolation(rules.REVERSED)
    movements = {line.account.code: -line.amount_cents for line in entry.lines}
    booking = Booking(on, entry.kind, movements, reason, entry.basis)
    return _book(book, booking, movements, entry, by=by, now=now)


def _moving(movements: Mapping[str, int]) -> dict[str, int]:
    return {code: cents for code, cents in movements.items() if cents}


def _same(known: LedgerEntry, movements: Mapping[str, int]) -> LedgerEntry:
    booked = {line.account.code: line.amount_cents for line in known.lines}
    if booked != movements:
        raise RuleViolation(rules.OTHER_ENTRY)
    return known


def _book(
    book: LedgerBook,
    booking: Booking,
    movements: Mapping[str, int],
    reverses: LedgerEntry | None,
    *,
    by: User | None,
    now: datetime,
) -> LedgerEntry:
    rules.check_open(booking.on, queries.closed_until(book))
    accounts = {account.code: account for account in queries.accounts(book) if account.code in movements}
    touched = [(accounts[code], cents) for code, cents in sorted(movements.items())]
    _check_limits(touched, booking.on)
    book.last_number += 1
    author = by.id if by else None
    entry = LedgerEntry(
        book_id=book.id,
        number=book.last_number,
        on_date=booking.on,
        kind=booking.kind,
        description=booking.description,
        basis=booking.basis,
        token=booking.token,
        reverses_id=reverses.id if reverses else None,
        recorded_at=now,
        recorded_by_id=author,
    )
    for account, cents in touched:
        entry.lines.append(LedgerLine(account_id=account.id, amount_cents=cents))
        account.balance_cents += cents
    db.session.add(entry)
    db.session.flush()
    return entry


def _check_limits(touched: list[tuple[LedgerAccount, int]], on: date) -> None:
    """Balances within their limits, on the day of the entry and on every later day that something was booked."""
    limited = []
    for account, cents in touched:
        if account.minimum_cents is not None or account.maximum_cents is not None:
            limited.append((account, cents))
    days = queries.by_day(account for account, _cents in limited)
    for account, cents in limited:
        by_day = dict(days.get(account.id, []))
        by_day[on] = by_day.get(on, 0) + cents
        rules.check_limits(by_day.items(), account.minimum_cents, account.maximum_cents, on)
