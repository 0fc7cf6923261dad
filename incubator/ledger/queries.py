"""Reads of a book: as it stands, and as it stood on any day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.ledger.models import LedgerAccount, LedgerBook, LedgerEntry, LedgerLine, LedgerPeriod


def book(group: Cooperative, kind: str) -> LedgerBook | None:
    """The book of this kind of a cooperative; None as long as nothing was ever booked in it."""
    return db.session.scalar(select(LedgerBook).where(LedgerBook.cooperative_id == group.id, LedgerBook.kind == kind))


def scoped_book(scope: str, kind: str) -> LedgerBook | None:
    """The book of this kind of what a feature keeps it for; None as long as it was never opened."""
    return db.session.scalar(select(LedgerBook).where(LedgerBook.scope == scope, LedgerBook.kind == kind))


def accounts(of_book: LedgerBook) -> Sequence[LedgerAccount]:
    """Every account, by code."""
    statement = select(LedgerAccount).where(LedgerAccount.book_id == of_book.id).order_by(LedgerAccount.code)
    return db.session.scalars(statement).all()


def account(of_book: LedgerBook, code: str) -> LedgerAccount | None:
    statement = select(LedgerAccount).where(LedgerAccount.book_id == of_book.id, LedgerAccount.code == code)
    return db.session.scalar(statement)


def balances_on(of_book: LedgerBook, day: date | None = None) -> dict[str, int]:
    """The balance of every account at the end of a day, counted from the lines; without a day of everything that was booked."""
    # Counted from the lines, never read from the balance that is kept: as of any day is then the same sum.
    statement = (
        select(LedgerAccount.code, func.coalesce(func.sum(LedgerLine.amount_cents), 0))
        .join(LedgerLine, LedgerLine.account_id == LedgerAccount.id)
        .join(LedgerLine.entry)
        .where(LedgerAccount.book_id == of_book.id)
        .group_by(LedgerAccount.code)
        .order_by(LedgerAccount.code)
    )
    # By the day it belongs to, not the day it was written down: a payment of tomorrow does not count today.
    if day is not None:
        statement = statement.where(LedgerEntry.on_date <= day)
    return {code: int(cents) for code, cents in db.session.execute(statement)}


def by_day(of_accounts: Iterable[LedgerAccount]) -> Mapping[int, list[tuple[date, int]]]:
    """What happened to these accounts in total on each day, by the id of the account."""
    numbers = [each.id for each in of_accounts]
    statement = (
        select(LedgerLine.account_id, LedgerEntry.on_date, func.sum(LedgerLine.amount_cents))
        .join(LedgerLine.entry)
        .where(LedgerLine.account_id.in_(numbers))
        .group_by(LedgerLine.account_id, LedgerEntry.on_date)
        .order_by(LedgerLine.account_id, LedgerEntry.on_date)
    )
    days: dict[int, list[tuple[date, int]]] = {}
    for account_id, day, cents in db.session.execute(statement):
        days.setdefault(account_id, []).append((day, int(cents)))
    return days


def entries(of_book: LedgerBook, holder: int | None = None, kind: str | None = None) -> Sequence[LedgerEntry]:
    """What was booked, in order of its day; of one holder or of one kind when asked."""
    statement = (
        select(LedgerEntry)
        .where(LedgerEntry.book_id == of_book.id)
        .options(selectinload(LedgerEntry.lines).joinedload(LedgerLine.account), joinedload(LedgerEntry.recorded_by))
        .order_by(LedgerEntry.on_date, LedgerEntry.number)
    )
    # An entry moves accounts of several people: it is of everyone whose account it touches.
    if holder is not None:
        touched = select(LedgerLine.entry_id).join(LedgerLine.account).where(LedgerAccount.holder == holder)
        statement = statement.where(LedgerEntry.id.in_(touched))
    if kind is not None:
        statement = statement.where(LedgerEntry.kind == kind)
    return db.session.scalars(statement).all()


def entry(of_book: LedgerBook, number: int) -> LedgerEntry | None:
    statement = select(LedgerEntry).where(LedgerEntry.book_id == of_book.id, LedgerEntry.number == number)
    return db.session.scalar(statement)


def sent_before(of_book: LedgerBook, token: str) -> LedgerEntry | None:
    """The entry that was booked with this token."""
    statement = select(LedgerEntry).where(LedgerEntry.book_id == of_book.id, LedgerEntry.token == token)
    return db.session.scalar(statement)


def corrected(of_book: LedgerBook) -> set[int]:
    """The ids of the entries that a counter-entry took back."""
    statement = select(LedgerEntry.reverses_id).where(
        LedgerEntry.book_id == of_book.id, LedgerEntry.reverses_id.is_not(None)
    )
    return set(filter(None, db.session.scalars(statement)))


def counting(of_book: LedgerBook, booked: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """Of these entries of a book those that still count: without counter-entries, and without what they took back."""
    undone = corrected(of_book)
    return [each for each in booked if each.reverses_id is None and each.id not in undone]


def is_corrected(booked: LedgerEntry) -> bool:
    statement = select(LedgerEntry.id).where(LedgerEntry.reverses_id == booked.id)
    return db.session.scalar(statement) is not None


def closed_until(of_book: LedgerBook) -> date | None:
    """The last day on which nothing can be booked any more."""
    return db.session.scalar(select(func.max(LedgerPeriod.ends_on)).where(LedgerPeriod.book_id == of_book.id))


def first_day(of_book: LedgerBook) -> date | None:
    """The day of the earliest entry."""
    return db.session.scalar(select(func.min(LedgerEntry.on_date)).where(LedgerEntry.book_id == of_book.id))
