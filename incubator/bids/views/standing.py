"""What was handed in stands: why nothing is written any more, and the way forward, for the pages of a bid."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from incubator.accounts.permissions import viewer
from incubator.bids.models import Bid, BidStage
from incubator.bids.permissions import bidding as permissions
from incubator.bids.queries import sections as queries
from incubator.bids.rules import stages
from incubator.bids.views.blueprint import pages


@dataclass(frozen=True, slots=True)
class ClosedBid:
    """Why a bid is only read, and for who may change that the page on which it is done."""

    why: str
    way: str = ""
    label: str = ""


@pages.app_context_processor
def closed() -> dict[str, object]:
    """For the pages on which a bid is written."""
    return {"why_closed": why_closed}


def why_closed(bid: Bid) -> ClosedBid | None:
    """None while the bid may be written."""
    standing = queries.submission(bid)
    stage, handed_in = bid.stage.value, standing is not None
    if stages.is_open_for_writing(stage, handed_in=handed_in):
        return None
    why = _(stages.why_closed(stage, handed_in=handed_in))
    # What the buyer decided nobody takes back.
    if not stages.STEPS[stage] or not permissions.may_write_bid(viewer(), bid):
        return ClosedBid(why)
    slug = bid.cooperative.slug
    if standing is not None:
        way = url_for("bids.take_submission_back", submission_id=standing.id, slug=slug, bid_id=bid.id)
        return ClosedBid(why, way, _("Take the hand-in back"))
    label = _("Write again") if bid.stage is BidStage.SUBMITTED else _("Take it up again")
    return ClosedBid(why, url_for("bids.stage", slug=slug, bid_id=bid.id), label)


def may_write_now(bid: Bid) -> bool:
    """Whether who looks may write this bid, and it may be written."""
    return permissions.may_write_bid(viewer(), bid) and queries.is_open(bid)
