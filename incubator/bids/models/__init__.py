"""What is kept of bids."""

from incubator.bids.models.answers import Answer, AnswerUse, LibraryKind
from incubator.bids.models.bids import Bid, BidStage, BidTask
from incubator.bids.models.contracts import Contract
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
from incubator.bids.models.submissions import Submission, SubmittedFile

__all__ = [
    "Answer",
    "AnswerUse",
    "Bid",
    "BidStage",
    "BidTask",
    "BuyerFile",
    "Contract",
    "FileState",
    "LibraryKind",
    "Partner",
    "PartnerRole",
    "PartnerState",
    "Requirement",
    "RequirementKind",
    "RequirementOrigin",
    "RequirementState",
    "Section",
    "SectionVersion",
    "Submission",
    "SubmittedFile",
]
