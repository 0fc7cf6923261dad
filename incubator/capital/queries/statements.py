"""What was booked, as people read it: of a member, of the reserves, and of a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from incubator.capital.models import CapitalYear, CapitalYearMember, YearState
from incubator.capital.queries import standing
from incubator.capital.values import book
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.ledger import queries as ledger
from incubator.ledger.models import LedgerEntry
from incubator.register import queries as register
from incubator.register.models import Member
from incubator.register.values import BOOK, contribution_code


@dataclass(frozen=True, slots=True)
class AccountLine:
    """What an entry did to one account."""

    entry: LedgerEntry
    code: str
    cents: int


@dataclass(frozen=True, slots=True)
class YearOfMember:
    """A calendar year on the accounts of a member, with the divisions that were booked in it."""

    member: Member
    year: int
    before: dict[str, int]
    after: dict[str, int]
    lines: tuple[AccountLine, ...]
    shares: tuple[CapitalYearMember, ...]
    due_cents: int = 0  # of the contribution, at the end of the year or until now


def codes_of(number: int) -> tuple[str, ...]:
    """The accounts of the member with this number, in the order of a statement."""
    return (
        contribution_code(number),
        book.allocated_code(number),
        book.payable_code(number),
        book.former_code(number),
    )


def of_member(member: Member) -> list[AccountLine]:
    """What was booked on the accounts of a member, a line an account."""
    return _lines(standing.entries_of(member), codes_of(member.number))


def of_members(group: Cooperative) -> list[AccountLine]:
    """What was booked on the accounts of all members, in order of its day."""
    of_group = ledger.book(group, BOOK)
    if of_group is None:
        return []
    codes: list[str] = []
    for member in register.members(group):
        codes += codes_of(member.number)
    return _lines(ledger.entries(of_group), codes)


def of_pools(group: Cooperative) -> list[AccountLine]:
    """What was booked on reserves and funds, the newest first."""
    of_group = ledger.book(group, BOOK)
    if of_group is None:
        return []
    lines = _lines(ledger.entries(of_group), book.POOLS)
    return list(reversed(lines))


def _lines(entries: Sequence[LedgerEntry], codes: Sequence[str]) -> list[AccountLine]:
    lines = []
    for entry in entries:
        for line in entry.lines:
            if line.account.code in codes:
                lines.append(AccountLine(entry, line.account.code, line.amount_cents))
    return lines


def years_of(member: Member, today: date) -> list[int]:
    """The calendar years of which there is a statement, the newest first."""
    days = [line.entry.on_date for line in of_member(member)]
    return _years_since(min(days, default=None), today)


def years_with_entries(group: Cooperative, today: date) -> list[int]:
    """The calendar years since the first entry of a cooperative, the newest first."""
    of_group = ledger.book(group, BOOK)
    return _years_since(None if of_group is None else ledger.first_day(of_group), today)


def _years_since(first: date | None, today: date) -> list[int]:
    return [] if first is None else list(range(today.year, first.year - 1, -1))


def yearly(member: Member, year: int, today: date) -> YearOfMember:
    """A year of a member: what was there, what happened, what is there."""
    shares = _shares(member.cooperative, year).get(member.id, ())
    until = _until(year, today)
    # What was booked ahead is not there yet.
    lines = [line for line in of_member(member) if line.entry.on_date <= until]
    due = _due(member.cooperative, until).get(member.number, 0)
    return _yearly(member, year, lines, shares, due)


def _until(year: int, today: date) -> date:
    """The last day of a statement: of a year that is not over that is today."""
    return min(date(year, 12, 31), today)


def _due(group: Cooperative, day: date) -> dict[int, int]:
    """What members still had to pay of their contribution that day, by number."""
    stands = standing.standing(group, day)
    return {member.number: member.due for member in stands.members}


def yearly_of_all(group: Cooperative, year: int, today: date) -> list[YearOfMember]:
    """The same for every member who has or had something on an account, by number; in as many questions as for one."""
    of_number: dict[str, list[AccountLine]] = {}
    for line in of_members(group):
        if line.entry.on_date <= _until(year, today):
            of_number.setdefault(line.code, []).append(line)
    until = _until(year, today)
    shares, due = _shares(group, year), _due(group, until)
    with_account = []
    for member in register.members(group):
        lines: list[AccountLine] = []
        for code in codes_of(member.number):
            lines += of_number.get(code, ())
        lines.sort(key=lambda line: (line.entry.on_date, line.entry.number))
        if any(line.entry.on_date.year <= year for line in lines):
            with_account.append(_yearly(member, year, lines, shares.get(member.id, ()), due.get(member.number, 0)))
    return with_account


def _yearly(
    member: Member, year: int, lines: Sequence[AccountLine], shares: Sequence[CapitalYearMember], due_cents: int
) -> YearOfMember:
    before: dict[str, int] = {}
    after: dict[str, int] = {}
    within = []
    for line in lines:
        # Calendar years, whatever the financial year is: members lay the statement beside their tax return.
        if line.entry.on_date.year < year:
            before[line.code] = before.get(line.code, 0) + line.cents
        if line.entry.on_date.year <= year:
            after[line.code] = after.get(line.code, 0) + line.cents
        if line.entry.on_date.year == year:
            within.append(line)
    return YearOfMember(member, year, before, after, tuple(within), tuple(shares), due_cents)


def _shares(group: Cooperative, year: int) -> dict[int, list[CapitalYearMember]]:
    """The divisions that were adopted in this calendar year, by the member who got a part."""
    statement = (
        select(CapitalYearMember)
        .join(CapitalYearMember.year)
        .where(CapitalYear.cooperative_id == group.id, CapitalYear.state == YearState.POSTED)
        .options(contains_eager(CapitalYearMember.year))
        .order_by(CapitalYear.year)
    )
    shares: dict[int, list[CapitalYearMember]] = {}
    for share in db.session.scalars(statement):
        if share.year.adopted_on is not None and share.year.adopted_on.year == year:
            shares.setdefault(share.member_id, []).append(share)
    return shares
