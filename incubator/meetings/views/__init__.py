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
    "requests",
    "rounds",
    "subjects",
    "voting",
]
