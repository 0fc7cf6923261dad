"""What a challenge goes through, and what it is made of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ChallengeState(StrEnum):
    """Where a challenge is."""

    SIGNAL = "signaal"
    EXPLORING = "verkenning"
    SUPPORTED = "steun_verzameld"
    INFORMATION = "vraag_informatie"
    WRITTEN = "bod_opgesteld"
    SUBMITTED = "ingediend"
    RECEIVED = "ontvangst_bevestigd"
    TREATED = "in_behandeling"
    TALKING = "gesprek"
    AWARDED = "besluit_toewijzing"
    REFUSED = "besluit_afwijzing"
    OBJECTED = "bezwaar"
    UPHELD = "bezwaar_gegrond"
    REJECTED = "bezwaar_afgewezen"
    AGREED = "afspraken"
    RUNNING = "uitvoering"
    EVALUATED = "evaluatie"
    FINISHED = "afgerond"
    STOPPED = "gestopt"
    WITHDRAWN = "ingetrokken"


class MoverKind(StrEnum):
    """Who has to do something now."""

    GROUP = "group"
    COACH = "coach"
    AUTHORITY = "authority"
    NOBODY = "nobody"


class Variant(StrEnum):
    """Two ways to challenge: carry out the task, or have it set up in another way."""

    TAKE_OVER = "take-over"
    STEER = "steer"


class SupportKind(StrEnum):
    """What shows that the neighbourhood stands behind a challenge, and what was spoken of."""

    PAPER = "paper"  # signatures on paper, with their number
    LETTER = "letter"
    MEETING = "meeting"
    TALK = "talk"  # with the authority


class CaseKind(StrEnum):
    """A line of the business case."""

    NOW = "now"
    THEN = "then"
    QUALITY = "quality"
    SOCIAL = "social"


class AskedItem(StrEnum):
    """What a request for information can ask."""

    CONTRACT = "contract"
    END = "end"
    OPTIONS = "options"
    COSTS = "costs"
    QUALITY = "quality"
    COMPLAINTS = "complaints"
    SPECIFICATION = "specification"


class PaperKind(StrEnum):
    """A document in Word; the value names it in addresses."""

    PLAN = "plan"
    INFORMATION = "informatieverzoek"
    INFORMATION_REMINDER = "herinnering-informatie"
    DECISION_REMINDER = "herinnering-besluit"
    OBJECTION = "bezwaarschrift"
    OBJECTION_FOR_TIME = "bezwaarschrift-pro-forma"
    SUPPORT = "steunbrief"
    MEETING = "verslag"
    AGREEMENT = "samenwerking"


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which somebody should have done something. `source` is the rule; `complex_on` when the matter is complicated."""

    on: date
    since: date
    weeks: int
    source: str
    usual: bool = False  # what is usual, not what we have read
    complex_on: date | None = None


@dataclass(frozen=True, slots=True)
class ArticleOfAct:
    """An article of an act, what it asks in plain words (an English source string), and how sure we are: A, B or C."""

    name: str
    content: str
    mark: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A line of costs: so many hundredths of a unit at so many cents; without a price it is not known yet."""

    label: str
    quantity: int | None
    unit: str
    price_cents: int | None
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class HourParts:
    """What an hour costs, in cents an hour that is worked, part by part. None: not filled in."""

    wage: int | None = None
    holiday: int | None = None
    premiums: int | None = None
    pension: int | None = None
    absence: int | None = None
    indirect: int | None = None
    materials: int | None = None


@dataclass(frozen=True, slots=True)
class CaseSums:
    """What a business case comes to in cents a year; None as long as a line has no amount or there are no lines."""

    now: int | None
    then: int | None
    difference: int | None  # then less now: below zero is cheaper


@dataclass(frozen=True, slots=True)
class SupportCount:
    """How many stand behind a challenge."""

    online: int = 0
    residents: int = 0
    paper: int = 0

    @property
    def total(self) -> int:
        return self.online + self.paper
