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
from incubator.challenges.values.tasks import Buyer, PublicTask, Suitability
from incubator.challenges.values.verdicts import Ground, LegalRule, Level, Verdict

__all__ = [
    "Buyer",
    "Challenger",
    "CostRule",
    "Exclusion",
    "ExclusionKind",
    "Ground",
    "Imported",
    "LaidDown",
    "LegalRule",
    "Level",
    "PartOfRequest",
    "PublicTask",
    "Regulation",
    "RegulationChange",
    "RegulationState",
    "RegulationWords",
    "RequestPart",
    "Suitability",
    "Verdict",
]
