"""What is weighed, and what comes out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.formats.values import NoticeKind
from incubator.notices.values import NoticeStatus


class Level(StrEnum):
    """How promising it is to explore a challenge. Never a promise: the municipality decides."""

    PROMISING = "promising"
    PERHAPS = "perhaps"
    NOT_NOW = "not-now"
    UNLIKELY = "unlikely"  # by our own judgement of the work, which is no rule
    UNKNOWN = "unknown"  # we cannot tell who decides
    NO = "no"  # the law on this right does not concern this buyer


class Suitability(StrEnum):
    """How well residents can take over the work of a sector, by our own judgement."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LegalRule:
    """A rule of law that grounds rest on, and the days on which it holds. `until`: the first day on which it does not."""

    source: str  # an English source string of the catalogue
    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the rule holds on this day: from its first day on, and before the day on which it ends."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class RegulationWords:
    """What a regulation is called and says, in one language (None: unknown)."""

    title: str
    who: str | None
    tasks: str | None
    conditions: str | None
    refusal: str | None


@dataclass(frozen=True, slots=True)
class Regulation:
    """The rules of one authority, as far as they are known (None: unknown). `mark`: A read, B second hand, C from memory."""

    authority: str
    code: str
    reference: str
    since: date | None
    until: date | None  # the first day on which they hold no more
    dutch: RegulationWords
    english: RegulationWords
    decision_weeks: int | None
    complex_weeks: int | None
    excludes_commercial: bool | None
    source: str
    mark: str
    checked_on: date


class Buyer(StrEnum):
    """What is known of the buyer."""

    LOCAL = "local"  # a municipality, province or water board
    PERHAPS_LOCAL = "perhaps-local"  # calls itself so, but we do not know it by that name
    TOGETHER = "together"  # a body in which municipalities work together
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PublicTask:
    """A public task as far as a notice shows it."""

    buyer: Buyer
    buyer_kind: str | None  # municipality, province, water-board
    nature: str | None  # services, supplies, works
    sector: str | None  # id in the table of sectors
    suitability: Suitability | None
    kind: NoticeKind
    overtaken: bool  # a later publication of the same procurement exists
    published: date | None
    status: NoticeStatus
    eu_procedure: bool
    contract_end: date | None
    contract_end_derived: bool
    value: int | None  # whole euros
    threshold: int | None
    threshold_source: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason for or against, or a question that is open, with where it comes from."""

    speaks_for: bool | None  # None: not known, has to be found out
    sentence: str  # an English source string of the catalogue
    params: dict[str, object]
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether this could be a task to challenge, and why. `submit_by`: when a request should be in, if that can be reckoned."""

    level: Level
    grounds: tuple[Ground, ...]
    regulation: Regulation | None
    submit_by: date | None = None
