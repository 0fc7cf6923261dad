"""Which page asks what a step of a bid takes: a decision, a hand-in, the outcome."""

from typing import Any

from flask import url_for

from incubator.bids.models import Bid, BidStage
from incubator.bids.queries import sections as written
from incubator.bids.rules import stages

ASKING = {BidStage.SUBMITTED: "bids.submit", BidStage.WON: "bids.after", BidStage.LOST: "bids.after"}


def page_of_step(bid: Bid, stage: BidStage) -> str | None:
    """The page that asks for what goes with this step; None when nothing has to be said."""
    place: dict[str, Any] = {"slug": bid.cooperative.slug, "bid_id": bid.id}
    if stage.value not in stages.STEPS[bid.stage.value]:
        return None
    if stage is BidStage.WRITING and bid.stage is BidStage.DECIDING:
        return url_for("bids.decide", **place)
    if stage is BidStage.WRITING:
        standing = written.submission(bid)
        return None if standing is None else url_for("bids.take_submission_back", submission_id=standing.id, **place)
    if stage in ASKING:
        return url_for(ASKING[stage], **place)
    return None
