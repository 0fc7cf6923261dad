"""Meetings as they stand in somebody's own calendar, and those of which somebody has to be reminded."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.core import agenda, clock
from incubator.core.agenda import DueDate
from incubator.core.db import db
from incubator.meetings.models import Meeting
from incubator.meetings.values import MeetingKind, MeetingState
from incubator.register import queries as register
from incubator.register.models import BoardSeat, Member
from incubator.register.queries.linking import memberships_of
from incubator.register.values import MembershipStanding
from incubator.register.values.board import BoardOrgan

CALLED = frozenset({MeetingState.CONVENED, MeetingState.OPEN})
SHOWN_OF_SEAT = 20


def meetings_of_member(reader: User, *, since: datetime, besides: Collection[int]) -> list[DueDate]:
    """General meetings to which this member is called, of cooperatives in which the reader does not take part on this site."""
    groups = []
    for member in memberships_of(reader):
        if member.cooperative_id not in besides and _is_member(member, clock.local(since).date()):
            groups.append(member.cooperative_id)
    if not groups:
        return []
    statement = select(Meeting.id).where(
        Meeting.cooperative_id.in_(groups), Meeting.state.in_(CALLED), Meeting.kind == MeetingKind.GENERAL
    )
    dates = agenda.named([f"meeting:{number}" for number in db.session.scalars(statement)], since=since)
    # The page of the meeting is of the group; a member votes, gives a proxy and reads the results on this one.
    return [due._replace(url=f"{due.url}/stemmen") for due in dates]


def meetings_of_seat(seat: BoardSeat) -> Sequence[Meeting]:
    """The meetings that are called or were held, to which somebody belongs by a seat, the newest first.

    A director sees those of the board and of the members; a supervisor those of the members.
    """
    statement = select(Meeting).where(
        Meeting.cooperative_id == seat.cooperative_id,
        Meeting.state.not_in((MeetingState.DRAFT, MeetingState.CANCELLED)),
    )
    if seat.organ is not BoardOrgan.BOARD:
        statement = statement.where(Meeting.kind == MeetingKind.GENERAL)
    order = (Meeting.begins_at.desc(), Meeting.id.desc())
    return db.session.scalars(statement.order_by(*order).limit(SHOWN_OF_SEAT)).all()


def _is_member(member: Member, day: date) -> bool:
    row = register.row_on(member, day)
    return row is not None and row.standing is not MembershipStanding.ENDED


def to_be_called(now: datetime) -> Sequence[Meeting]:
    """General meetings that are planned, still to come, and to which nobody was called yet."""
    return _meetings(Meeting.state == MeetingState.DRAFT, Meeting.kind == MeetingKind.GENERAL, Meeting.begins_at >= now)


def called_between(since: datetime, until: datetime) -> Sequence[Meeting]:
    """Meetings of which the members were called, that begin in this time."""
    in_time = (Meeting.begins_at >= since, Meeting.begins_at < until)
    return _meetings(Meeting.state == MeetingState.CONVENED, *in_time)


def _meetings(*conditions: ColumnElement[bool]) -> Sequence[Meeting]:
    statement = select(Meeting).where(*conditions).options(joinedload(Meeting.cooperative))
    return db.session.scalars(statement.order_by(Meeting.id)).all()
