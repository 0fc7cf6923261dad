"""Reads about contact with groups, notes and hours, within what someone may know."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache

from sqlalchemy import Date, bindparam, func, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import Role, User
from incubator.cohorts.models import ContactEntry, GroupGathering, PrivateNote
from incubator.cohorts.values import SpentTime
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries.groups import in_sight
from incubator.core import clock
from incubator.core.db import db
from incubator.core.prepared import VIEWER, Question, scalar

PAGE = 30
FOLLOW_UPS = 100  # in one list


def entries(group: Cooperative, *, shared_only: bool, page: int = 1) -> Sequence[ContactEntry]:
    """Contact with a group, the latest first; for the group itself what is shared. One more than a page when there are more."""
    statement = select(ContactEntry).where(ContactEntry.cooperative_id == group.id)
    if shared_only:
        statement = statement.where(ContactEntry.shared.is_(True))
    # One more than is shown says whether there is a next page, without counting all of them.
    statement = statement.order_by(ContactEntry.on_date.desc(), ContactEntry.id.desc())
    statement = statement.options(joinedload(ContactEntry.author)).limit(PAGE + 1).offset((page - 1) * PAGE)
    return db.session.scalars(statement).all()


def entry(viewer: User, slug: str, entry_id: int) -> ContactEntry | None:
    """Contact with a group within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    statement = select(ContactEntry).where(ContactEntry.id == entry_id, ContactEntry.cooperative_id == group.id)
    return db.session.scalar(statement.options(joinedload(ContactEntry.cooperative)))


def just_written(group: Cooperative, author: User, text: str, *, since: datetime) -> ContactEntry | None:
    """The same that the same person wrote a moment ago."""
    statement = select(ContactEntry).where(
        ContactEntry.cooperative_id == group.id,
        ContactEntry.author_id == author.id,
        ContactEntry.text == text,
        ContactEntry.written_at > since,
    )
    return db.session.scalars(statement.order_by(ContactEntry.id)).first()


def follow_ups(viewer: User) -> Sequence[ContactEntry]:
    """What somebody would come back to in groups within sight, the nearest day first."""
    statement = (
        select(ContactEntry)
        .join(ContactEntry.cooperative)
        .where(
            cooperatives.within_sight(viewer),
            ContactEntry.follow_up_on.is_not(None),
            ContactEntry.followed_up_at.is_(None),
        )
        .options(joinedload(ContactEntry.cooperative), joinedload(ContactEntry.author))
    )
    return db.session.scalars(statement.order_by(ContactEntry.follow_up_on, ContactEntry.id).limit(FOLLOW_UPS)).all()


def count_due(viewer: User, *, today: date) -> int:
    """How much somebody would have come back to today or before, in groups within sight."""
    return int(scalar(_due(viewer.role), viewer=viewer.id, today=today))


@cache
def _due(role: Role) -> Question:
    statement: Question = select(func.count()).select_from(ContactEntry).join(ContactEntry.cooperative)
    return statement.where(
        in_sight(role, VIEWER),
        ContactEntry.follow_up_on <= bindparam("today", type_=Date),
        ContactEntry.followed_up_at.is_(None),
    )


def note(group: Cooperative, author: User) -> PrivateNote | None:
    """What somebody noted of a group for nobody else."""
    return db.session.get(PrivateNote, (group.id, author.id))


def spent_time(*, first: date, last: date, coach_id: int | None, now: datetime) -> list[SpentTime]:
    """What coaches spent in a period, line by line: contact and sessions that have been; of one coach or of all."""
    return [*_contacts(first, last, coach_id), *_sessions(first, last, coach_id, now)]


def _contacts(first: date, last: date, coach_id: int | None) -> Iterator[SpentTime]:
    statement = (
        select(User.id, User.name, Cooperative.name, ContactEntry.minutes)
        .join(ContactEntry.author)
        .join(ContactEntry.cooperative)
        .where(ContactEntry.on_date >= first, ContactEntry.on_date <= last)
    )
    if coach_id is not None:
        statement = statement.where(User.id == coach_id)
    for number, coach, group, minutes in db.session.execute(statement.order_by(ContactEntry.id)):
        yield SpentTime(number, coach, group, 1, minutes)


def _sessions(first: date, last: date, coach_id: int | None, now: datetime) -> Iterator[SpentTime]:
    since, until = _midnight(first), _midnight(last + timedelta(days=1))
    statement = (
        select(GroupGathering)
        .where(
            GroupGathering.starts_at >= since,
            GroupGathering.starts_at < until,
            GroupGathering.ends_at <= now,
            GroupGathering.cancelled_at.is_(None),
            GroupGathering.led_by_id.is_not(None),
        )
        .options(
            joinedload(GroupGathering.led_by),
            joinedload(GroupGathering.cohort),
            joinedload(GroupGathering.cooperative),
            joinedload(GroupGathering.peer_group),
        )
    )
    if coach_id is not None:
        statement = statement.where(GroupGathering.led_by_id == coach_id)
    for gathering in db.session.scalars(statement.order_by(GroupGathering.id)):
        yield _of_session(gathering)


def _of_session(gathering: GroupGathering) -> SpentTime:
    assert gathering.led_by is not None
    minutes = int((gathering.ends_at - gathering.starts_at).total_seconds()) // 60 + gathering.preparing_minutes
    whom = gathering.cohort or gathering.cooperative
    if whom is None and gathering.peer_group is not None:
        whom = gathering.peer_group.cohort
    return SpentTime(gathering.led_by.id, gathering.led_by.name, str(whom or ""), sessions=1, session_minutes=minutes)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.AMSTERDAM)


def written_by(user: User) -> dict[str, list[dict[str, str]]]:
    """What somebody wrote of contact with groups, and their own notes, for their own download."""
    contacts = db.session.scalars(
        select(ContactEntry).where(ContactEntry.author_id == user.id).order_by(ContactEntry.id)
    )
    notes = db.session.scalars(
        select(PrivateNote).where(PrivateNote.user_id == user.id).order_by(PrivateNote.cooperative_id)
    )
    written = [{"on": row.on_date.isoformat(), "text": row.text} for row in contacts]
    own = [{"changed_at": row.changed_at.isoformat(), "text": row.text} for row in notes]
    return {"contacts": written, "notes": own}
