"""What is weighed, and what comes out."""

from incubator.challenges.values.regulations import (
    Challenger,
    CostRule,
    Exclusion,
    ExclusionKind,
    Imported,
    LaidDown,
    PartOfRequest,
    Regulation,
    RegulationChange,
    RegulationState,
    RegulationWords,
    RequestPart,
)
from incubator.challenges.values.tasks import Buyer, ContractFacts, PublicTask, Suitability, WorkClass
from incubator.challenges.values.verdicts import (
    AuthorityRules,
    Ground,
    GroundKind,
    LegalRule,
    Level,
    NextAction,
    Verdict,
)

__all__ = [
    "AuthorityRules",
    "Buyer",
    "Challenger",
    "ContractFacts",
    "CostRule",
    "Exclusion",
    "ExclusionKind",
    "Ground",
    "GroundKind",
    "Imported",
    "LaidDown",
    "LegalRule",
    "Level",
    "NextAction",
    "PartOfRequest",
    "PublicTask",
    "Regulation",
    "RegulationChange",
    "RegulationState",
    "RegulationWords",
    "RequestPart",
    "Suitability",
    "Verdict",
    "WorkClass",
]
