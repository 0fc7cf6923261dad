"""Pages of bids, and of the contracts that come of them."""

from incubator.bids.views import contracts, writing
from incubator.bids.views.blueprint import pages

__all__ = ["contracts", "pages", "writing"]
