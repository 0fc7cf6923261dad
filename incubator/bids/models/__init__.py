"""What is kept of bids."""

from incubator.bids.models.bids import Bid, BidStage, BidTask, GoDecision
from incubator.bids.models.contracts import Contract
from incubator.bids.models.partners import Partner, PartnerRole, PartnerState
from incubator.bids.models.requirements import (
    BuyerFile,
    FileState,
    Requirement,
    RequirementOrigin,
    RequirementState,
)
from incubator.bids.models.sections import Section, SectionVersion
from incubator.bids.values.requirements import RequirementKind

__all__ = [
    "Bid",
    "BidStage",
    "BidTask",
    "BuyerFile",
    "Contract",
    "FileState",
    "GoDecision",
    "Partner",
    "PartnerRole",
    "PartnerState",
    "Requirement",
    "RequirementKind",
    "RequirementOrigin",
    "RequirementState",
    "Section",
    "SectionVersion",
]
