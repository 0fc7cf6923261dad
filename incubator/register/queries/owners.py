"""The beneficial owners of a day, and the days on which they or the board changed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from incubator.cooperatives.models import Cooperative
from incubator.ledger import queries as ledger
from incubator.register import queries
from incubator.register.models import Member
from incubator.register.models.board import BoardSeat
from incubator.register.queries import board as seated
from incubator.register.rules import owners as rules
from incubator.register.rules.board import DEED, of_organ
from incubator.register.values import BOOK, DIVISION, MembershipStanding, PersonKind, Row
from incubator.register.values.board import (
    BoardChange,
    BoardOrgan,
    BoardTerms,
    OwnersAnswer,
    SeatChange,
    Shareholding,
)
from incubator.statutes.values import Statutes

DAY = timedelta(days=1)


def owners_on(group: Cooperative, day: date) -> OwnersAnswer:
    """The beneficial owners on a day: by votes, and by the surplus where it is divided equally."""
    basis = _OwnersBasis(group, day)
    answer = _owners(basis, day)
    if answer.sure:
        return answer
    parts = _last_division(group, basis.members_on(day), day)
    likely = rules.likely_owners(parts, on=day)
    return replace(answer, likely=likely, doubts=rules.doubts_left(answer.doubts, parts, likely))


def _last_division(group: Cooperative, rows: Iterable[Row], day: date) -> list[tuple[str, int]]:
    """The members of that day by name, with what each got of the surplus that was divided last, in cents."""
    known = ledger.book(group, BOOK)
    if known is None:
        return []
    divisions = ledger.counting(known, ledger.entries(known, kind=DIVISION))
    divided = [entry for entry in divisions if entry.on_date <= day]
    if not divided:
        return []
    parts: Counter[int] = Counter()
    for line in divided[-1].lines:
        if line.account.holder is not None:
            parts[line.account.holder] += line.amount_cents
    return [(row.name, parts[row.number]) for row in rows]


class _OwnersBasis:
    """What the beneficial owners of any day follow from, read once. The statutes are those of a single day."""

    def __init__(self, group: Cooperative, day: date) -> None:
        self.members: Sequence[Member] = queries.members(group)
        self.seats: Sequence[BoardSeat] = seated.seats(group)
        self.statutes: Statutes = queries.statutes_in_force(group, day)
        self.terms: BoardTerms = seated.board_terms(group, day)

    def members_on(self, day: date) -> list[Row]:
        rows = []
        for member in self.members:
            row = queries.row_on(member, day)
            if row is not None and row.standing is not MembershipStanding.ENDED:
                rows.append(row)
        return rows

    def directors_on(self, day: date) -> list[str]:
        rows = seated.rows_of(self.seats, frozenset(), day, self.terms)
        return [row.name for row in of_organ(rows, BoardOrgan.BOARD)]


def _owners(known: _OwnersBasis, day: date) -> OwnersAnswer:
    rows = known.members_on(day)
    if not rows:
        return rules.beneficial_owners([], known.directors_on(day), on=day)
    equal = Fraction(1, len(rows))
    doubts, votes, surplus = [], None, None
    if known.statutes.votes.weighting == "one_per_member":
        votes = equal
    else:
        doubts.append(rules.VOTES_UNKNOWN)
    if known.statutes.surplus.basis == "equal":
        surplus = equal
    else:
        doubts.append(rules.SURPLUS_UNKNOWN)
    holdings = [Shareholding(row.name, row.kind is PersonKind.NATURAL, votes, surplus) for row in rows]
    return rules.beneficial_owners(holdings, known.directors_on(day), doubts, on=day)


def owner_changes(group: Cooperative, today: date, *, since: date) -> list[date]:
    """The days after `since`, up to today, on which the beneficial owners became others."""
    known = _OwnersBasis(group, today)
    # On the day of another limit others can be owners although nobody came or went.
    moments = (*_days_of_members(known.members), *_days_of_seats(known.seats), rules.FROM_A_QUARTER.since)
    changed = []
    for day in sorted({day for day in moments if since < day <= today}):
        if _owners(known, day).names != _owners(known, day - DAY).names:
            changed.append(day)
    return changed


def _days_of_members(members: Iterable[Member]) -> Iterable[date]:
    for member in members:
        for event in queries.counting_events(member):
            # The last day is a day of membership: what changes, changes the day after.
            yield event.on_date + DAY if event.kind.ends else event.on_date


def _days_of_seats(seats: Iterable[BoardSeat]) -> Iterable[date]:
    for seat in seats:
        for event in seated.counting(seat):
            yield event.on_date + DAY if event.kind.ends else event.on_date
            if event.until is not None:
                yield event.until + DAY


def board_changes(group: Cooperative, *, since: date) -> list[BoardChange]:
    """Appointments and ends in the board after `since`, by day: what the trade register has to know. The deed itself is no change."""
    by_day: dict[date, set[str]] = {}
    for seat in seated.seats(group):
        if seat.organ is BoardOrgan.COMMITTEE:
            continue
        for event in seated.counting(seat):
            begins = event.kind is SeatChange.APPOINTMENT and event.decided_by != DEED
            if (begins or event.kind.ends) and event.on_date > since:
                by_day.setdefault(event.on_date, set()).add(seat.name)
    return [BoardChange(day, tuple(sorted(names))) for day, names in sorted(by_day.items())]
