"""Reads of the room of the audit committee."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.meetings.models import (
    AgendaItem,
    CommitteeQuestion,
    CommitteeReport,
    Meeting,
    Resolution,
)
from incubator.meetings.queries.rounds import is_known_to
from incubator.meetings.values import ItemKind
from incubator.register.models.board import BoardSeat
from incubator.register.queries import board

# What an address names as a year need not be one that a calendar knows.
FIRST_YEAR, LAST_YEAR = 1900, 2999
ABOUT_THE_YEAR = (ItemKind.ACCOUNTS, ItemKind.DISCHARGE)


@dataclass(frozen=True, slots=True)
class CommitteeRoom:
    """The room for the accounts of one year."""

    group: Cooperative
    year: int
    seats: Sequence[BoardSeat]

    def seats_user(self, user: User) -> bool:
        """Whether this person sits in the committee."""
        return any(seat.member is not None and seat.member.user_id == user.id for seat in self.seats)


def committee_room(viewer: User, slug: str, year: int) -> CommitteeRoom | None:
    """The room of a year for which a committee was chosen, within sight. A loader for `guarded`."""
    group = db.session.scalar(select(Cooperative).where(Cooperative.slug == slug, is_known_to(viewer)))
    if group is None:
        return None
    seats = board.committee_of(group, year) if FIRST_YEAR <= year <= LAST_YEAR else []
    return CommitteeRoom(group, year, seats) if seats else None


def committee_questions(room: CommitteeRoom) -> Sequence[CommitteeQuestion]:
    statement = select(CommitteeQuestion).where(
        CommitteeQuestion.cooperative_id == room.group.id, CommitteeQuestion.year == room.year
    )
    return db.session.scalars(statement.order_by(CommitteeQuestion.id)).all()


def committee_question(viewer: User, slug: str, year: int, question_id: int) -> CommitteeQuestion | None:
    """A question of a committee within sight. A loader for `guarded`."""
    room = committee_room(viewer, slug, year)
    if room is None:
        return None
    return db.session.scalar(
        select(CommitteeQuestion).where(
            CommitteeQuestion.id == question_id,
            CommitteeQuestion.cooperative_id == room.group.id,
            CommitteeQuestion.year == year,
        )
    )


def committee_report(room: CommitteeRoom) -> CommitteeReport | None:
    return db.session.scalar(
        select(CommitteeReport).where(
            CommitteeReport.cooperative_id == room.group.id, CommitteeReport.year == room.year
        )
    )


def papers_of(room: CommitteeRoom) -> Sequence[AgendaItem]:
    """The files that lie with the accounts on an agenda: what the committee reads."""
    statement = (
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .where(Meeting.cooperative_id == room.group.id, AgendaItem.kind == ItemKind.ACCOUNTS)
        .where(AgendaItem.file_id.is_not(None))
        .options(joinedload(AgendaItem.file), joinedload(AgendaItem.meeting))
        .order_by(AgendaItem.id.desc())
    )
    return db.session.scalars(statement).all()


def decisions_about_the_year(room: CommitteeRoom) -> Sequence[Resolution]:
    """What the general meeting decided about accounts and discharge after the end of that year."""
    statement = (
        select(Resolution)
        .where(Resolution.cooperative_id == room.group.id, Resolution.kind.in_(ABOUT_THE_YEAR))
        .where(Resolution.year == room.year + 1, Resolution.replaced_at.is_(None))
        .order_by(Resolution.number)
    )
    return db.session.scalars(statement).all()
