"""When something happened last in each group, whatever the pillar."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Subquery, func, select, union_all

from incubator.bids.models import Bid, BidTask
from incubator.cooperatives.models import Fact, PhaseDocument, PhaseMove
from incubator.core.prepared import IDS, Question, rows
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
# These know their group by another row.
JOINED: tuple[tuple[Any, Any, Any], ...] = (
    # A round is handed in, then claimed, then decided: the last of these that happened is its newest moment, read in one go.
    (ReviewCase.cooperative_id, func.coalesce(Round.decided_at, Round.claimed_at, Round.handed_in_at), Round.case),
    (Member.cooperative_id, MemberEvent.recorded_at, MemberEvent.member),
    (Member.cooperative_id, CapitalEntry.recorded_at, CapitalEntry.member),
    (Bid.cooperative_id, BidTask.done_at, BidTask.bid),
)


@cache
def last_activity() -> Subquery:
    """By group: when somebody did something last, in the columns cooperative_id and at. Groups of which nothing is known are absent."""
    return _newest_of_all([statement for _group, statement in _newest_of_each()])


def last_activity_of(ids: Sequence[int]) -> dict[int, datetime]:
    """The same for these groups, by their number."""
    return dict(rows(_of_some_groups(), ids=ids))


@cache
def _of_some_groups() -> Question:
    # Narrowed in each pillar, where an index finds the group: narrowed afterwards, every table is read to its end.
    activity = _newest_of_all([statement.where(group.in_(IDS)) for group, statement in _newest_of_each()])
    return select(activity).where(activity.c.at.is_not(None)).order_by(activity.c.cooperative_id)


def _newest_of_each() -> Iterator[tuple[Any, Question]]:
    """Of each kind of moment the newest of every group, with the column of the group."""
    for group, at in DIRECT:
        yield group, _newest(group, at)
    for group, at, road in JOINED:
        yield group, _newest(group, at).join(road)
    # The register tells the dossier the number of members by itself: only what somebody recorded counts.
    recorded = _newest(Fact.cooperative_id, Fact.recorded_at)
    yield Fact.cooperative_id, recorded.where(Fact.author_id.is_not(None))


def _newest(group: Any, at: Any) -> Question:
    return select(group.label("cooperative_id"), func.max(at).label("at")).group_by(group)


def _newest_of_all(statements: Sequence[Question]) -> Subquery:
    happened = union_all(*statements).subquery()
    newest = select(happened.c.cooperative_id, func.max(happened.c.at).label("at"))
    return newest.group_by(happened.c.cooperative_id).subquery("activity")
