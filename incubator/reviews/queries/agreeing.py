"""Reads about a hand-in for which everyone agrees first."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import bindparam, select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, ParticipationRole
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


def who_agree(group: Cooperative) -> Sequence[User]:
    """Who is asked: who works in the group now and can sign in. An observer reads along and is not asked."""
    return [item.user for item in participants(group) if item.role in WRITE and item.user.is_active]
