"""What somebody, or a group, really did: approved lessons, sessions and the days of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from incubator.accounts.models import User
from incubator.cohorts.models import Attendance, Gathering
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


def certificate(certified: Certified, *, incubator: str) -> Certificate:
    """What was done, as it is stored: of a session counts what was noted of who was there."""
    group, participation = certified.group, certified.participation
    attended = gatherings.attended(group)
    if participation is not None:
        attended = [row for row in attended if row.user_id == participation.user_id]
    sessions = _sessions(attended)
    lessons = _approved(group)
    since = participation.since if participation is not None else clock.local(group.created_at).date()
    if participation is not None and participation.until is not None:
        # What the group did after somebody left is not theirs.
        lessons = [(title, day) for title, day in lessons if day <= participation.until]
    return Certificate(
        name=participation.user.name if participation is not None else group.name,
        group=group.name,
        is_group=participation is None,
        incubator=incubator,
        cohort=group.cohort or "",
        since=since,
        until=participation.until if participation is not None else None,
        lessons=tuple(lessons),
        sessions=tuple(row for row in sessions if row[2]),
        sessions_noted=len(sessions),
        deed_on=_deed(group) if participation is None else None,
    )


def _sessions(attended: Iterable[Attendance]) -> list[tuple[str, date, bool]]:
    """The sessions of which was noted who was there: the title, the day, and whether somebody was."""
    by_session: dict[int, tuple[Gathering, bool]] = {}
    for row in attended:
        before = by_session.get(row.gathering_id, (row.gathering, False))[1]
        by_session[row.gathering_id] = (row.gathering, before or row.state is AttendanceState.PRESENT)
    listed = [(session.title, clock.local(session.starts_at).date(), there) for session, there in by_session.values()]
    return sorted(listed, key=lambda line: (line[1], line[0]))


def _approved(group: Cooperative) -> list[tuple[str, date]]:
    """The lessons whose work a coach approved, in the order in which that was."""
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
