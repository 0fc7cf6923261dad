"""Pages of the watch: the profiles, the opportunities, who reads along, and the way to stop the mails."""

from incubator.watch.views import (
    alerts,
    feeds,
    from_notice,
    interest,
    opportunities,
    preferences,
    profile,
    profiles,
    requests,
    webhooks,
)
from incubator.watch.views.blueprint import pages

__all__ = [
    "alerts",
    "feeds",
    "from_notice",
    "interest",
    "opportunities",
    "pages",
    "preferences",
    "profile",
    "profiles",
    "requests",
    "webhooks",
]
