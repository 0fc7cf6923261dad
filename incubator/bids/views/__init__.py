"""Pages of bids, and of the contracts that come of them."""

from incubator.bids.views import answers, contracts, section_work, sections, submitting, writing
from incubator.bids.views.blueprint import pages

__all__ = ["answers", "contracts", "pages", "section_work", "sections", "submitting", "writing"]
