"""Pages of bids, and of the contracts that come of them."""

from incubator.bids.views import (
    answers,
    board,
    buyer_files,
    contracts,
    deciding,
    proposals,
    requirements,
    section_work,
    sections,
    submitting,
    tasks,
    writing,
)
from incubator.bids.views.blueprint import pages

__all__ = [
    "answers",
    "board",
    "buyer_files",
    "contracts",
    "deciding",
    "pages",
    "proposals",
    "requirements",
    "section_work",
    "sections",
    "submitting",
    "tasks",
    "writing",
]
