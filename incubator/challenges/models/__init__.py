"""What is kept of the right to challenge."""

from incubator.challenges.models.buyers import BuyerContact, BuyerTalk, BuyingPolicyRecord, GroupBuyer
from incubator.challenges.models.contracts import KnownContract
from incubator.challenges.models.regulations import RegulationReport, RegulationVersion

__all__ = [
    "BuyerContact",
    "BuyerTalk",
    "BuyingPolicyRecord",
    "GroupBuyer",
    "KnownContract",
    "RegulationReport",
    "RegulationVersion",
]
