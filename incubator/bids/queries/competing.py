"""Reads about coaches who guide two groups that bid against each other: to a buyer that may look agreed (art. 2.87 lid 1 onder d Aw)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from incubator.accounts.models import Role, User
from incubator.bids.models import Bid
from incubator.bids.queries import partners
from incubator.bids.rules.together import rivals
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import CoachAssignment, Cooperative
from incubator.core.db import db


@dataclass(frozen=True, slots=True)
class TwoBidders:
    """A group that bids against the one of a bid, and the coach who guides both."""

    bid: Bid
    rival: Cooperative
    coach: User


def rivals_of(bid: Bid) -> Sequence[Cooperative]:
    """The groups that bid against this bid."""
    numbers = rivals(*partners.both_sides(bid))
    if not numbers:
        return []
    return db.session.scalars(select(Cooperative).where(Cooperative.id.in_(numbers)).order_by(Cooperative.name)).all()


def seen_by(viewer: User, bid: Bid) -> list[TwoBidders]:
    """What a coach has to know of itself and a manager of the coaches; a group hears nothing of another bid."""
    if viewer.role is Role.MANAGER:
        return guided_both(bid)
    if viewer.role is not Role.COACH or viewer.id not in cooperatives.guides_of(bid.cooperative):
        return []
    return [both for both in guided_both(bid) if both.coach.id == viewer.id]


def guided_both(bid: Bid) -> list[TwoBidders]:
    """The coaches of the group of this bid who also guide a group that bids against it."""
    against = rivals_of(bid)
    if not against:
        return []
    guides = cooperatives.guides_of_each([bid.cooperative, *against])
    both = []
    for rival in against:
        for number in sorted(guides[bid.cooperative_id] & guides[rival.id]):
            both.append(TwoBidders(bid, rival, db.session.get_one(User, number)))
    return both


def guides() -> Sequence[User]:
    """Who guides a group."""
    statement = select(User).where(User.is_active, User.id.in_(select(CoachAssignment.user_id)))
    return db.session.scalars(statement.order_by(User.id)).all()


def bids_guided_by(coach: User) -> Sequence[Bid]:
    """The bids that are not over of the groups that someone guides."""
    statement = select(Bid).join(Bid.cooperative).where(Cooperative.coaches.any(user_id=coach.id))
    statement = statement.where(Bid.notice_id.is_not(None), Bid.stage.not_in(partners.OVER))
    return db.session.scalars(statement.order_by(Bid.id)).all()


def guided_against(coach: User) -> list[tuple[Bid, User]]:
    """The bids of the groups that someone guides, each with another coach who guides a group that bids against it."""
    known: dict[tuple[int, int], tuple[Bid, User]] = {}
    for bid in bids_guided_by(coach):
        against = rivals_of(bid)
        guides = cooperatives.guides_of_each(against)
        for rival in against:
            for number in sorted(guides[rival.id] - {coach.id}):
                known[bid.id, number] = bid, db.session.get_one(User, number)
    return list(known.values())
