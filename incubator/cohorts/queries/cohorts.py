"""Reads about cohorts, within what someone may know."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import Role, User
from incubator.cohorts.models import CohortCoach, CohortMessage
from incubator.cooperatives.models import Cohort, Cooperative, Participation
from incubator.cooperatives.queries import within_sight
from incubator.cooperatives.values import Phase
from incubator.core.db import db


def visible(viewer: User) -> ColumnElement[bool]:
    """The condition under which a cohort exists for this viewer: it has a group within sight, or the viewer leads it."""
    if viewer.role is Role.MANAGER:
        return Cohort.id.is_not(None)
    # The name is the key: no third table says which group is in which cohort.
    names = select(Cooperative.cohort).where(within_sight(viewer), Cooperative.cohort.is_not(None))
    with_group = Cohort.name.in_(names)
    # Who is no coach any more leads nothing, also when a row still says so.
    if viewer.role is not Role.COACH:
        return with_group
    return or_(with_group, Cohort.id.in_(_led_by(viewer)))


def _led_by(viewer: User) -> Select[int]:
    return select(CohortCoach.cohort_id).where(CohortCoach.user_id == viewer.id)


def cohort(viewer: User, cohort_id: int) -> Cohort | None:
    """A cohort that this viewer may know of. A loader for `guarded`."""
    return db.session.scalar(select(Cohort).where(Cohort.id == cohort_id, visible(viewer)))


def cohorts(viewer: User) -> list[tuple[Cohort, int]]:
    """The cohorts that this viewer may know of, the latest first, each with the number of its groups that go on."""
    numbers = (
        select(Cooperative.cohort, func.count().label("groups"))
        .where(Cooperative.phase != Phase.STOPPED)
        .group_by(Cooperative.cohort)
        .subquery("numbers")
    )
    statement = (
        select(Cohort, func.coalesce(numbers.c.groups, 0))
        .outerjoin(numbers, numbers.c.cohort == Cohort.name)
        .where(visible(viewer))
        .order_by(Cohort.starts_on.is_(None), Cohort.starts_on.desc(), Cohort.name)
    )
    return [(row[0], row[1]) for row in db.session.execute(statement)]


def all_cohorts() -> Sequence[Cohort]:
    """Every cohort, by name: for who puts a group in one."""
    return db.session.scalars(select(Cohort).order_by(Cohort.name, Cohort.id)).all()


def cohort_of(group: Cooperative) -> Cohort | None:
    """The cohort that a group belongs to."""
    if group.cohort is None:
        return None
    return db.session.scalar(select(Cohort).where(Cohort.name == group.cohort))


def groups_of(cohort: Cohort) -> Sequence[Cooperative]:
    """The groups of a cohort that go on, by name."""
    statement = select(Cooperative).where(Cooperative.cohort == cohort.name, Cooperative.phase != Phase.STOPPED)
    return db.session.scalars(statement.order_by(func.lower(Cooperative.name), Cooperative.id)).all()


def groups_outside(cohort: Cohort) -> Sequence[Cooperative]:
    """The groups that go on and are in no cohort yet, or in another, by name."""
    elsewhere = or_(Cooperative.cohort.is_(None), Cooperative.cohort != cohort.name)
    statement = select(Cooperative).where(elsewhere, Cooperative.phase != Phase.STOPPED)
    return db.session.scalars(statement.order_by(func.lower(Cooperative.name), Cooperative.id)).all()


def leaders(cohort: Cohort) -> Sequence[User]:
    """Who leads a cohort and can sign in, by name."""
    statement = (
        select(User)
        .join(CohortCoach, CohortCoach.user_id == User.id)
        .where(CohortCoach.cohort_id == cohort.id, User.is_active, User.role.in_((Role.COACH, Role.MANAGER)))
    )
    return db.session.scalars(statement.order_by(User.name, User.id)).all()


def leads(viewer: User, cohort: Cohort) -> bool:
    """Whether someone is a coach of this cohort."""
    statement = select(CohortCoach.cohort_id).where(
        CohortCoach.cohort_id == cohort.id, CohortCoach.user_id == viewer.id
    )
    return viewer.role is Role.COACH and db.session.scalar(statement) is not None


def led_cohorts(viewer: User) -> Sequence[CohortCoach]:
    """Which cohorts somebody leads."""
    statement = select(CohortCoach).where(CohortCoach.user_id == viewer.id).options(joinedload(CohortCoach.cohort))
    return db.session.scalars(statement.order_by(CohortCoach.cohort_id)).all()


def participants(groups: Sequence[Cooperative]) -> Sequence[Participation]:
    """Who takes part in these groups now and can sign in, group by group."""
    statement = (
        select(Participation)
        .join(Participation.user)
        .where(
            Participation.cooperative_id.in_([group.id for group in groups]),
            Participation.until.is_(None),
            User.is_active,
        )
        .options(joinedload(Participation.user))
        .order_by(Participation.cooperative_id, func.lower(User.name), User.id)
    )
    return db.session.scalars(statement).all()


def messages_to(cohort: Cohort) -> Sequence[CohortMessage]:
    """What was written to a cohort, the latest first."""
    statement = select(CohortMessage).where(CohortMessage.cohort_id == cohort.id)
    statement = statement.options(joinedload(CohortMessage.author))
    return db.session.scalars(statement.order_by(CohortMessage.sent_at.desc(), CohortMessage.id.desc())).all()


def just_written(cohort: Cohort, author: User, subject: str, text: str, *, since: datetime) -> CohortMessage | None:
    """The same message that the same person sent a moment ago."""
    statement = select(CohortMessage).where(
        CohortMessage.cohort_id == cohort.id,
        CohortMessage.author_id == author.id,
        CohortMessage.subject == subject,
        CohortMessage.text == text,
        CohortMessage.sent_at > since,
    )
    return db.session.scalars(statement.order_by(CohortMessage.id)).first()
