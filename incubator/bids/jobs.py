"""What bids do by themselves: move along with what buyers change."""

from incubator.bids.services import bidding as services
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction


def follow_corrections() -> str:
    """The deadlines of bids in the agenda, as the newest publications have them."""
    with transaction(actor=SYSTEM):
        number = services.follow_corrections(now=clock.now())
    return f"{number} bids looked at"
