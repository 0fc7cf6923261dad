"""What is weighed, and what comes out."""

from incubator.challenges.values.regulations import (
    Challenger,
    CostRule,
    Exclusion,
    ExclusionKind,
    LaidDown,
    PartOfRequest,
    Regulation,
    RegulationWords,
    RequestPart,
)
from incubator.challenges.values.tasks import Buyer, KnownContract, PublicTask, Suitability, WorkClass
from incubator.challenges.values.verdicts import AuthorityRules, Ground, GroundKind, LegalRule, Level, NextStep, Verdict

__all__ = [
    "AuthorityRules",
    "Buyer",
    "Challenger",
    "CostRule",
    "Exclusion",
    "ExclusionKind",
    "Ground",
    "GroundKind",
    "KnownContract",
    "LaidDown",
    "LegalRule",
    "Level",
    "NextStep",
    "PartOfRequest",
    "PublicTask",
    "Regulation",
    "RegulationWords",
    "RequestPart",
    "Suitability",
    "Verdict",
    "WorkClass",
]
