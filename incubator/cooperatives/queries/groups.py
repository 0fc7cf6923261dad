"""Reads about cooperatives; what someone may know is part of the question."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import BindParameter, Select, bindparam, func, select, union
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.elements import ColumnElement

from incubator.accounts.models import Role, User
from incubator.cooperatives.models import (
    CoachAssignment,
    Cohort,
    Cooperative,
    Milestone,
    Participation,
    ParticipationRole,
    Substitution,
)
from incubator.cooperatives.queries.absences import standing_in, stood_in_by
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.core.prepared import GROUP, VIEWER, Question, once, scalar
from incubator.core.reference import municipalities


def within_sight(viewer: User) -> ColumnElement[bool]:
    """The condition under which a cooperative exists for this viewer."""
    return in_sight(viewer.role, viewer.id)


def in_sight(role: Role, viewer: int | BindParameter[int]) -> ColumnElement[bool]:
    """The same for whoever has this role, whose number may follow when the question is asked."""
    if role is Role.MANAGER:
        return Cooperative.id.is_not(None)
    # Who stopped does not see the group any more; who coached it does only while being a coach.
    of_viewer = select(Participation.cooperative_id).where(
        Participation.user_id == viewer, Participation.until.is_(None)
    )
    if role is not Role.COACH:
        return Cooperative.id.in_(of_viewer)
    guided = select(CoachAssignment.cooperative_id).where(CoachAssignment.user_id == viewer)
    # One list to look a group up in, instead of three.
    return Cooperative.id.in_(union(of_viewer, guided, stood_in_by(viewer)))


def cooperative(viewer: User, slug: str) -> Cooperative | None:
    """The cooperative with this slug, when this viewer may know of it. A loader for `guarded`."""
    question, asked = _in_sight_by_slug(viewer.role), {"slug": slug, "viewer": viewer.id}
    return once(lambda: db.session.scalar(question, asked), question, slug, viewer.id)


@cache
def _in_sight_by_slug(role: Role) -> Question:
    statement: Question = select(Cooperative)
    return statement.where(Cooperative.slug == bindparam("slug"), in_sight(role, VIEWER))


def cooperative_by_slug(slug: str) -> Cooperative | None:
    """For commands and jobs, which see everything."""
    return db.session.scalar(select(Cooperative).where(Cooperative.slug == slug))


def cooperatives(viewer: User, search: str = "") -> Sequence[Cooperative]:
    """All that this viewer may know of, by name."""
    statement = select(Cooperative).where(within_sight(viewer)).order_by(Cooperative.name, Cooperative.id)
    if search:
        statement = statement.where(Cooperative.name.icontains(search, autoescape=True))
    return db.session.scalars(
        statement.options(selectinload(Cooperative.coaches).selectinload(CoachAssignment.user))
    ).all()


def known_groups(viewer: User) -> Sequence[Cooperative]:
    """The same without a search and without their coaches."""
    question = _known_groups(viewer.role)
    return once(lambda: db.session.scalars(question, {"viewer": viewer.id}).all(), question, viewer.id)


@cache
def _known_groups(role: Role) -> Question:
    statement: Question = select(Cooperative)
    return statement.where(in_sight(role, VIEWER)).order_by(Cooperative.name, Cooperative.id)


def cohort_called(name: str) -> Cohort | None:
    """The cohort of this name, whatever its capitals."""
    cohorts = db.session.scalars(select(Cohort).order_by(Cohort.id))
    return next((cohort for cohort in cohorts if cohort.name.casefold() == name.casefold()), None)


def going_on(viewer: User) -> Sequence[Cooperative]:
    """The groups within sight that did not stop, by name, without their coaches: for start pages."""
    statement = select(Cooperative).where(within_sight(viewer), Cooperative.phase != Phase.STOPPED)
    return db.session.scalars(statement.order_by(Cooperative.name, Cooperative.id)).all()


def numbers_going_on(role: Role) -> Select[int]:
    """Their numbers alone, inside another question: who guides hundreds of groups need not have each of them read.

    For whoever has this role; the number of the viewer follows when the question is asked.
    """
    return select(Cooperative.id).where(in_sight(role, VIEWER), Cooperative.phase != Phase.STOPPED)


def own_groups(user: User) -> list[tuple[Cooperative, ParticipationRole]]:
    """The groups that go on in which someone takes part, by name, with what they do there."""
    return [(group, role) for group, role in db.session.execute(_own_groups(), {"viewer": user.id})]


@cache
def _own_groups() -> Question:
    statement: Question = select(Cooperative, Participation.role).join(Cooperative.participations)
    statement = statement.where(Participation.user_id == VIEWER, Participation.until.is_(None))
    return statement.where(Cooperative.phase != Phase.STOPPED).order_by(Cooperative.name, Cooperative.id)


def just_started(founder: User, name: str, *, since: datetime) -> bool:
    """Whether this person started a group of this name just now."""
    statement = select(Cooperative.id).where(
        Cooperative.name == name,
        Cooperative.created_at > since,
        Cooperative.participations.any(Participation.user_id == founder.id),
    )
    return db.session.scalar(statement.limit(1)) is not None


def role_in(viewer: User, group: Cooperative) -> ParticipationRole | None:
    """What the viewer does in this group now, or None."""
    role: ParticipationRole | None = once(
        lambda: scalar(_role(), viewer=viewer.id, group=group.id), "role", viewer.id, group.id
    )
    return role


@cache
def _role() -> Question:
    statement: Question = select(Participation.role).where(Participation.user_id == VIEWER)
    return statement.where(Participation.cooperative_id == GROUP, Participation.until.is_(None))


def coaches_group(viewer: User, group: Cooperative) -> bool:
    """Whether the viewer guides this group, or stands in for who does."""
    asked = {"viewer": viewer.id, "group": group.id}
    return scalar(_assignment(), **asked) is not None or scalar(_standing_in(), **asked) is not None


def guides_of(group: Cooperative) -> set[int]:
    """The numbers of the accounts that guide a group today, or stand in for who does."""
    return guides_of_each([group])[group.id]


def guides_of_each(groups: Sequence[Cooperative]) -> dict[int, set[int]]:
    """The same for many groups in as many questions as for one, by the number of the group."""
    guides: dict[int, set[int]] = {group.id: set() for group in groups}
    assigned = select(CoachAssignment.cooperative_id, CoachAssignment.user_id)
    instead = standing_in().with_only_columns(Substitution.cooperative_id, Substitution.user_id)
    for number, user_id in (
        *db.session.execute(assigned.where(CoachAssignment.cooperative_id.in_(guides))),
        *db.session.execute(instead.where(Substitution.cooperative_id.in_(guides))),
    ):
        guides[number].add(user_id)
    return guides


@cache
def _assignment() -> Question:
    statement: Question = select(CoachAssignment.id).where(CoachAssignment.user_id == VIEWER)
    return statement.where(CoachAssignment.cooperative_id == GROUP)


@cache
def _standing_in() -> Question:
    return stood_in_by(VIEWER).where(Substitution.cooperative_id == GROUP)


def participants(group: Cooperative) -> Sequence[Participation]:
    """Who takes part now."""
    return db.session.scalars(_participants(), {"group": group.id}).all()


def participants_of(groups: Sequence[Cooperative]) -> dict[int, list[Participation]]:
    """The same for several groups, by their number, in one question."""
    statement = (
        select(Participation)
        .options(joinedload(Participation.user))
        .where(Participation.cooperative_id.in_([group.id for group in groups]), Participation.until.is_(None))
        .order_by(Participation.role, Participation.id)
    )
    people: dict[int, list[Participation]] = {group.id: [] for group in groups}
    for part in db.session.scalars(statement):
        people[part.cooperative_id].append(part)
    return people


@cache
def _participants() -> Question:
    statement: Question = select(Participation).options(joinedload(Participation.user))
    statement = statement.where(Participation.cooperative_id == GROUP, Participation.until.is_(None))
    return statement.order_by(Participation.role, Participation.id)


def participation_of(user: User, group: Cooperative) -> Participation | None:
    """How someone takes or took part in this group."""
    statement = select(Participation).where(Participation.user_id == user.id, Participation.cooperative_id == group.id)
    return db.session.scalar(statement)


def coordinators(group: Cooperative, *, without: Participation) -> Sequence[Participation]:
    """Who else coordinates this group now."""
    statement = select(Participation).where(
        Participation.cooperative_id == group.id,
        Participation.role == ParticipationRole.COORDINATOR,
        Participation.until.is_(None),
        Participation.id != without.id,
    )
    return db.session.scalars(statement.order_by(Participation.id)).all()


def participations_of(user: User) -> Sequence[Participation]:
    """Where someone takes part now."""
    statement = select(Participation).where(Participation.user_id == user.id, Participation.until.is_(None))
    return db.session.scalars(statement.order_by(Participation.id)).all()


def assignments_of(user: User) -> Sequence[CoachAssignment]:
    """The groups that someone guides."""
    statement = select(CoachAssignment).where(CoachAssignment.user_id == user.id)
    return db.session.scalars(statement.order_by(CoachAssignment.id)).all()


def all_slugs() -> set[str]:
    return set(db.session.scalars(select(Cooperative.slug).order_by(Cooperative.slug)))


def milestones(group: Cooperative) -> dict[str, Milestone]:
    return {milestone.key: milestone for milestone in db.session.scalars(_milestones(), {"group": group.id})}


@cache
def _milestones() -> Question:
    statement: Question = select(Milestone).where(Milestone.cooperative_id == GROUP)
    return statement.order_by(Milestone.on_date, Milestone.id)


def has_deed(group: Cooperative) -> bool:
    """Whether the notary has passed the deed of this group."""
    return once(lambda: scalar(_deed(), group=group.id) is not None, "deed", group.id)


def founded(groups: Sequence[Cooperative]) -> set[int]:
    """The numbers of those of these groups whose deed the notary has passed, in one question."""
    statement = select(Milestone.cooperative_id).where(Milestone.key == "deed")
    return set(db.session.scalars(statement.where(Milestone.cooperative_id.in_([group.id for group in groups]))))


@cache
def _deed() -> Question:
    statement: Question = select(Milestone.id).where(Milestone.cooperative_id == GROUP)
    return statement.where(Milestone.key == "deed")


def counts_by_phase() -> dict[str, int]:
    statement = select(Cooperative.phase, func.count()).group_by(Cooperative.phase).order_by(Cooperative.phase)
    return {phase.value: count for phase, count in db.session.execute(statement)}


def participation(viewer: User, slug: str, participation_id: int) -> Participation | None:
    """Someone who takes part now, in a group within sight."""
    statement = (
        select(Participation)
        .join(Participation.cooperative)
        .where(
            Participation.id == participation_id,
            Participation.until.is_(None),
            Cooperative.slug == slug,
            within_sight(viewer),
        )
    )
    return db.session.scalar(statement)


def possible_coaches() -> Sequence[User]:
    """The coaches who can sign in, by name."""
    statement = select(User).where(User.role == Role.COACH, User.is_active).order_by(User.name, User.id)
    return db.session.scalars(statement).all()


def groups_for_export(user: User) -> list[dict[str, str | None]]:
    """In which groups someone takes or took part, and which they guide, for their own download."""
    took_part = select(Participation).where(Participation.user_id == user.id).order_by(Participation.id)
    guides = select(CoachAssignment).where(CoachAssignment.user_id == user.id).order_by(CoachAssignment.id)
    exported: list[dict[str, str | None]] = []
    for participation in db.session.scalars(took_part.options(joinedload(Participation.cooperative))):
        until = participation.until.isoformat() if participation.until else None
        exported.append(
            {
                "group": participation.cooperative.name,
                "role": participation.role.value,
                "since": participation.since.isoformat(),
                "until": until,
            }
        )
    for guided in db.session.scalars(guides.options(joinedload(CoachAssignment.cooperative))):
        exported.append({"group": guided.cooperative.name, "role": "coach", "since": guided.since.isoformat()})
    return exported


def municipality_name(group: Cooperative) -> str:
    """The name of the municipality where the group is, or nothing."""
    return municipalities.name_of(group.municipality)
