"""Pages of bids, and of the contracts that come of them."""

from incubator.bids.views import buyer_files, contracts, proposals, requirements, writing
from incubator.bids.views.blueprint import pages

__all__ = ["buyer_files", "contracts", "pages", "proposals", "requirements", "writing"]
