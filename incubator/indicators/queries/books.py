"""Members, financial years and capital of cooperatives."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from incubator.capital.models import CapitalYear, CapitalYearMember
from incubator.capital.values.book import ALLOCATED, POOLS, RESERVES
from incubator.core.db import db
from incubator.indicators.values import BooksOfYear
from incubator.ledger.models import LedgerAccount, LedgerBook, LedgerEntry, LedgerLine
from incubator.register import queries as register
from incubator.register.models import Member, MemberEvent
from incubator.register.values import BOOK, CONTRIBUTIONS, EventKind

OF_MEMBERS = (f"{CONTRIBUTIONS}.", f"{ALLOCATED}.")


def members_on(numbers: Sequence[int], day: date) -> dict[int, int]:
    """How many members each cooperative has on a day; one that had no register yet is absent."""
    counted = register.members_by_cooperative(day)
    # Before the first admission there was no cooperative: none of its members is not nought members.
    statement = (
        select(Member.cooperative_id)
        .join(MemberEvent, MemberEvent.member_id == Member.id)
        .where(Member.cooperative_id.in_(numbers), MemberEvent.kind == EventKind.ADMISSION, MemberEvent.on_date <= day)
        .where(MemberEvent.holds.is_(True))
        .distinct()
    )
    keeping = db.session.scalars(statement.order_by(Member.cooperative_id))
    return {number: counted.get(number, 0) for number in keeping}


def years(numbers: Sequence[int], first: date, last: date) -> tuple[dict[int, BooksOfYear], dict[int, BooksOfYear]]:
    """Of each cooperative the financial year that ended between both days, and the last that ended by the second of them."""
    hours = (
        select(func.sum(CapitalYearMember.hours_hundredths))
        .where(CapitalYearMember.year_id == CapitalYear.id)
        .scalar_subquery()
    )
    statement = (
        select(CapitalYear, hours)
        .where(CapitalYear.cooperative_id.in_(numbers), CapitalYear.ends_on <= last)
        .order_by(CapitalYear.cooperative_id, CapitalYear.ends_on, CapitalYear.id)
    )
    worked: dict[int, BooksOfYear] = {}
    latest: dict[int, BooksOfYear] = {}
    for year, total in db.session.execute(statement):
        of_year = BooksOfYear(
            # No hours at all were not counted: the division may go by wages.
            int(total) if total else None,
            year.employed,
            year.members_employed,
            year.highest_pay_cents,
            year.lowest_pay_cents,
        )
        # Years come in order of their last day, so what stays is the latest.
        latest[year.cooperative_id] = of_year
        if year.ends_on >= first:
            worked[year.cooperative_id] = of_year
    return worked, latest


def capital_on(numbers: Sequence[int], day: date) -> dict[int, tuple[int, int]]:
    """The reserves of no member alone and all own capital of each cooperative at the end of a day, in cents; absent without a booking."""
    statement = (
        select(LedgerBook.cooperative_id, LedgerAccount.code, func.sum(LedgerLine.amount_cents))
        .join(LedgerAccount, LedgerAccount.book_id == LedgerBook.id)
        .join(LedgerLine, LedgerLine.account_id == LedgerAccount.id)
        .join(LedgerEntry, LedgerEntry.id == LedgerLine.entry_id)
        .where(LedgerBook.cooperative_id.in_(numbers), LedgerBook.kind == BOOK, LedgerEntry.on_date <= day)
        .group_by(LedgerBook.cooperative_id, LedgerAccount.code)
        .order_by(LedgerBook.cooperative_id, LedgerAccount.code)
    )
    capital: dict[int, tuple[int, int]] = {}
    for number, code, cents in db.session.execute(statement):
        assert number is not None  # a book of a cooperative
        reserves, together = capital.get(number, (0, 0))
        if code in POOLS or code.startswith(OF_MEMBERS):
            together += int(cents)
        if code in RESERVES:
            reserves += int(cents)
        capital[number] = (reserves, together)
    return capital
