"""Work that nobody has to read any more, because what it is about is gone or goes nowhere."""

from collections.abc import Sequence

from sqlalchemy import delete

from incubator.cooperatives.models import Cooperative
from incubator.core.db import db, lock
from incubator.reviews import queries
from incubator.reviews.messages.endings import tell_ended
from incubator.reviews.models import Round
from incubator.reviews.models.agreements import HandInPlan
from incubator.reviews.values import EndReason, RoundStage


def end_work(group: Cooperative, kind: str, refs: Sequence[str], because: EndReason) -> list[Round]:
    """Take these pieces of work out of the queue, with the agreements about them. The group is locked.

    Whoever is reading one hears of it by mail. Gives the rounds that ended.
    """
    about = (HandInPlan.cooperative_id == group.id, HandInPlan.kind == kind, HandInPlan.ref.in_(refs))
    db.session.execute(delete(HandInPlan).where(*about))
    ended = []
    for work in queries.open_rounds(group, kind, refs):
        reader = lock(work).coach
        if not work.with_coach:
            continue  # decided while we waited
        work.move_to(RoundStage.WITHDRAWN)
        work.ended, work.drafted, work.drafted_at = because, None, None
        if reader is not None:
            tell_ended(work, reader, because)
        ended.append(work)
    db.session.flush()
    return ended
