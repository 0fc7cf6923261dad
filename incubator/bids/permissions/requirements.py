"""Who may work on what a buyer asks: who writes the bid; its coaches read along."""

from incubator.accounts.models import User
from incubator.bids.models import BuyerFile, Requirement
from incubator.bids.permissions.bidding import may_see_bid, may_write_bid


def may_write_requirement(viewer: User, requirement: Requirement) -> bool:
    return may_write_bid(viewer, requirement.bid)


def may_fetch_file(viewer: User, file: BuyerFile) -> bool:
    return may_see_bid(viewer, file.bid)


def may_write_file(viewer: User, file: BuyerFile) -> bool:
    return may_write_bid(viewer, file.bid)
