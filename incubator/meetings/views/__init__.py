"""Pages of meetings."""

from incubator.meetings import models
from incubator.meetings.views import agenda, calls, days, meetings, requests
from incubator.meetings.views.blueprint import pages

__all__ = ["agenda", "calls", "days", "meetings", "models", "pages", "requests"]
