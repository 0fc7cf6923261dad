"""Meetings that somebody took part in: what of them keeps the name when the account goes."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.meetings.models import ApprovedMinutes, Convocation, Meeting, Presence
from incubator.meetings.queries.electorate import day_of
from incubator.meetings.values.remaining import MeetingsKept
from incubator.register.queries.linking import all_memberships_of, seats_of
from incubator.register.rules import CALENDAR_YEAR_END, kept_until


def meetings_kept_of(user: User, today: date) -> list[MeetingsKept]:
    """By cooperative: the meetings of which decisions and votes are kept still, and the minutes that were approved, however long ago."""
    members = [member.id for member in all_memberships_of(user)]
    seats = [seat.id for seat in seats_of(user)]
    by_group: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in _meetings_of(members, seats):
        by_group[meeting.cooperative_id].append(meeting)
    kept = []
    for meetings in by_group.values():
        ends = [kept_until(day_of(meeting), "", CALENDAR_YEAR_END) for meeting in meetings]
        running = [end for end in ends if end >= today]
        approved = _approved(meetings)
        if running or approved:
            group: Cooperative = meetings[0].cooperative
            kept.append(MeetingsKept(group.name, len(running), approved, max(running, default=None)))
    return kept


def _meetings_of(members: Collection[int], seats: Collection[int]) -> list[Meeting]:
    """Where somebody was called or came, as a member or in a seat."""
    if not members and not seats:
        return []
    ids: set[int] = set()
    for model in (Presence, Convocation):
        mine = or_(model.member_id.in_(members), model.seat_id.in_(seats))
        ids.update(db.session.scalars(select(model.meeting_id).where(mine)))
    statement = select(Meeting).where(Meeting.id.in_(ids)).options(joinedload(Meeting.cooperative))
    return list(db.session.scalars(statement.order_by(Meeting.cooperative_id, Meeting.id)))


def _approved(meetings: Collection[Meeting]) -> int:
    ids = [meeting.id for meeting in meetings]
    papers = select(ApprovedMinutes.id).where(ApprovedMinutes.meeting_id.in_(ids), ApprovedMinutes.file_id.is_not(None))
    return len(db.session.scalars(papers).all())
