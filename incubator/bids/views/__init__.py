"""Pages of bids, and of the contracts that come of them."""

from incubator.bids.views import contracts, looks, making, pricing, writing
from incubator.bids.views.blueprint import pages

__all__ = ["contracts", "looks", "making", "pages", "pricing", "writing"]
