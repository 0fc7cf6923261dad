"""A group lets other groups read its approved work, or no longer."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.core.db import db, insert_once, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.reviews import queries
from incubator.reviews.models import Round
from incubator.reviews.models.talk import ReviewExample
from incubator.reviews.queries import examples
from incubator.reviews.services.kinds import KINDS
from incubator.reviews.values import RoundStage


def allow(work: Round, *, with_name: bool, by: User, now: datetime) -> None:
    """Other groups can read it from now on, with or without the name of this group. Raises `RuleViolation` before it is approved."""
    lock(work)
    if work.stage is not RoundStage.APPROVED or not KINDS[work.case.kind].shareable:
        raise RuleViolation(N_("Only approved work can be an example for others."))
    before = examples.permission_of(work)
    if before is not None:
        before.with_name, before.allowed_by, before.allowed_at = with_name, by, now
        db.session.flush()
        return
    values = {"round_id": work.id, "with_name": with_name, "allowed_by_id": by.id, "allowed_at": now}
    insert_once(ReviewExample, values)


def withdraw(work: Round) -> None:
    """Nobody outside the group reads it any more; a second time changes nothing."""
    lock(work)
    # Of all rounds: what is no example any more comes back under no other number.
    for attempt in queries.rounds(work.case.cooperative, work.case.kind, work.case.ref):
        permission = examples.permission_of(attempt)
        if permission is not None:
            db.session.delete(permission)
    db.session.flush()
