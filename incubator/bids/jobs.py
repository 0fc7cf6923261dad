"""What bids do by themselves: move along with what buyers change, and tell the group about it."""

from incubator.bids.services import bidding as services
from incubator.bids.services import corrections
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction


def follow_corrections() -> str:
    """The deadlines of bids in the agenda, as the newest publications have them; a mail about each change."""
    with transaction(actor=SYSTEM):
        number = services.follow_corrections()
        mailed = corrections.tell(now=clock.now())
    return f"{number} bids looked at, {mailed} mails"
