"""The rules of one authority for the right to challenge, as data. Unknown is None or empty, and is never read as "no"."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class LaidDown(StrEnum):
    """Whether the right is laid down in rules of the authority."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class RegulationState(StrEnum):
    """How things stand with an authority on a day, as far as it is known."""

    LAID_DOWN = "laid-down"
    TO_COME = "to-come"
    ENDED = "ended"
    NOT_SEEN = "not-seen"  # somebody looked: it is not laid down, or nothing was seen
    UNKNOWN = "unknown"


class Challenger(StrEnum):
    """Who may challenge, by the rules of an authority."""

    RESIDENTS = "bewoners"
    SOCIAL_ORGANISATIONS = "maatschappelijke_partij"
    BUSINESSES = "ondernemers"
    SELF_EMPLOYED = "zzp"
    COOPERATIVES = "coop"


class CostRule(StrEnum):
    """What a challenge may cost, set against what the authority pays now."""

    NOT_MORE = "niet_duurder"
    PREFERABLY_LESS = "goedkoper_voorkeur"
    BETTER_OR_CHEAPER = "beter_en_of_goedkoper"


class ExclusionKind(StrEnum):
    """What the rules of an authority leave out, as far as it can be held against a task."""

    ABOVE_EU_THRESHOLD = "above-eu-threshold"  # a tender at or above the European threshold of its kind
    VALUE_ABOVE = "value-above"  # worth more than `amount`
    VALUE_BELOW = "value-below"  # worth less than `amount`
    WORK = "work"  # the classes of work in `cpv`
    VULNERABLE_GROUPS = "vulnerable-groups"  # care and support of people who depend on it
    RUNNING_PROJECT = "running-project"
    URGENT = "urgent"
    HIGHER_LAW = "higher-law"
    BUDGET_AND_TAX = "budget-and-tax"
    OTHER = "other"  # in words only: has to be asked


class PartOfRequest(StrEnum):
    """What a request has to hold, so that a plan knows what belongs under a heading of the authority."""

    SUMMARY = "summary"
    WHO_WE_ARE = "who-we-are"
    LEGAL_FORM = "legal-form"
    TASK = "task"
    WHY_BETTER = "why-better"
    SOCIAL_VALUE = "social-value"
    COSTS = "costs"
    APPROACH = "approach"
    SUPPORT = "support"
    PARTNERS = "partners"
    CAPACITY = "capacity"
    CONTINUITY = "continuity"
    ASKED_OF_AUTHORITY = "asked-of-authority"
    RISKS = "risks"
    ROUTE = "route"
    AGREEMENTS = "agreements"
    ANNEXES = "annexes"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What an authority leaves out. `article`: of its regulation; `cpv`: prefixes or codes; `amount`: whole euros."""

    kind: ExclusionKind
    dutch: str
    english: str | None = None
    article: str | None = None
    cpv: tuple[str, ...] = ()
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class RequestPart:
    """A part that a request must hold, under the heading and in the order of the authority."""

    part: PartOfRequest
    dutch: str
    english: str | None = None
    article: str | None = None


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
    code: str  # of the table of authorities: GM0363, PV23, WS..
    reference: str  # CVDR id, empty when unknown
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
    laid_down: LaidDown = LaidDown.YES
    who: tuple[Challenger, ...] = ()
    legal_form_required: bool | None = None
    cost_rule: CostRule | None = None
    preparation_weeks: int | None = (
        None  # how long before the end of a contract it asks to begin, beside the term to decide
    )
    exclusions: tuple[Exclusion, ...] = ()
    request_parts: tuple[RequestPart, ...] = ()
    url: str | None = None
    form_url: str | None = None
    checked_by: str | None = None
    sources_of: dict[str, str] = field(default_factory=dict)  # where a field comes from when it is not `source`

    def holds(self, day: date) -> bool:
        """Whether the rules hold on this day, as far as their days are known."""
        if self.since is not None and day < self.since:
            return False
        return self.until is None or day < self.until

    def source_of(self, name: str) -> str:
        """Where what it says in this field was read; where another describes the rules, both: "CVDR723122, via a description"."""
        described = self.sources_of.get(name)
        if described is None or described == self.source:
            return self.source
        # Who doubts a description has to know which rules to open.
        return f"{self.source}, via {described}"


@dataclass(frozen=True, slots=True)
class RegulationChange:
    """A field that is another than it was; None is unknown, words are a pair of Dutch and English."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file with rules came to, by the codes of its authorities."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
