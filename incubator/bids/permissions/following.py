"""Who may work on what belongs to a bid: the cooperative itself."""

from typing import Protocol

from incubator.accounts.models import User
from incubator.bids.models import Bid, CriterionScore
from incubator.bids.permissions.bidding import may_write_bid


class PartOfBid(Protocol):
    """A question, an effect: anything that knows its bid."""

    @property
    def bid(self) -> Bid: ...


def may_write_part(viewer: User, part: PartOfBid) -> bool:
    return may_write_bid(viewer, part.bid)


def may_write_score(viewer: User, score: CriterionScore) -> bool:
    return may_write_bid(viewer, score.decision.bid)
