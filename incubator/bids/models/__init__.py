"""What is kept of bids."""

from incubator.bids.models.answers import Answer, AnswerUse, LibraryKind
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
from incubator.bids.models.submissions import Submission, SubmittedFile
from incubator.bids.values.requirements import RequirementKind

__all__ = [
    "Answer",
    "AnswerUse",
    "Bid",
    "BidStage",
    "BidTask",
    "BuyerFile",
    "Contract",
    "FileState",
    "GoDecision",
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
