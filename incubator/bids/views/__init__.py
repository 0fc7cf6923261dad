"""Pages of bids, and of the contracts that come of them."""

from incubator.bids.views import board, contracts, deciding, tasks, writing
from incubator.bids.views.blueprint import pages

__all__ = ["board", "contracts", "deciding", "pages", "tasks", "writing"]
