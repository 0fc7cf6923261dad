"""The documents of a bid, as data: Dutch, because the buyer reads them."""

from incubator.bids.documents.facts import SHOWN, Known
from incubator.bids.documents.plan import open_points_of, plan_of_approach

__all__ = ["SHOWN", "Known", "open_points_of", "plan_of_approach"]
