"""Work that clients asked of a group directly."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, select

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.core.prepared import GROUP, Question
from incubator.watch.models import RequestState, WorkRequest


def requests_of(group: Cooperative, state: RequestState) -> Sequence[WorkRequest]:
    """What clients asked of a cooperative, the first to answer first. The work of a challenge stands with that challenge."""
    return db.session.scalars(_in_state(), {"group": group.id, "state": state}).all()


@cache
def _in_state() -> Question:
    statement: Question = select(WorkRequest)
    statement = statement.where(WorkRequest.cooperative_id == GROUP, WorkRequest.state == bindparam("state"))
    statement = statement.where(WorkRequest.challenge_id.is_(None))
    return statement.order_by(WorkRequest.due_on.is_(None), WorkRequest.due_on, WorkRequest.id)


def entered_since(group: Cooperative, moment: datetime) -> Sequence[WorkRequest]:
    """What was asked by clients and entered for a cooperative after a moment."""
    statement = select(WorkRequest).where(WorkRequest.cooperative_id == group.id, WorkRequest.entered_at > moment)
    statement = statement.where(WorkRequest.challenge_id.is_(None))
    return db.session.scalars(statement.order_by(WorkRequest.id)).all()


def request_of(viewer: User, slug: str, request_id: int) -> WorkRequest | None:
    """One request of a cooperative within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    statement = select(WorkRequest).where(WorkRequest.id == request_id, WorkRequest.cooperative_id == group.id)
    return db.session.scalar(statement)


def request_of_challenge(challenge_id: int) -> WorkRequest | None:
    """The work of a challenge that a bid was begun on."""
    return db.session.scalar(select(WorkRequest).where(WorkRequest.challenge_id == challenge_id))
