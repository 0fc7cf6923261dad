"""Words that the tables hold, and what travels between the forms and the services."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class AttendanceState(StrEnum):
    """Whether somebody was there."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


class ContactKind(StrEnum):
    """How a coach was in contact with a group."""

    TALK = "talk"
    PHONE = "phone"
    VISIT = "visit"
    MAIL = "mail"
    MEETING = "meeting"


class IntakeState(StrEnum):
    """What was decided about people who want to begin."""

    NEW = "new"
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LATER = "later"

    @property
    def waits(self) -> bool:
        """Whether somebody still has to decide."""
        return self in {IntakeState.NEW, IntakeState.INVITED, IntakeState.LATER}


class IntakeStart(StrEnum):
    """What people have when they apply."""

    NOTHING = "nothing"
    CORE_GROUP = "core-group"
    FIRM = "firm"
    TAKE_OVER = "take-over"


@dataclass(frozen=True, slots=True)
class CohortTerms:
    """What a cohort is, as somebody filled it in."""

    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    description: str = ""
    shows_groups: bool = True


@dataclass(frozen=True, slots=True)
class GatheringPlan:
    """When and where a session is and what it is about, as somebody filled it in."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    video_url: str = ""
    agenda: str = ""
    preparation: str = ""
    lesson: str = ""
    preparing_minutes: int = 0


@dataclass(frozen=True, slots=True)
class ContactNote:
    """Contact with a group, as somebody filled it in."""

    kind: ContactKind
    on_date: date
    minutes: int
    text: str
    with_whom: str = ""
    shared: bool = False
    follow_up: str = ""
    follow_up_on: date | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """What people say of themselves who want to begin."""

    name: str
    email: str
    municipality: str
    plan: str
    people: int
    start: IntakeStart
    languages: tuple[str, ...] = ()
    phone: str = ""
    others: str = ""
    neighbourhood: str = ""


@dataclass(frozen=True, slots=True)
class SpentTime:
    """Time that a coach spent on a group or a cohort: minutes of contact, or of a session with its preparation."""

    coach_id: int
    coach: str
    whom: str  # the name of the group or the cohort
    contacts: int = 0
    contact_minutes: int = 0
    sessions: int = 0
    session_minutes: int = 0

    @property
    def total(self) -> int:
        return self.contact_minutes + self.session_minutes


@dataclass(frozen=True, slots=True)
class Materials:
    """A file or a link that somebody brings: `content` with its `name`, or a `url`."""

    title: str
    url: str = ""
    content: bytes = b""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What somebody or a group did, as far as it is known: approved lessons and sessions, each with its day."""

    name: str
    group: str
    is_group: bool
    incubator: str
    cohort: str
    since: date
    until: date | None
    lessons: tuple[tuple[str, date], ...]
    sessions: tuple[tuple[str, date, bool], ...]  # where somebody was there
    sessions_noted: int  # of how many was noted who was there
    deed_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing was approved, and nobody was at a session: there is nothing to declare."""
        return not self.lessons and not self.sessions


def joined(*parts: Any) -> str:
    """The parts that are there, with commas."""
    return ", ".join(str(part) for part in parts if part)
