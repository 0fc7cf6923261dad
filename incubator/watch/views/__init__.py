"""Pages of the watch: the profiles, the opportunities, who reads along, and the way to stop the mails."""

from incubator.watch.views import (
    alerts,
    by_number,
    feeds,
    from_notice,
    interest,
    learning,
    opportunities,
    preferences,
    profile,
    profiles,
    requests,
    webhooks,
    why,
)
from incubator.watch.views.blueprint import pages

__all__ = [
    "alerts",
    "by_number",
    "feeds",
    "from_notice",
    "interest",
    "learning",
    "opportunities",
    "pages",
    "preferences",
    "profile",
    "profiles",
    "requests",
    "webhooks",
    "why",
]
