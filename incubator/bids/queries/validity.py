"""Until when a bid stays valid, as its notice is now."""

from datetime import date, datetime

from incubator.bids.models import Bid
from incubator.bids.queries import bidding, corrections
from incubator.bids.rules import validity


def invited_by(bid: Bid) -> datetime | None:
    """By when who is invited bids; None for who is not."""
    return None if bid.invitation is None else bid.invitation.due


def last_day(bid: Bid) -> date | None:
    """The last day on which our bid binds us; None for a quotation, or where the notice does not say."""
    # A request to take part binds nobody to a price.
    if bid.notice is None or bid.asks_first:
        return None
    newest = corrections.newest_of(bid.notice)
    chosen = bidding.chosen_lots(bid, newest)
    return validity.last_day(validity.terms_of(newest.content, chosen, invited_by(bid)))
