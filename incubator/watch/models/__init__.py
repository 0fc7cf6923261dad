"""What a cooperative looks for, what was found, what it asks others to be told, and what it shares."""

from incubator.watch.models.interest import InterestSharing, SharedInterest
from incubator.watch.models.opportunities import (
    AlertHours,
    CameBy,
    FollowedNotice,
    MailedNotice,
    Match,
    MatchSource,
    MatchState,
    NoticeFollow,
    NoticeMeaning,
    RequestState,
    Unsuitable,
    WatchProfile,
    WatchSubscription,
    WorkRequest,
    end_of_day,
)
from incubator.watch.models.webhooks import DeliveryState, Webhook, WebhookDelivery

__all__ = [
    "AlertHours",
    "CameBy",
    "DeliveryState",
    "FollowedNotice",
    "InterestSharing",
    "MailedNotice",
    "Match",
    "MatchSource",
    "MatchState",
    "NoticeFollow",
    "NoticeMeaning",
    "RequestState",
    "SharedInterest",
    "Unsuitable",
    "WatchProfile",
    "WatchSubscription",
    "Webhook",
    "WebhookDelivery",
    "WorkRequest",
    "end_of_day",
]
