"""When something happened last in each group, whatever the pillar."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Subquery, func, select, union_all

from incubator.bids.models import Bid, BidTask
from incubator.cooperatives.models import Fact, PhaseDocument, PhaseMove
from incubator.core.db import db
from incubator.learning.models import Draft, LessonRead
from incubator.register.models import CapitalEntry, Member, MemberEvent
from incubator.reviews.models import ReviewCase, Round
from incubator.statutes.models import StatutesDraft, StatutesVersion

# What people do has a moment of its own in each of these; what jobs do by themselves is no activity of a group.
DIRECT = (
    (Draft.cooperative_id, Draft.edited_at),
    (LessonRead.cooperative_id, LessonRead.at),
    (StatutesDraft.cooperative_id, StatutesDraft.changed_at),
    (StatutesVersion.cooperative_id, StatutesVersion.made_at),
    (Bid.cooperative_id, Bid.started_at),
    (Bid.cooperative_id, Bid.made_at),
    (Bid.cooperative_id, Bid.submitted_at),
    (Bid.cooperative_id, Bid.decided_at),
    (PhaseDocument.cooperative_id, PhaseDocument.at),
    (PhaseMove.cooperative_id, PhaseMove.at),
)


def last_activity() -> Subquery:
    """By group: when somebody did something last, in the columns cooperative_id and at. Groups of which nothing is known are absent."""
    happened = union_all(*map(_newest, _moments())).subquery()
    newest = select(happened.c.cooperative_id, func.max(happened.c.at).label("at"))
    return newest.group_by(happened.c.cooperative_id).subquery("activity")


def _moments() -> list[Select[*tuple[Any, ...]]]:
    """The moments of every pillar, each with its group."""
    moments: list[Select[*tuple[Any, ...]]] = [
        select(group.label("cooperative_id"), at.label("at")) for group, at in DIRECT
    ]
    # The register tells the dossier the number of members by itself: only what somebody recorded counts.
    moments.append(select(Fact.cooperative_id, Fact.recorded_at.label("at")).where(Fact.author_id.is_not(None)))
    for moment in (Round.handed_in_at, Round.claimed_at, Round.decided_at):
        moments.append(select(ReviewCase.cooperative_id, moment.label("at")).join(Round.case))
    for happening in (MemberEvent.recorded_at, CapitalEntry.recorded_at):
        moments.append(select(Member.cooperative_id, happening.label("at")).join(happening.class_.member))
    moments.append(select(Bid.cooperative_id, BidTask.done_at.label("at")).join(BidTask.bid))
    return moments


def _newest(moments: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """One row a group of each pillar, so that the database joins few rows."""
    inner = moments.subquery()
    return select(inner.c.cooperative_id, func.max(inner.c.at).label("at")).group_by(inner.c.cooperative_id)


def last_activity_of(ids: Sequence[int]) -> dict[int, datetime]:
    """The same for these groups."""
    activity = last_activity()
    statement = select(activity).where(activity.c.cooperative_id.in_(ids), activity.c.at.is_not(None))
    return dict(db.session.execute(statement.order_by(activity.c.cooperative_id)).all())
