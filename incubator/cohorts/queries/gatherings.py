"""Reads about sessions, within what someone may know."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, String, cast, literal, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from incubator.accounts.models import Role, User
from incubator.cohorts.models import Attendance, CohortCoach, GroupGathering, Material, PeerMember
from incubator.cohorts.queries import cohorts
from incubator.cooperatives.models import Cohort, Cooperative
from incubator.cooperatives.queries import within_sight
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.core.prepared import VIEWER

SHOWN = 100  # sessions in one list


def visible(viewer: User) -> ColumnElement[bool]:
    """The condition under which a session exists for this viewer: one of those it is for is within sight, or its cohort."""
    if viewer.role is Role.MANAGER:
        return GroupGathering.id.is_not(None)
    numbers = select(Cooperative.id).where(within_sight(viewer))
    peers = select(PeerMember.peer_group_id).where(PeerMember.cooperative_id.in_(numbers))
    in_cohort = select(Cohort.id).where(cohorts.visible(viewer))
    return or_(
        GroupGathering.cooperative_id.in_(numbers),
        GroupGathering.peer_group_id.in_(peers),
        GroupGathering.cohort_id.in_(in_cohort),
    )


def gathering(viewer: User, gathering_id: int) -> GroupGathering | None:
    """A session that this viewer may know of. A loader for `guarded`."""
    statement = select(GroupGathering).where(GroupGathering.id == gathering_id, visible(viewer))
    return db.session.scalar(statement.options(*_all_that_is_shown()))


def material(viewer: User, gathering_id: int, material_id: int) -> Material | None:
    """A file or a link with a session that this viewer may know of. A loader for `guarded`."""
    statement = select(Material).join(Material.gathering).where(Material.id == material_id)
    return db.session.scalar(statement.where(GroupGathering.id == gathering_id, visible(viewer)))


def _all_that_is_shown() -> tuple[ExecutableOption, ...]:
    return (
        joinedload(GroupGathering.cohort),
        joinedload(GroupGathering.cooperative),
        joinedload(GroupGathering.peer_group),
        joinedload(GroupGathering.led_by),
        selectinload(GroupGathering.materials).joinedload(Material.file),
        selectinload(GroupGathering.attendances),
    )


def of_cohort(cohort: Cohort) -> Sequence[GroupGathering]:
    """The sessions of a cohort, in their order."""
    statement = select(GroupGathering).where(GroupGathering.cohort_id == cohort.id)
    return db.session.scalars(statement.order_by(GroupGathering.starts_at, GroupGathering.id).limit(SHOWN)).all()


def of_group(group: Cooperative) -> Sequence[GroupGathering]:
    """The sessions to which a group comes: its own, those of its cohort and of its peers; in their order."""
    statement = select(GroupGathering).where(_for_group(group)).options(selectinload(GroupGathering.materials))
    return db.session.scalars(statement.order_by(GroupGathering.starts_at, GroupGathering.id).limit(SHOWN)).all()


def _for_group(group: Cooperative) -> ColumnElement[bool]:
    peers = select(PeerMember.peer_group_id).where(PeerMember.cooperative_id == group.id)
    of_cohort = select(Cohort.id).where(Cohort.name == (group.cohort or ""))
    return or_(
        GroupGathering.cooperative_id == group.id,
        GroupGathering.peer_group_id.in_(peers),
        GroupGathering.cohort_id.in_(of_cohort),
    )


def groups_at(gathering: GroupGathering) -> Sequence[Cooperative]:
    """The groups that come to a session and go on, by name."""
    if gathering.cohort is not None:
        return cohorts.groups_of(gathering.cohort)
    if gathering.cooperative is not None:
        return [gathering.cooperative]
    statement = (
        select(Cooperative)
        .join(PeerMember, PeerMember.cooperative_id == Cooperative.id)
        .where(PeerMember.peer_group_id == gathering.peer_group_id, Cooperative.phase != Phase.STOPPED)
    )
    return db.session.scalars(statement.order_by(Cooperative.name, Cooperative.id)).all()


def just_planned(title: str, starts_at: datetime, *, since: datetime, **of: int | None) -> GroupGathering | None:
    """The session that was planned a moment ago with the same title, at the same moment, for the same."""
    statement = select(GroupGathering).where(
        GroupGathering.title == title, GroupGathering.starts_at == starts_at, GroupGathering.planned_at > since
    )
    return db.session.scalars(statement.filter_by(**of).order_by(GroupGathering.id)).first()


def coming_to(cohort: Cohort, *, now: datetime) -> Sequence[GroupGathering]:
    """The sessions of a cohort that are still to come."""
    statement = select(GroupGathering).where(
        GroupGathering.cohort_id == cohort.id, GroupGathering.ends_at > now, GroupGathering.cancelled_at.is_(None)
    )
    return db.session.scalars(statement.order_by(GroupGathering.starts_at, GroupGathering.id)).all()


def led_by_viewer() -> Select[str]:
    """What calendars know the sessions by of the cohorts that `VIEWER` leads: a part of another question."""
    led = select(CohortCoach.cohort_id).where(CohortCoach.user_id == VIEWER)
    name = literal("session-").concat(cast(GroupGathering.id, String))
    return select(name).where(GroupGathering.cohort_id.in_(led), GroupGathering.cancelled_at.is_(None))


def between(since: datetime, until: datetime) -> Sequence[GroupGathering]:
    """The sessions that begin in a period and go on."""
    statement = select(GroupGathering).where(
        GroupGathering.starts_at >= since, GroupGathering.starts_at < until, GroupGathering.cancelled_at.is_(None)
    )
    statement = statement.options(joinedload(GroupGathering.cohort), joinedload(GroupGathering.cooperative))
    return db.session.scalars(statement.order_by(GroupGathering.starts_at, GroupGathering.id)).all()


def attended(group: Cooperative, *, now: datetime) -> Sequence[Attendance]:
    """Who of a group was at which session, or was not; of sessions that have begun and were not called off."""
    statement = (
        select(Attendance)
        .join(Attendance.gathering)
        .where(
            Attendance.cooperative_id == group.id,
            # One that was put off to another day has not been, whatever was noted before.
            GroupGathering.starts_at <= now,
            GroupGathering.cancelled_at.is_(None),
        )
        .options(joinedload(Attendance.gathering))
    )
    return db.session.scalars(statement.order_by(Attendance.gathering_id, Attendance.user_id)).all()
