"""What somebody, or a group, really did: approved lessons, sessions and the days of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from incubator.accounts.models import User
from incubator.cohorts.models import Attendance, GroupGathering
from incubator.cohorts.queries import gatherings
from incubator.cohorts.values import AttendanceState, Certificate
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative, Participation
from incubator.core import clock
from incubator.core.db import db
from incubator.learning.queries import EXERCISE
from incubator.reviews import queries as reviews
from incubator.reviews.models import ReviewCase, Round
from incubator.reviews.values import RoundStage

NotedSession = tuple[str, date, bool]  # the title, the day, and whether somebody was there


@dataclass(frozen=True, slots=True)
class Certified:
    """Whom a certificate is for: a group, or (with a participation) a person in it."""

    group: Cooperative
    participation: Participation | None = None


def certified_person(viewer: User, slug: str, user_id: int) -> Certified | None:
    """Somebody who takes or took part in a group within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    statement = select(Participation).where(Participation.cooperative_id == group.id, Participation.user_id == user_id)
    participation = db.session.scalar(statement)
    return Certified(group, participation) if participation is not None else None


def everyone_ever(group: Cooperative) -> Sequence[Participation]:
    """Who takes part, and who did; by name."""
    statement = select(Participation).join(Participation.user).where(Participation.cooperative_id == group.id)
    statement = statement.where(User.deleted_at.is_(None)).options(contains_eager(Participation.user))
    return db.session.scalars(statement.order_by(User.name, User.id)).all()


def certificate(certified: Certified, *, incubator: str, now: datetime) -> Certificate:
    """What was done, as it is stored: of a session counts what was noted of who was there."""
    if certified.participation is not None:
        return _of_person(certified.group, certified.participation, incubator, now)
    group = certified.group
    sessions = _sessions(gatherings.attended(group, now=now))
    return Certificate(
        name=group.name,
        group=group.name,
        is_group=True,
        incubator=incubator,
        cohort=group.cohort or "",
        since=clock.local(group.created_at).date(),
        until=None,
        lessons=tuple(_approved(group)),
        sessions=_attended(sessions),
        sessions_noted=len(sessions),
        deed_on=_deed(group),
    )


def _of_person(group: Cooperative, participation: Participation, incubator: str, now: datetime) -> Certificate:
    attended = gatherings.attended(group, now=now)
    sessions = _sessions(row for row in attended if row.user_id == participation.user_id)
    # What the group did before somebody came or after they left is not theirs.
    until = participation.until or date.max
    lessons = tuple(lesson for lesson in _approved(group) if participation.since <= lesson[1] <= until)
    return Certificate(
        name=participation.user.name,
        group=group.name,
        is_group=False,
        incubator=incubator,
        cohort=group.cohort or "",
        since=participation.since,
        until=participation.until,
        lessons=lessons,
        sessions=_attended(sessions),
        sessions_noted=len(sessions),
    )


def _attended(sessions: Iterable[NotedSession]) -> tuple[NotedSession, ...]:
    return tuple(session for session in sessions if session[2])


def _sessions(attended: Iterable[Attendance]) -> list[NotedSession]:
    """The sessions of which was noted who was there: the title, the day, and whether somebody was."""
    by_session: dict[int, tuple[GroupGathering, bool]] = {}
    for row in attended:
        # For a group it is enough that somebody was there; a person has one line for each session.
        before = by_session.get(row.gathering_id, (row.gathering, False))[1]
        by_session[row.gathering_id] = (row.gathering, before or row.state is AttendanceState.PRESENT)
    listed = [(session.title, clock.local(session.starts_at).date(), there) for session, there in by_session.values()]
    return sorted(listed, key=lambda line: (line[1], line[0]))


def _approved(group: Cooperative) -> list[tuple[str, date]]:
    """The lessons whose work a coach approved, in the order in which that was."""
    # Where the work stands now: approved once and returned later is not approved.
    works = reviews.standings([group.id])
    approved = {
        work.round_id: clock.local(work.moved_at).date()
        for work in works
        if work.kind == EXERCISE and work.stage is RoundStage.APPROVED
    }
    statement = select(Round.id, ReviewCase.title).join(Round.case).where(Round.id.in_(approved))
    titles = [(title, approved[number]) for number, title in db.session.execute(statement.order_by(Round.id))]
    return sorted(titles, key=lambda line: (line[1], line[0]))


def _deed(group: Cooperative) -> date | None:
    milestone = cooperatives.milestones(group).get("deed")
    return milestone.on_date if milestone is not None else None
