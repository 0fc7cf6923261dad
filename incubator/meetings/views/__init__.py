"""Pages of meetings."""

from incubator.meetings import models
from incubator.meetings.views import (
    agenda,
    calls,
    committee,
    days,
    hall,
    meetings,
    minutes,
    proxy_forms,
    requests,
    rounds,
    subjects,
    voting,
)
from incubator.meetings.views.blueprint import pages

__all__ = [
    "agenda",
    "calls",
    "committee",
    "days",
    "hall",
    "meetings",
    "minutes",
    "models",
    "pages",
    "proxy_forms",
    "requests",
    "rounds",
    "subjects",
    "voting",
]
