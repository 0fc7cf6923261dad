"""Meetings and what belongs to them, within what someone may know."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db
from incubator.meetings.models import AgendaItem, Convocation, DateAnswer, DateOption, Meeting
from incubator.meetings.values import MeetingKind, MeetingState
from incubator.register import queries as register
from incubator.register.models import BoardSeat, Member
from incubator.register.queries import board
from incubator.register.values.board import BoardOrgan
from incubator.statutes import queries as statutes
from incubator.statutes.models import StatutesVersion

SHOWN = 100  # meetings in one list


def meetings(group: Cooperative) -> Sequence[Meeting]:
    """The meetings of a cooperative: the newest day first, and before those what has no day yet."""
    statement = select(Meeting).where(Meeting.cooperative_id == group.id)
    order = (Meeting.begins_at.desc().nulls_first(), Meeting.id.desc())
    return db.session.scalars(statement.order_by(*order).limit(SHOWN)).all()


def meeting(viewer: User, slug: str, number: int) -> Meeting | None:
    """A meeting of a cooperative within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    statement = select(Meeting).where(Meeting.cooperative_id == group.id, Meeting.number == number)
    return db.session.scalar(
        statement.options(
            selectinload(Meeting.items).options(
                joinedload(AgendaItem.statutes_version).joinedload(StatutesVersion.file), joinedload(AgendaItem.file)
            ),
            selectinload(Meeting.convocations).options(joinedload(Convocation.member), joinedload(Convocation.seat)),
            selectinload(Meeting.options).selectinload(DateOption.answers).joinedload(DateAnswer.user),
            selectinload(Meeting.rounds),
            joinedload(Meeting.request),
        )
    )


def item(viewer: User, slug: str, number: int, agenda_item_id: int) -> AgendaItem | None:
    """An item of such a meeting. A loader for `guarded`."""
    shown = meeting(viewer, slug, number)
    if shown is None:
        return None
    return next((item for item in shown.items if item.id == agenda_item_id), None)


def option(viewer: User, slug: str, number: int, option_id: int) -> DateOption | None:
    """A moment at which such a meeting could be. A loader for `guarded`."""
    shown = meeting(viewer, slug, number)
    if shown is None:
        return None
    return next((option for option in shown.options if option.id == option_id), None)


def convocation(viewer: User, slug: str, number: int, member_number: int) -> Convocation | None:
    """The call of a member, by the number of the register, to such a meeting. A loader for `guarded`."""
    shown = meeting(viewer, slug, number)
    if shown is None:
        return None
    called = [call for call in shown.called if call.member is not None and call.member.number == member_number]
    return next(iter(called), None)


def just_planned(group: Cooperative, title: str, *, since: datetime) -> Meeting | None:
    """The meeting of this name that was planned just now: a button that was pressed twice."""
    statement = select(Meeting).where(
        Meeting.cooperative_id == group.id, Meeting.title == title, Meeting.created_at > since
    )
    return db.session.scalar(statement.order_by(Meeting.id.desc()).limit(1))


def next_number(group: Cooperative) -> int:
    highest = db.session.scalar(select(func.max(Meeting.number)).where(Meeting.cooperative_id == group.id))
    return (highest or 0) + 1


def proposed_versions(group: Cooperative) -> list[StatutesVersion]:
    """The versions of the statutes that a meeting can decide on: made after the newest deed, and not signed themselves."""
    in_force = statutes.effective(group)
    since = 0 if in_force is None else in_force.number
    return [version for version in statutes.versions(group) if version.deed_on is None and version.number > since]


def members_on(group: Cooperative, meeting: Meeting, *, today: datetime) -> list[Member]:
    """Who is called: the members of the day of the meeting, as far as the register knows it now; of a known board the directors."""
    day = clock.local(meeting.begins_at or today).date()
    if meeting.kind is MeetingKind.BOARD and board.has_directors(group):
        present = {row.member_id for row in board.directors_on(group, day)}
    else:
        present = {row.member_id for row in register.register_on(group, day, ended=False)}
    return [member for member in register.members(group) if member.id in present]


def outside_directors(meeting: Meeting, *, today: datetime) -> list[BoardSeat]:
    """The directors of the day of a board meeting who are no member: the list of members does not reach them."""
    day = clock.local(meeting.begins_at or today).date()
    if meeting.kind is not MeetingKind.BOARD:
        return []
    sitting = board.in_office(meeting.cooperative, day)
    return [seat for seat, row in sitting if row.organ is BoardOrgan.BOARD and seat.member_id is None]


def directors_to_tell(meeting: Meeting, *, today: datetime) -> list[str]:
    """Of those who has no account that gets the convocation by mail: whoever calls the board tells them."""
    return [seat.name for seat in outside_directors(meeting, today=today) if not reached_by_mail(seat)]


def directors_to_mail(meeting: Meeting, *, today: datetime) -> list[BoardSeat]:
    """Of those who gets the convocation by mail, at the address of the account."""
    return list(filter(reached_by_mail, outside_directors(meeting, today=today)))


def reached_by_mail(seat: BoardSeat) -> bool:
    return seat.user is not None and seat.user.is_active and bool(seat.user.email)


def last_board(group: Cooperative) -> frozenset[int]:
    """Who was called to the last board meeting, for a board that no register knows."""
    latest = select(Meeting.id).where(Meeting.cooperative_id == group.id, Meeting.kind == MeetingKind.BOARD)
    latest = latest.where(Meeting.state != MeetingState.DRAFT).order_by(Meeting.id.desc()).limit(1)
    called = select(Convocation.member_id).where(Convocation.meeting_id == latest.scalar_subquery())
    return frozenset(db.session.scalars(called.where(Convocation.member_id.is_not(None))))


def has_minutes_to_approve(group: Cooperative) -> bool:
    """Whether an earlier general meeting was closed of which the minutes wait."""
    waiting = select(Meeting.id).where(Meeting.cooperative_id == group.id, Meeting.state == MeetingState.CLOSED)
    return db.session.scalar(waiting.limit(1)) is not None
