"""How groups look for work and what they bid on, with as many questions for forty groups as for one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from sqlalchemy import BindParameter, bindparam, exists, func, select

from incubator.bids.models import Bid, BidStage
from incubator.core.prepared import IDS, Question, rows
from incubator.home.values import AskedPlace, BidPlace
from incubator.notices.models import Notice
from incubator.notices.queries.statuses import next_deadline
from incubator.watch.models import RequestState, WorkRequest, end_of_day


@dataclass(slots=True)
class GroupBids:
    """What a group decides about and writes, the nearest deadline first, what lies with buyers, and whether it ever handed one in."""

    deciding: list[BidPlace] = field(default_factory=list)
    writing: list[BidPlace] = field(default_factory=list)
    with_buyer: list[BidPlace] = field(default_factory=list)
    handed_in: bool = False


def bids(ids: Sequence[int], now: datetime) -> dict[int, GroupBids]:
    """The bids of the groups that have any, on notices and on what clients asked."""
    places: defaultdict[int, GroupBids] = defaultdict(GroupBids)
    for number, stage, bid, name, started_at, submitted_at, closes, due_on in rows(_bids_of_groups(), ids=ids, now=now):
        place = BidPlace(bid, name, submitted_at or started_at, end_of_day(due_on) or closes)
        of_group = places[number]
        if stage is BidStage.DECIDING:
            of_group.deciding.append(place)
        if stage is BidStage.WRITING:
            of_group.writing.append(place)
        if stage is BidStage.SUBMITTED:
            of_group.with_buyer.append(place)
        of_group.handed_in = of_group.handed_in or submitted_at is not None
    # The deadline of what a client asked directly is no column: the order of the database does not know it.
    for of_group in places.values():
        of_group.deciding.sort(key=_nearest_first)
        of_group.writing.sort(key=_nearest_first)
    return places


@cache
def _bids_of_groups() -> Question:
    now: BindParameter[datetime] = bindparam("now")
    deadline, title = next_deadline(now), func.coalesce(Notice.title, WorkRequest.title)
    statement: Question = select(
        Bid.cooperative_id, Bid.stage, Bid.id, title, Bid.started_at, Bid.submitted_at, deadline, WorkRequest.due_on
    )
    statement = statement.outerjoin(Bid.notice).outerjoin(Bid.request).where(Bid.cooperative_id.in_(IDS))
    return statement.order_by(deadline.is_(None), deadline, Bid.id)


def _nearest_first(place: BidPlace) -> tuple[bool, datetime]:
    return place.deadline is None, place.deadline or place.moved_at


def asked(ids: Sequence[int]) -> dict[int, list[AskedPlace]]:
    """What clients asked of the groups that nobody said no to or began a bid on, the longest waiting first."""
    places: defaultdict[int, list[AskedPlace]] = defaultdict(list)
    for number, *request in rows(_requests_open(), ids=ids):
        places[number].append(AskedPlace(*request))
    return places


@cache
def _requests_open() -> Question:
    shown = (WorkRequest.cooperative_id, WorkRequest.id, WorkRequest.title, WorkRequest.client, WorkRequest.entered_at)
    statement: Question = select(*shown).order_by(WorkRequest.entered_at, WorkRequest.id)
    no_bid = ~exists().where(Bid.request_id == WorkRequest.id)
    return statement.where(WorkRequest.cooperative_id.in_(IDS), WorkRequest.state == RequestState.OPEN, no_bid)
