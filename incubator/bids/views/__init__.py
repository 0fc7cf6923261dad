"""Pages of bids, and of the contracts that come of them."""

from incubator.bids.views import asking, contracts, corrections, registers, results, writing
from incubator.bids.views.blueprint import pages

__all__ = ["asking", "contracts", "corrections", "pages", "registers", "results", "writing"]
