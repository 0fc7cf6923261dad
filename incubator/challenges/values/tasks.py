"""A public task, as far as a notice or a contract shows it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.formats.values import NoticeKind
from incubator.notices.values import NoticeStatus


class Suitability(StrEnum):
    """How well residents can take over the work of a sector, by our own judgement."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


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
