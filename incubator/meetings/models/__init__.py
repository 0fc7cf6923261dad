"""Tables of meetings."""

from incubator.meetings.models.committee import CommitteeQuestion, CommitteeReport
from incubator.meetings.models.decided import ApprovedMinutes, MinuteNote, Resolution
from incubator.meetings.models.meetings import (
    AgendaItem,
    Convocation,
    ConvocationRound,
    DateAnswer,
    DateOption,
    Meeting,
)
from incubator.meetings.models.requests import MeetingRequest, RequestSupport
from incubator.meetings.models.voting import (
    BallotPaper,
    MeetingProxy,
    NamedBallot,
    Presence,
    RollEntry,
    SecretBox,
    VotingRound,
)

__all__ = [
    "AgendaItem",
    "ApprovedMinutes",
    "BallotPaper",
    "CommitteeQuestion",
    "CommitteeReport",
    "Convocation",
    "ConvocationRound",
    "DateAnswer",
    "DateOption",
    "Meeting",
    "MeetingProxy",
    "MeetingRequest",
    "MinuteNote",
    "NamedBallot",
    "Presence",
    "RequestSupport",
    "Resolution",
    "RollEntry",
    "SecretBox",
    "VotingRound",
]
