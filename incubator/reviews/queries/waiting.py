"""How long work waits, and who is waited for."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import defer

from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import db
from incubator.core.prepared import Question, rows
from incubator.reviews.models import ReviewCase, Round
from incubator.reviews.queries import DECIDED, rounds_with_names
from incubator.reviews.rules.promise import LATEST, promise_of
from incubator.reviews.values import WITH_COACH, Promise, RoundStage

LOOK_BACK = timedelta(days=90)


def promise(*, now: datetime) -> Promise | None:
    """What groups can expect after what was decided in the last ninety days; None as long as that is too little."""
    waits: list[tuple[date, date]] = []
    for handed_in, decided in rows(_decided_lately(), since=now - LOOK_BACK):
        waits.append((clock.local(handed_in).date(), clock.local(decided).date()))
    return promise_of(waits)


@cache
def _decided_lately() -> Question:
    statement: Question = select(Round.handed_in_at, Round.decided_at).where(Round.stage.in_(DECIDED))
    statement = statement.where(Round.decided_at > bindparam("since"))
    return statement.order_by(Round.decided_at.desc(), Round.id.desc()).limit(LATEST)


def oldest_open() -> datetime | None:
    """Since when the oldest work waits that no coach decided about; of groups that stopped nothing waits."""
    statement = select(func.min(Round.handed_in_at)).join(Round.case).join(ReviewCase.cooperative)
    return db.session.scalar(statement.where(Round.stage.in_(WITH_COACH), Cooperative.phase != Phase.STOPPED))


def with_somebody(before: datetime) -> Sequence[Round]:
    """The last round of every piece of work that waits since before this moment, for a coach or for its group."""
    newest = (
        select(Round.case_id, func.max(Round.number).label("number"))
        .where(Round.stage != RoundStage.WITHDRAWN)
        .group_by(Round.case_id)
        .subquery()
    )
    # Older rounds of the same work wait for nobody: the group went on with a newer one.
    waits_for_coach = and_(Round.stage.in_(WITH_COACH), Round.handed_in_at <= before)
    waits_for_group = and_(Round.stage == RoundStage.RETURNED, Round.decided_at <= before)
    statement = (
        rounds_with_names()
        .join(newest, and_(newest.c.case_id == Round.case_id, newest.c.number == Round.number))
        .where(waits_for_coach | waits_for_group, Cooperative.phase != Phase.STOPPED)
        .options(defer(Round.snapshot))
    )
    return db.session.scalars(statement.order_by(Round.handed_in_at, Round.id)).unique().all()
