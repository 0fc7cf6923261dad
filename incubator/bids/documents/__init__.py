"""The documents of a bid, as data: Dutch, because the buyer reads them."""

from incubator.bids.documents.facts import SHOWN
from incubator.bids.documents.kinds import BidDocumentKind, PlannedDocument
from incubator.bids.documents.sets import (
    KINDS,
    gaps_of_set,
    goes_along,
    made,
    planned_of,
)
from incubator.bids.values.documents import Known

__all__ = [
    "KINDS",
    "SHOWN",
    "BidDocumentKind",
    "Known",
    "PlannedDocument",
    "gaps_of_set",
    "goes_along",
    "made",
    "planned_of",
]
