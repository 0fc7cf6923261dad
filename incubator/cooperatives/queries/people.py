"""Reads about who was asked into a group, and who guides it."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.sql.elements import ColumnElement

from incubator.accounts.models import Invitation, InvitationState, User
from incubator.cooperatives.models import (
    CoachAssignment,
    Cooperative,
    GroupInvitation,
    Participation,
    ParticipationRole,
    Substitution,
)
from incubator.cooperatives.queries import absences
from incubator.cooperatives.queries.absences import is_away, standing_in
from incubator.cooperatives.queries.groups import within_sight
from incubator.core.db import db
from incubator.core.prepared import GROUP, Question, scalar

GUIDES = absences.GUIDES


def invitations(group: Cooperative, *, since: datetime) -> Sequence[GroupInvitation]:
    """Who was asked and did not answer yet, and who said no since this moment; the newest first."""
    declined = (Invitation.state == InvitationState.DECLINED) & (Invitation.answered_at > since)
    statement = (
        select(GroupInvitation)
        .join(GroupInvitation.invitation)
        .where(GroupInvitation.cooperative_id == group.id)
        .where(or_(Invitation.state == InvitationState.WAITING, declined))
        .options(contains_eager(GroupInvitation.invitation).joinedload(Invitation.invited_by))
    )
    return db.session.scalars(statement.order_by(Invitation.sent_at.desc(), Invitation.id.desc())).all()


def invitation(viewer: User, slug: str, invitation_id: int) -> GroupInvitation | None:
    """One that waits for an answer, into a group within sight. A loader for `guarded`."""
    statement = (
        select(GroupInvitation)
        .join(GroupInvitation.cooperative)
        .join(GroupInvitation.invitation)
        .options(joinedload(GroupInvitation.invitation), joinedload(GroupInvitation.cooperative))
        .where(GroupInvitation.invitation_id == invitation_id, Cooperative.slug == slug, within_sight(viewer))
    )
    return db.session.scalar(statement.where(Invitation.state == InvitationState.WAITING))


def waiting_for(group: Cooperative, email: str) -> bool:
    """Whether this address was asked into the group and did not answer yet."""
    statement = (
        select(GroupInvitation.invitation_id)
        .join(GroupInvitation.invitation)
        .where(GroupInvitation.cooperative_id == group.id, Invitation.email == email)
        .where(Invitation.state == InvitationState.WAITING)
    )
    return db.session.scalar(statement.limit(1)) is not None


def asked_into(invitation_id: int) -> GroupInvitation:
    """What an invitation into a group is for."""
    return db.session.get_one(GroupInvitation, invitation_id)


def unguided() -> ColumnElement[bool]:
    """The condition under which nobody guides a group: work that it hands in is for all coaches."""
    # One list for all groups: asked group by group, the question would be put hundreds of times.
    guided = select(CoachAssignment.cooperative_id).join(CoachAssignment.user).where(GUIDES, ~is_away())
    stood_in = standing_in().with_only_columns(Substitution.cooperative_id).join(Substitution.user).where(GUIDES)
    return and_(Cooperative.id.not_in(guided), Cooperative.id.not_in(stood_in))


def coaches_of(group: Cooperative) -> Sequence[User]:
    """Who guides this group now and can sign in: who stands in for a coach who is away, and not that coach."""
    return db.session.scalars(_coaches(), {"group": group.id}).all()


@cache
def _coaches() -> Question:
    assigned = select(CoachAssignment.user_id).where(CoachAssignment.cooperative_id == GROUP)
    stands_in = standing_in().with_only_columns(Substitution.user_id).where(Substitution.cooperative_id == GROUP)
    here = or_(and_(User.id.in_(assigned), ~is_away()), User.id.in_(stands_in))
    statement: Question = select(User).where(here, GUIDES)
    return statement.order_by(User.id)


def has_coach(group: Cooperative) -> bool:
    """Whether somebody guides this group who can sign in."""
    return scalar(_unguided_group(), group=group.id) is None


@cache
def _unguided_group() -> Question:
    statement: Question = select(Cooperative.id)
    return statement.where(Cooperative.id == GROUP, unguided())


def guided_names(coach: User) -> tuple[str, ...]:
    """The names of the groups that someone guides."""
    statement = select(Cooperative.name).join(Cooperative.coaches).where(CoachAssignment.user_id == coach.id)
    return tuple(db.session.scalars(statement.order_by(Cooperative.name)))


def only_coordinator_of(user: User) -> tuple[str, ...]:
    """The names of the groups that nobody else coordinates."""
    others = (
        select(Participation.cooperative_id)
        .where(Participation.role == ParticipationRole.COORDINATOR, Participation.until.is_(None))
        .group_by(Participation.cooperative_id)
        .having(func.count() == 1)
    )
    statement = (
        select(Cooperative.name)
        .join(Cooperative.participations)
        .where(Participation.user_id == user.id, Participation.role == ParticipationRole.COORDINATOR)
        .where(Participation.until.is_(None), Cooperative.id.in_(others))
    )
    return tuple(db.session.scalars(statement.order_by(Cooperative.name)))


def who_left(group: Cooperative) -> list[tuple[str, date]]:
    """The names of who took part and stopped, with the day; without those of whom a namesake takes part."""
    here = (
        select(User.name)
        .join(Participation, Participation.user_id == User.id)
        .where(Participation.cooperative_id == group.id, Participation.until.is_(None))
    )
    statement = (
        select(User.name, Participation.until)
        .join(Participation, Participation.user_id == User.id)
        .where(Participation.cooperative_id == group.id, Participation.until.is_not(None), User.name.not_in(here))
    )
    return [(name, until) for name, until in db.session.execute(statement.order_by(Participation.until)) if until]


def coaches_with_load() -> list[tuple[User, int]]:
    """Who can guide groups, by name, and how many groups each does."""
    load = (
        select(CoachAssignment.user_id, func.count().label("groups")).group_by(CoachAssignment.user_id).subquery("load")
    )
    statement = select(User, func.coalesce(load.c.groups, 0)).outerjoin(load, load.c.user_id == User.id).where(GUIDES)
    return [(coach, number) for coach, number in db.session.execute(statement.order_by(User.name, User.id))]
