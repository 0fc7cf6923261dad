"""What is kept of bids."""

from incubator.bids.models.answers import Answer, AnswerUse, LibraryKind
from incubator.bids.models.bids import Bid, BidInvitation, BidStage, BidTask, GoDecision
from incubator.bids.models.contracts import Contract
from incubator.bids.models.declarations import Declaration, DeclarationPart, DeclarationRequest, DeclarationVersion
from incubator.bids.models.documents import BidDocument, DocumentLook, DocumentTemplate, PdfState
from incubator.bids.models.partners import Partner, PartnerAnswer, PartnerChange, PartnerRole, PartnerState
from incubator.bids.models.pricing import PriceLine, PriceSheet
from incubator.bids.models.questions import BidEffect, BidReading, BuyerQuestion, EffectKind
from incubator.bids.models.requirements import (
    BuyerFile,
    FileState,
    Requirement,
    RequirementOrigin,
    RequirementState,
)
from incubator.bids.models.results import AwardDecision, AwardOutcome, CriterionScore, LossReason, StandstillKind
from incubator.bids.models.sections import Section, SectionVersion
from incubator.bids.models.submissions import Submission, SubmittedFile
from incubator.bids.values.requirements import RequirementKind

__all__ = [
    "Answer",
    "AnswerUse",
    "AwardDecision",
    "AwardOutcome",
    "Bid",
    "BidDocument",
    "BidEffect",
    "BidInvitation",
    "BidReading",
    "BidStage",
    "BidTask",
    "BuyerFile",
    "BuyerQuestion",
    "Contract",
    "CriterionScore",
    "Declaration",
    "DeclarationPart",
    "DeclarationRequest",
    "DeclarationVersion",
    "DocumentLook",
    "DocumentTemplate",
    "EffectKind",
    "FileState",
    "GoDecision",
    "LibraryKind",
    "LossReason",
    "Partner",
    "PartnerAnswer",
    "PartnerChange",
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
    "StandstillKind",
    "Submission",
    "SubmittedFile",
]
