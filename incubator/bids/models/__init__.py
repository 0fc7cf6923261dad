"""What is kept of bids."""

from incubator.bids.models.bids import Bid, BidStage, BidTask
from incubator.bids.models.contracts import Contract
from incubator.bids.models.declarations import Declaration, DeclarationPart, DeclarationRequest, DeclarationVersion
from incubator.bids.models.partners import Partner, PartnerRole, PartnerState
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
    "BidStage",
    "BidTask",
    "BuyerFile",
    "Contract",
    "Declaration",
    "DeclarationPart",
    "DeclarationRequest",
    "DeclarationVersion",
    "FileState",
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
