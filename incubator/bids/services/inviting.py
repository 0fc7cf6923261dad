"""In a procedure in two stages: that one asks to take part first, that we are invited, and by when. Nothing here commits."""

from dataclasses import dataclass
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.bids.models import Bid, BidInvitation, BidStage, RequirementOrigin
from incubator.bids.queries import documents as queries
from incubator.bids.queries import requirements as asked
from incubator.bids.queries import sections as written
from incubator.bids.rules import inviting as rules
from incubator.bids.rules.requirements.of_notice import closing_sentence
from incubator.bids.services import bidding, tasks
from incubator.bids.services.requirements import deadline_in_words
from incubator.core import clock
from incubator.core.db import db, lock


@dataclass(frozen=True, slots=True)
class RoadTerms:
    """What somebody read in the papers: whether one asks to take part first (None: nobody knows), and where it stands."""

    asks_first: bool | None
    because: str = ""


def choose_road(bid: Bid, terms: RoadTerms, *, now: datetime) -> None:
    """By which road one comes where the notice leaves it open: its papers, tasks, days and words go along, and so does what was handed in.

    Raises `RuleViolation` where the notice itself says it, and once something followed from the road.
    """
    lock(bid.cooperative)
    bid = lock(bid)
    rules.check_road(left_open=queries.is_asked_after(bid), invited=bid.invitation is not None, stage=bid.stage.value)
    if (bid.asks_to_take_part, bid.road_because or "") == (terms.asks_first, terms.because):
        return
    before = bid.asks_first
    bid.asks_to_take_part, bid.road_because = terms.asks_first, terms.because
    bid.road_at = now
    # What was handed in is kept as it was; only what it was called changes.
    standing = written.submission(bid)
    if standing is not None:
        standing.of_request = bid.asks_first
    db.session.flush()
    _name_what_is_due(bid, before=before)
    tasks.follow(bid, now=now)
    bidding.put_dates(bid)


def _name_what_is_due(bid: Bid, *, before: bool) -> None:
    """The sentence of ours about the last moment names what has to be in by then; what somebody wrote stays."""
    moment = deadline_in_words(bid)
    earlier, later = closing_sentence(moment, asks_first=before), closing_sentence(moment, asks_first=bid.asks_first)
    for row in asked.requirements(bid):
        if row.origin is RequirementOrigin.NOTICE and row.text == earlier:
            row.text = later
            row.revision += 1


def invite(bid: Bid, due: datetime, *, day_only: bool, by: User, now: datetime, invited_on: date | None = None) -> None:
    """The buyer invites us: from now on the bid itself is due, with its plan, its price and its own tasks. Said again it moves the day.

    Raises `RuleViolation` for a bid that takes no invitation, or days that cannot be.
    """
    lock(bid.cooperative)
    bid = lock(bid)
    asked_by = bid.notice.deadline if bid.notice is not None else None
    rules.check_invited(
        in_two_stages=bid.in_two_stages or bid.invitation is not None,
        stage=bid.stage.value,
        left_open=queries.is_asked_after(bid),
    )
    rules.check_due(due, asked_by)
    rules.check_invited_on(invited_on, clock.local(due).date(), clock.local(now).date())
    if bid.invitation is None:
        bid.invitation = BidInvitation(due=due, noted_at=now, noted_by_id=by.id)
        bid.stage, bid.submitted_at = BidStage.WRITING, None
    bid.invitation.due, bid.invitation.day_only, bid.invitation.invited_on = due, day_only, invited_on
    db.session.flush()
    tasks.plan_anew(bid, now=now)
    bidding.put_dates(bid)


def take_back(bid: Bid, *, now: datetime) -> None:
    """We are not invited after all: what was asked before stands again, and what was written stays.

    Raises `RuleViolation` once the bid itself was handed in.
    """
    lock(bid.cooperative)
    bid = lock(bid)
    if bid.invitation is None:
        return
    rules.check_not_handed_in(handed_in=written.submission(bid) is not None)
    bid.invitation = None
    db.session.flush()
    request = written.submission(bid)
    if request is not None:
        bid.stage, bid.submitted_at = BidStage.SUBMITTED, request.handed_in_at
    elif bid.stage in tasks.WORKED_ON:
        tasks.plan_anew(bid, now=now)
    bidding.put_dates(bid)
