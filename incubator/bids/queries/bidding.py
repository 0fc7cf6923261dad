"""Reads about bids."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import aliased, selectinload

from incubator.accounts.models import User
from incubator.bids import documents
from incubator.bids.models import Bid, BidStage, BidTask
from incubator.bids.queries import corrections
from incubator.bids.rules import lots
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.core.prepared import IDS, Question, rows
from incubator.formats.values import ReadLot
from incubator.notices.models import Notice
from incubator.watch import queries as watch
from incubator.watch.models import Match, WorkRequest

OPEN = (BidStage.SEEN, BidStage.INTERESTING, BidStage.DECIDING, BidStage.WRITING)


def bids(group: Cooperative) -> Sequence[Bid]:
    """The bids of a cooperative, the nearest deadline first."""
    statement = (
        select(Bid)
        .where(Bid.cooperative_id == group.id)
        .options(selectinload(Bid.notice).selectinload(Notice.buyer), selectinload(Bid.request))
        .options(selectinload(Bid.tasks).selectinload(BidTask.owner), selectinload(Bid.owner))
        .order_by(Bid.id)
    )
    return sorted(db.session.scalars(statement), key=_closes)


def _closes(bid: Bid) -> tuple[bool, datetime]:
    deadline = bid.deadline
    return deadline is None, deadline or bid.started_at


def bid(viewer: User, slug: str, bid_id: int) -> Bid | None:
    """One bid of a cooperative within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    statement = select(Bid).where(Bid.id == bid_id, Bid.cooperative_id == group.id).options(selectinload(Bid.tasks))
    return db.session.scalar(statement)


@dataclass(frozen=True, slots=True)
class GroupAndNotice:
    """How things stand between a group and a notice, for who works in the group."""

    group: Cooperative
    match: Match | None
    bid: Bid | None
    exists: bool  # the deed has been signed: the cooperative can bid


def for_groups_of(viewer: User, notice: Notice) -> list[GroupAndNotice]:
    """The groups in which this person works, each with what it did with a notice."""
    statement = (
        select(Participation)
        .join(Participation.cooperative)
        .where(
            Participation.user_id == viewer.id,
            Participation.until.is_(None),
            Participation.role != ParticipationRole.OBSERVER,
            Cooperative.phase != Phase.STOPPED,
        )
        .options(selectinload(Participation.cooperative).selectinload(Cooperative.milestones))
        .order_by(Participation.id)
    )
    groups = [participation.cooperative for participation in db.session.scalars(statement)]
    ids = [group.id for group in groups]
    kept = watch.matches_of_groups(ids, notice)
    # A bid goes by the newest edition, whichever of them somebody looks at.
    editions = {notice.id, corrections.newest_of(notice).id}
    statement_of_bids = select(Bid).where(Bid.cooperative_id.in_(ids), Bid.notice_id.in_(editions)).order_by(Bid.id)
    begun: dict[int, Bid] = {}
    for bid in db.session.scalars(statement_of_bids):
        if bid.cooperative_id not in begun or bid.notice_id == notice.id:
            begun[bid.cooperative_id] = bid
    return [GroupAndNotice(group, kept.get(group.id), begun.get(group.id), _exists(group)) for group in groups]


def _exists(group: Cooperative) -> bool:
    return any(milestone.key == "deed" for milestone in group.milestones)


def bid_on(group: Cooperative, notice: Notice) -> Bid | None:
    return db.session.scalar(select(Bid).where(Bid.cooperative_id == group.id, Bid.notice_id == notice.id))


def bid_on_request(asked: WorkRequest) -> Bid | None:
    return db.session.scalar(select(Bid).where(Bid.request_id == asked.id))


def bid_on_challenge(challenge_id: int) -> Bid | None:
    """The bid on the work of a challenge, for the page of that challenge."""
    statement = select(Bid).join(Bid.request).where(WorkRequest.challenge_id == challenge_id)
    return db.session.scalar(statement)


def lots_to_choose(work: Notice | WorkRequest) -> list[ReadLot]:
    """The lots that the notice has; a group of lots is none."""
    return lots.offered(work.content)


def chosen_lots(bid: Bid, work: Notice | WorkRequest | None = None) -> tuple[ReadLot, ...]:
    """The lots that a bid is about, all of them where nobody chose; `work` is a newer publication of the same notice."""
    return lots.chosen((work or bid.work).content, bid.lots)


def lots_of_party(bid: Bid, own: Sequence[str]) -> tuple[str, ...]:
    """The lots of who bids along, by its own lots; empty for the whole work."""
    return lots.of_party(bid.work.content, bid.lots, own)


def changed_facts(bid: Bid) -> list[str]:
    """Which facts of the documents hold another value now than when the set was made last; none before it was made."""
    if not bid.facts_used:
        return []
    now = cooperatives.holding_values(bid.cooperative)
    return [key for key in documents.SHOWN if now.get(key) != bid.facts_used.get(key)]


def drafts_with_newest() -> list[tuple[Bid, Notice]]:
    """Each bid on a notice that still has to be handed in, with the newest publication of that notice."""
    newest, later = aliased(Notice), aliased(Notice)
    corrected = exists().where(later.corrects_id == newest.id, later.kind == newest.kind)
    statement = (
        select(Bid, newest)
        .join(Bid.notice)
        .join(newest, and_(newest.family_id == Notice.family_id, newest.kind == Notice.kind))
        .where(
            Bid.stage.in_(OPEN),
            or_(newest.id == Notice.id, newest.corrects_id.is_not(None)),
            newest.merged_into_id.is_(None),
            ~corrected,
        )
        .options(selectinload(Bid.cooperative), selectinload(Bid.notice))
        .order_by(Bid.id, newest.published, newest.id)
    )
    # Of a notice with several corrections the last stays.
    newest_of: dict[Bid, Notice] = {}
    for bid, notice in db.session.execute(statement):
        newest_of[bid] = notice
    return list(newest_of.items())


def task_of_bid(viewer: User, slug: str, bid_id: int, key: str) -> BidTask | None:
    """A task of a bid within sight, by its key. A loader for `guarded`."""
    owner = bid(viewer, slug, bid_id)
    if owner is None:
        return None
    return db.session.scalar(select(BidTask).where(BidTask.bid_id == owner.id, BidTask.key == key))


def numbered_task(viewer: User, slug: str, bid_id: int, task_id: int) -> BidTask | None:
    """A task of a bid within sight. A loader for `guarded`."""
    owner = bid(viewer, slug, bid_id)
    if owner is None:
        return None
    return db.session.scalar(select(BidTask).where(BidTask.bid_id == owner.id, BidTask.id == task_id))


def procurements_bid_on(cooperative_ids: Sequence[int]) -> frozenset[tuple[int, int]]:
    """On which procurements these cooperatives have a bid, however it ended: pairs of their numbers."""
    return frozenset(map(tuple, rows(_procurements(), ids=cooperative_ids)))


@cache
def _procurements() -> Question:
    statement = select(Bid.cooperative_id, Notice.family_id).join(Bid.notice)
    return statement.where(Bid.cooperative_id.in_(IDS)).order_by(Bid.id)
