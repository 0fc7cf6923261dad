"""Pages of bids, and of the contracts that come of them."""

from incubator.bids.views import (
    contracts,
    declaration_files,
    declaration_parts,
    declarations,
    declaring,
    joining,
    joint_documents,
    together,
    writing,
)
from incubator.bids.views.blueprint import pages

__all__ = [
    "contracts",
    "declaration_files",
    "declaration_parts",
    "declarations",
    "declaring",
    "joining",
    "joint_documents",
    "pages",
    "together",
    "writing",
]
