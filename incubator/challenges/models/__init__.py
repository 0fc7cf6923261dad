"""What is kept of the right to challenge."""

from incubator.challenges.models.buyers import BuyerContact, BuyerTalk, BuyingPolicyRecord, GroupBuyer
from incubator.challenges.models.challenges import CaseRow, Challenge, ChallengeStep, SupportRecord
from incubator.challenges.models.contracts import KnownContract
from incubator.challenges.models.regulations import RegulationReport, RegulationVersion
from incubator.challenges.models.signatures import InformationRequest, Signature, SupportPage

__all__ = [
    "BuyerContact",
    "BuyerTalk",
    "BuyingPolicyRecord",
    "CaseRow",
    "Challenge",
    "ChallengeStep",
    "GroupBuyer",
    "InformationRequest",
    "KnownContract",
    "RegulationReport",
    "RegulationVersion",
    "Signature",
    "SupportPage",
    "SupportRecord",
]
