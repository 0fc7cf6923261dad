"""What is kept of bids."""

from incubator.bids.models.answers import Answer, AnswerKind, AnswerUse
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
    "AnswerKind",
    "AnswerUse",
    "Bid",
    "BidStage",
    "BidTask",
    "BuyerFile",
    "Contract",
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
    "Submission",
    "SubmittedFile",
]
