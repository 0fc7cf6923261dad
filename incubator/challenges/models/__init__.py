"""What is stored of the right to challenge."""

from incubator.challenges.models.buyers import BuyerContact, BuyerTalk, BuyingPolicyRecord, GroupBuyer

__all__ = ["BuyerContact", "BuyerTalk", "BuyingPolicyRecord", "GroupBuyer"]
