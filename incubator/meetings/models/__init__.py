"""Tables of meetings."""

from incubator.meetings.models.convening import (
    ConvocationRound,
    DateAnswer,
    DateOption,
    MeetingRequest,
    RequestSupport,
)
from incubator.meetings.models.meetings import AgendaItem, Convocation, Meeting

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
