"""Reads for reminders: groups in which nothing happened for a while, and who takes part in them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, GroupReminder, Participation, ParticipationRole
from incubator.core.db import db
from incubator.home.models import GroupActivity
from incubator.home.queries.activity import active_at, of_group
from incubator.home.rules.steps import RESTING


def quiet_since(moment: datetime) -> Sequence[Cooperative]:
    """The groups on their way in which nothing happened since this moment."""
    statement = (
        select(Cooperative)
        .outerjoin(GroupActivity, of_group)
        .where(active_at <= moment, Cooperative.phase.not_in(RESTING))
    )
    return db.session.scalars(statement.order_by(Cooperative.name, Cooperative.id)).all()


def reminders(ids: Sequence[int]) -> dict[int, GroupReminder]:
    """When these groups were reminded last, by their number."""
    statement = select(GroupReminder).where(GroupReminder.cooperative_id.in_(ids))
    rows = db.session.scalars(statement.order_by(GroupReminder.cooperative_id))
    return {reminder.cooperative_id: reminder for reminder in rows}


def who_can_go_on(ids: Sequence[int]) -> dict[int, list[User]]:
    """Who works in each of these groups and can sign in; not who reads along."""
    statement = (
        select(Participation)
        .join(Participation.user)
        .where(
            Participation.cooperative_id.in_(ids),
            Participation.until.is_(None),
            Participation.role != ParticipationRole.OBSERVER,
            User.is_active,
        )
        .options(joinedload(Participation.user))
        .order_by(Participation.id)
    )
    people: defaultdict[int, list[User]] = defaultdict(list)
    for participation in db.session.scalars(statement):
        people[participation.cooperative_id].append(participation.user)
    return people
