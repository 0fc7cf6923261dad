"""Reads about a hand-in for which everyone agrees first."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import contains_eager, selectinload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.cooperatives.queries import participants
from incubator.core.db import db
from incubator.core.prepared import GROUP, Question
from incubator.reviews.models.agreements import HandInAgreement, HandInPlan

WRITE = frozenset({ParticipationRole.COORDINATOR, ParticipationRole.MEMBER})


def plan_of(group: Cooperative, kind: str, ref: str) -> HandInPlan | None:
    """That this group agrees first about this work, with who agreed."""
    return db.session.scalar(_plan(), {"group": group.id, "kind": kind, "ref": ref})


@cache
def _plan() -> Question:
    of_work = (HandInPlan.kind == bindparam("kind"), HandInPlan.ref == bindparam("ref"))
    statement: Question = select(HandInPlan).where(HandInPlan.cooperative_id == GROUP, *of_work)
    return statement.options(selectinload(HandInPlan.agreements).joinedload(HandInAgreement.user))


def waits_for(user: User, groups: Sequence[Cooperative]) -> Sequence[HandInPlan]:
    """What in these groups waits until this person agrees, the oldest first. Of an observer nobody asks it."""
    theirs = Participation.user_id == user.id, Participation.until.is_(None), Participation.role.in_(WRITE)
    asked = Cooperative.participations.any(and_(*theirs))
    statement = (
        select(HandInPlan)
        .join(HandInPlan.cooperative)
        .where(HandInPlan.cooperative_id.in_([group.id for group in groups]), HandInPlan.together, asked)
        .where(~HandInPlan.agreements.any(HandInAgreement.user_id == user.id))
        .options(contains_eager(HandInPlan.cooperative))
        .options(selectinload(HandInPlan.agreements).joinedload(HandInAgreement.user))
    )
    return db.session.scalars(statement.order_by(HandInPlan.begun_at, HandInPlan.id)).all()


def who_agree(group: Cooperative) -> Sequence[User]:
    """Who is asked: who works in the group now and can sign in. An observer reads along and is not asked."""
    return [item.user for item in participants(group) if item.role in WRITE and item.user.is_active]
