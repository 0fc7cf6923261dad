"""Tables of meetings."""

from incubator.meetings.models.meetings import (
    AgendaItem,
    Convocation,
    ConvocationRound,
    DateAnswer,
    DateOption,
    Meeting,
)
from incubator.meetings.models.requests import MeetingRequest, RequestSupport

__all__ = [
    "AgendaItem",
    "Convocation",
    "ConvocationRound",
    "DateAnswer",
    "DateOption",
    "Meeting",
    "MeetingRequest",
    "RequestSupport",
]
