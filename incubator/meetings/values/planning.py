"""What people fill in before a meeting: when and where, what is on the agenda, which days suit."""

from dataclasses import dataclass
from datetime import date, datetime

from incubator.meetings.values import ItemKind, MeetingKind, MeetingMode, MeetingPurpose

REQUESTERS = "verzoekers"  # instead of an organ: those who asked for the meeting and convene it themselves (BW 2:41(3))


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """A meeting as it is planned. What is not known yet stays empty until the members are called."""

    title: str
    kind: MeetingKind = MeetingKind.GENERAL
    purpose: MeetingPurpose = MeetingPurpose.OTHER
    mode: MeetingMode = MeetingMode.PHYSICAL
    begins_at: datetime | None = None
    place: str = ""
    convened_by: str = ""
    inspection_from: date | None = None
    inspection_place: str = ""


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item of the agenda: what it is about, and what is put to the vote, word for word."""

    title: str
    kind: ItemKind = ItemKind.TALK
    words: str = ""
    proposal: str = ""
    proposed_by: str = ""
    statutes_version: int | None = None  # its number, of an amendment


@dataclass(frozen=True, slots=True)
class EnclosedFile:
    """A file that goes with an item."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class RequestTerms:
    """What a request needs to count: how many votes stand behind it, how many there are, how many it takes."""

    votes: int
    total: int
    needed: int

    @property
    def reached(self) -> bool:
        return self.needed > 0 and self.votes >= self.needed


@dataclass(frozen=True, slots=True)
class RequestDates:
    """What runs from the moment that a request counts: the last day for the board to call, and until when a meeting may be."""

    board_until: date
    themselves_from: date
    meeting_by: date
