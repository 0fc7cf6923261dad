"""What is kept of bids."""

from incubator.bids.models.bids import Bid, BidStage, BidTask
from incubator.bids.models.contracts import Contract
from incubator.bids.models.documents import BidDocument, DocumentLook, DocumentTemplate, PdfState
from incubator.bids.models.partners import Partner, PartnerRole, PartnerState
from incubator.bids.models.pricing import PriceLine, PriceSheet
from incubator.bids.models.requirements import (
    BuyerFile,
    FileState,
    Requirement,
    RequirementKind,
    RequirementOrigin,
    RequirementState,
)
from incubator.bids.models.sections import Section, SectionVersion

__all__ = [
    "Bid",
    "BidDocument",
    "BidStage",
    "BidTask",
    "BuyerFile",
    "Contract",
    "DocumentLook",
    "DocumentTemplate",
    "FileState",
    "Partner",
    "PartnerRole",
    "PartnerState",
    "PdfState",
    "PriceLine",
    "PriceSheet",
    "Requirement",
    "RequirementKind",
    "RequirementOrigin",
    "RequirementState",
    "Section",
    "SectionVersion",
]
