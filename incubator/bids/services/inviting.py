"""In a procedure in two stages: we are invited to bid, and by when. Nothing here commits."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.bids.models import Bid, BidInvitation, BidStage
from incubator.bids.queries import sections as written
from incubator.bids.rules import inviting as rules
from incubator.bids.services import bidding, tasks
from incubator.core.db import db, lock


def invite(bid: Bid, due: datetime, *, day_only: bool, by: User, now: datetime) -> None:
    """The buyer invites us: from now on the bid itself is due, with its plan, its price and its own tasks. Said again it moves the day.

    Raises `RuleViolation` for a bid that takes no invitation, or a day that is not after that of the request.
    """
    lock(bid.cooperative)
    bid = lock(bid)
    asked_by = bid.notice.deadline if bid.notice is not None else None
    rules.check_invited(in_two_stages=bid.notice is not None and bid.notice.asks_first, stage=bid.stage.value)
    rules.check_due(due, asked_by)
    if bid.invitation is None:
        bid.invitation = BidInvitation(due=due, noted_at=now, noted_by_id=by.id)
        bid.stage, bid.submitted_at = BidStage.WRITING, None
    bid.invitation.due, bid.invitation.day_only = due, day_only
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
