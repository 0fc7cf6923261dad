"""Who may write a bid: the cooperative itself; its coaches read along. Contracts may be recorded by who guides it too."""

from incubator.accounts.models import User
from incubator.bids.models import Bid, BidDocument, BidTask, PriceLine
from incubator.cooperatives import permissions


def may_see_bid(viewer: User, bid: Bid) -> bool:
    """Loading within sight has already decided."""
    # Every loader of a bid asks for the cooperative first.
    return bid is not None


def may_write_bid(viewer: User, bid: Bid) -> bool:
    return permissions.may_work(viewer, bid.cooperative)


def may_tick(viewer: User, task: BidTask) -> bool:
    return may_write_bid(viewer, task.bid)


def may_see_document(viewer: User, document: BidDocument) -> bool:
    """Loading within sight has already decided."""
    return may_see_bid(viewer, document.bid)


def may_write_line(viewer: User, line: PriceLine) -> bool:
    return may_write_bid(viewer, line.bid)
