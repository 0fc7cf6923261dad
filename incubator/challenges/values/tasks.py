"""A public task, as far as a notice or a contract shows it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.core.reference.authorities import Authority
from incubator.formats.values import NoticeKind
from incubator.notices.values import NoticeStatus


class Suitability(StrEnum):
    """How well residents can take over the work of a class, by our own judgement."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class Buyer(StrEnum):
    """What is known of the buyer."""

    LOCAL = "local"  # a municipality, province or water board, or several
    PERHAPS_LOCAL = "perhaps-local"  # calls itself so, but we do not know it by that name
    TOGETHER = "together"  # a body in which municipalities work together
    SAFETY_REGION = "safety-region"  # its tasks are those of the emergency services
    PURCHASING = "purchasing"  # a bureau that buys for municipalities, which it does not name here
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class WorkClass:
    """A class of municipal work, and how well residents can take it over: our own judgement, with its reason."""

    id: str
    suitability: Suitability
    dutch: str
    english: str
    dutch_reason: str
    english_reason: str
    care: bool = False  # people depend on it
    works: bool = False  # is mostly tendered as works, and still can be taken over
    decides: bool = False  # its words and codes settle what it is, whatever else the title names
    yields: bool = False  # and its codes only where the title names no other work
    wide: bool = False  # holds all sorts of work: the notice has to be read first
    cpv: tuple[str, ...] = ()  # prefixes
    words: tuple[str, ...] = ()  # stems that a title holds; with "=" before it exactly this word


@dataclass(frozen=True, slots=True)
class PublicTask:
    """A public task as far as a notice or a contract shows it. Unknown is None or empty, and is never read as "no"."""

    buyer: Buyer
    authorities: tuple[Authority, ...]  # who decides; several when they buy together
    work: WorkClass | None
    nature: str | None  # services, supplies, works
    cpv: tuple[str, ...]
    kind: NoticeKind
    overtaken: bool  # a later publication of the same procurement exists
    published: date | None
    awarded_on: date | None
    status: NoticeStatus
    eu_procedure: bool
    closes: date | None  # until when one may answer or bid
    contract_end: date | None
    contract_end_derived: bool
    months: int | None  # how long the contract runs
    value: int | None  # whole euros
    threshold: int | None
    threshold_source: str = ""
    round_ends: date | None = None  # the last day of the period that the title names
    bought_since: bool = False  # a call or a contract with this title came after it, in another procurement


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """A running contract that people know of: from an answer under the Woo, from a list of the authority, from a talk."""

    authority: str
    title: str
    authority_kind: str | None = None  # municipality, province, water-board; None: looked up by its name
    authority_code: str | None = None
    cpv: tuple[str, ...] = ()
    nature: str | None = None
    value: int | None = None  # whole euros
    awarded_on: date | None = None
    contract_end: date | None = None
    contract_end_derived: bool = False
    months: int | None = None
