"""Pages of bids, and of the contracts that come of them."""

from incubator.bids.views import (
    board,
    buyer_files,
    contracts,
    deciding,
    proposals,
    requirements,
    tasks,
    writing,
)
from incubator.bids.views.blueprint import pages

__all__ = [
    "board",
    "buyer_files",
    "contracts",
    "deciding",
    "pages",
    "proposals",
    "requirements",
    "tasks",
    "writing",
]
