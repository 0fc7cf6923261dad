"""Where a group stands over all pillars, what it does next, and what closes its phase."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from incubator.cooperatives.values import DocumentState, Phase
from incubator.learning.values import LessonStanding


def days_still(active_at: datetime, now: datetime) -> int:
    """How many whole days ago something happened last."""
    return max(0, (now - active_at).days)


class Turn(StrEnum):
    """Who has to do something now."""

    GROUP = "group"
    COACH = "coach"
    MANAGER = "manager"
    NOTARY = "notary"
    KVK = "kvk"
    BUYER = "buyer"
    NOBODY = "nobody"


class Reader(StrEnum):
    """Whom the card speaks to."""

    GROUP = "group"
    OBSERVER = "observer"
    COACH = "coach"
    MANAGER = "manager"

    @property
    def guides(self) -> bool:
        return self in {Reader.COACH, Reader.MANAGER}


class StepKind(StrEnum):
    """What comes next; the words and the page of each are in `messages`."""

    STOPPED = "stopped"
    BID_CLOSES = "bid-closes"
    DATE_NEAR = "date-near"
    LESSON_RETURNED = "lesson-returned"
    STATUTES_RETURNED = "statutes-returned"
    COACH_MISSING = "coach-missing"
    STATUTES_READ = "statutes-read"
    DEED_PROPOSED = "deed-proposed"
    KVK_AWAITED = "kvk-awaited"
    REGISTER_EMPTY = "register-empty"
    VERSION_MISSING = "version-missing"
    DEED_AWAITED = "deed-awaited"
    LESSON_READ = "lesson-read"
    LESSON_OPEN = "lesson-open"
    LESSON_WRITING = "lesson-writing"
    STATUTES_OPEN = "statutes-open"
    STATUTES_ERRORS = "statutes-errors"
    STATUTES_COMPLETE = "statutes-complete"
    CONTRIBUTION_UNPAID = "contribution-unpaid"
    BID_PASSED = "bid-passed"
    BID_WRITING = "bid-writing"
    BID_DECIDES = "bid-decides"
    PROFILE_MISSING = "profile-missing"
    WORK_ASKED = "work-asked"
    MATCHES_NEW = "matches-new"
    DOCUMENTS_MISSING = "documents-missing"
    DOCUMENTS_READ = "documents-read"
    PHASE_DONE = "phase-done"
    BUYER_DECIDES = "buyer-decides"
    UP_TO_DATE = "up-to-date"


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next, whose turn it is and since when; `subject` and `number` say which lesson, page, bid or how many."""

    kind: StepKind
    turn: Turn
    since: datetime | None = None
    subject: str = ""
    number: int = 0
    until: datetime | None = None

    @property
    def blocked_by(self) -> Turn | None:
        """Whom the group waits for; None when it can go on itself."""
        if self.turn in {Turn.GROUP, Turn.NOBODY}:
            return None
        return self.turn


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that lies with somebody else meanwhile."""

    kind: StepKind
    turn: Turn
    since: datetime | None
    subject: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class LessonPlace:
    """Where one lesson of a group stands; `round_id` is the work as it lies with the coach."""

    slug: str
    phase: Phase
    standing: LessonStanding
    since: datetime | None = None
    round_id: int = 0
    claimed: bool = False  # a coach is reading it


@dataclass(frozen=True, slots=True)
class StatutesPlace:
    """How far the statutes are: which questions of the interview wait, what the law objects to, and where the coach is."""

    standing: LessonStanding = LessonStanding.OPEN
    since: datetime | None = None
    round_id: int = 0
    claimed: bool = False  # a coach is reading them
    waiting: tuple[str, ...] = ()
    errors: int = 0
    version_made_at: datetime | None = None

    @property
    def complete(self) -> bool:
        return self.standing is not LessonStanding.OPEN and not self.waiting


@dataclass(frozen=True, slots=True)
class DeedPlace:
    """A deed that was entered and that no manager decided about; it founds the group, or changes a deed that counts already."""

    since: datetime
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class RegisterPlace:
    """Who are members now, and how many of them paid nothing in yet."""

    members: int = 0
    unpaid: int = 0


@dataclass(frozen=True, slots=True)
class WatchPlace:
    """Whether the group looks for work, and what was found that nobody judged."""

    watches: bool = False
    new_matches: int = 0
    found_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """Work that a client asked for directly, on which the group did not begin a bid or say no."""

    id: int
    title: str
    client: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class BidPlace:
    """A bid that is being written or that the buyer has."""

    id: int
    title: str
    moved_at: datetime
    deadline: datetime | None = None


@dataclass(frozen=True, slots=True)
class DuePlace:
    """A date of the agenda; the title is a source text of the catalogue with its parameters."""

    title: str
    params: Mapping[str, Any]
    due_at: datetime
    whole_day: bool
    url: str
    source: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody wrote down about a document that is made elsewhere."""

    state: DocumentState
    note: str
    at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """All that the next step and the exit list of one group depend on, at one moment."""

    slug: str
    phase: Phase
    now: datetime
    began_at: datetime
    active_at: datetime
    coached: bool = True
    milestones: Mapping[str, date] = field(default_factory=dict)
    facts: frozenset[str] = frozenset()
    lessons: tuple[LessonPlace, ...] = ()
    statutes: StatutesPlace = StatutesPlace()
    deed: DeedPlace | None = None
    register: RegisterPlace = RegisterPlace()
    watch: WatchPlace = WatchPlace()
    asked: tuple[AskedPlace, ...] = ()
    deciding: tuple[BidPlace, ...] = ()  # go or no-go; the nearest deadline first
    writing: tuple[BidPlace, ...] = ()
    with_buyer: tuple[BidPlace, ...] = ()
    handed_in_a_bid: bool = False  # ever, whatever became of it
    dates: tuple[DuePlace, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)

    def reached(self, milestone: str) -> bool:
        return milestone in self.milestones

    @property
    def founded(self) -> bool:
        """The deed has been signed, whatever the phase says."""
        return self.reached("deed")

    @property
    def still_days(self) -> int:
        """How many days ago something happened last, in any pillar."""
        return days_still(self.active_at, self.now)


@dataclass(frozen=True, slots=True)
class ExitItem:
    """One document of the exit list of a phase: where it stands, and what was written about it."""

    document: str
    phase: Phase
    place: str
    state: DocumentState
    subject: str = ""
    mark: Mark | None = None

    @property
    def settled(self) -> bool:
        return self.state in {DocumentState.DONE, DocumentState.NOT_NEEDED}


class Pillar(StrEnum):
    """A part of the way of a group, for its timeline."""

    PHASE = "phase"
    LESSONS = "lessons"
    FOUNDING = "founding"
    MEMBERS = "members"
    WORK = "work"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a group: in which pillar, what, when, and what it is about. Its words are in `messages`."""

    pillar: Pillar
    what: str
    at: datetime
    subject: str = ""
    text: str = ""
    number: int = 0
    whole_day: bool = False
