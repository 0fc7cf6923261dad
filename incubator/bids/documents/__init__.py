"""The documents of a bid, as data: Dutch, because the buyer reads them."""

from incubator.bids.documents.plan import Known, plan_of_approach

__all__ = ["Known", "plan_of_approach"]
