"""Tables of meetings."""

from incubator.meetings.models.committee import CommitteeQuestion, CommitteeReport, CommitteeSeat
from incubator.meetings.models.decided import ApprovedMinutes, MinuteNote, Resolution
from incubator.meetings.models.meetings import AgendaItem, Convocation, Meeting
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
    "CommitteeSeat",
    "Convocation",
    "Meeting",
    "MeetingProxy",
    "MinuteNote",
    "NamedBallot",
    "Presence",
    "Resolution",
    "RollEntry",
    "SecretBox",
    "VotingRound",
]
