"""Pages of the watch: the profile, the opportunities, and the way to stop the mails."""

from incubator.watch.views import (
    alerts,
    feeds,
    from_notice,
    interest,
    opportunities,
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
    "profile",
    "profiles",
    "requests",
    "webhooks",
]
