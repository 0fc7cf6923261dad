"""Pages of the watch: the profile, the opportunities, and the way to stop the mails."""

from incubator.watch.views import alerts, from_notice, opportunities, preferences, profile, profiles, requests
from incubator.watch.views.blueprint import pages

__all__ = ["alerts", "from_notice", "opportunities", "pages", "preferences", "profile", "profiles", "requests"]
