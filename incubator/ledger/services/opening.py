"""Opening books and accounts, and closing a period."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db, insert_once, lock
from incubator.ledger import queries, rules
from incubator.ledger.models import LedgerAccount, LedgerBook, LedgerPeriod
from incubator.ledger.values import AccountTerms


def open_book(group: Cooperative, kind: str, unit: str = "EUR") -> LedgerBook:
    """The book of this kind of a cooperative; it is made the first time, also when two ask at once."""
    known = queries.book(group, kind)
    if known is not None:
        return known
    # Two who open at once both insert; the unique key lets the second find what the first made.
    insert_once(LedgerBook, {"cooperative_id": group.id, "kind": kind, "unit": unit, "last_number": 0})
    made = queries.book(group, kind)
    assert made is not None
    return made


def open_scoped_book(scope: str, kind: str, unit: str) -> LedgerBook:
    """The book of this kind of what `scope` names, as in `neighbourhood:7`; it is made the first time, also when two ask at once."""
    insert_once(LedgerBook, {"scope": scope, "kind": kind, "unit": unit, "last_number": 0})
    made = queries.scoped_book(scope, kind)
    assert made is not None
    return made


def open_account(book: LedgerBook, terms: AccountTerms) -> LedgerAccount:
    """The account with this code; it is opened the first time."""
    known = queries.account(book, terms.code)
    if known is not None:
        return known
    insert_once(
        LedgerAccount,
        {
            "book_id": book.id,
            "code": terms.code,
            "name": terms.name,
            "holder": terms.holder,
            "minimum_cents": terms.minimum_cents,
            "maximum_cents": terms.maximum_cents,
            "balance_cents": 0,
        },
    )
    made = queries.account(book, terms.code)
    assert made is not None
    return made


def set_limits(account: LedgerAccount, minimum: int | None, maximum: int | None) -> None:
    """Other limits, in hundredths, from now on. An account that stands outside them keeps its balance as its limit.

    Such an account can come closer to the limits and go no further from them; who sets them again tightens it.
    """
    lock(account.book)
    balance = account.balance_cents
    if minimum is not None:
        minimum = min(minimum, balance)
    if maximum is not None:
        maximum = max(maximum, balance)
    account.minimum_cents, account.maximum_cents = minimum, maximum
    db.session.flush()


def close_period(book: LedgerBook, ends_on: date, *, by: User | None, now: datetime) -> LedgerPeriod:
    """Nothing is booked any more on this day or before. Raises `RuleViolation` for a day that is not over, or was closed already."""
    lock(book)
    rules.check_close(ends_on, queries.closed_until(book), clock.local(now).date())
    period = LedgerPeriod(book_id=book.id, ends_on=ends_on, closed_at=now, closed_by_id=by.id if by else None)
    db.session.add(period)
    db.session.flush()
    return period
