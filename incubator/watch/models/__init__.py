"""What a cooperative looks for, what was found, what it asks others to be told, and what it shares."""

from incubator.watch.models.interest import InterestSharing, SharedInterest
from incubator.watch.models.opportunities import (
    CameBy,
    FollowedNotice,
    Match,
    MatchSource,
    MatchState,
    NoticeFollow,
    RequestState,
    WatchProfile,
    WorkRequest,
    end_of_day,
)
from incubator.watch.models.webhooks import DeliveryState, Webhook, WebhookDelivery

__all__ = [
    "CameBy",
    "DeliveryState",
    "FollowedNotice",
    "InterestSharing",
    "Match",
    "MatchSource",
    "MatchState",
    "NoticeFollow",
    "RequestState",
    "SharedInterest",
    "WatchProfile",
    "Webhook",
    "WebhookDelivery",
    "WorkRequest",
    "end_of_day",
]
