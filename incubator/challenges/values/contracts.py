"""A contract as somebody writes it down, and a running contract as the radar shows it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ContractAnswers:
    """What a person knows of a contract of an authority. What is not known is None."""

    authority_code: str
    title: str
    source: str
    supplier: str = ""
    sector: str | None = None
    cpv: str | None = None
    starts_on: date | None = None
    months: int | None = None
    options: int | None = None
    option_months: int | None = None
    ends_on: date | None = None
    value_cents: int | None = None
    source_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReckonedEnd:
    """When a contract ends. Where it was reckoned: from which start and how many months. `latest`: with all renewals."""

    end: date
    start: date | None = None
    months: int | None = None
    renewals: int | None = None
    latest: date | None = None

    @property
    def is_derived(self) -> bool:
        return self.start is not None


class ContractOrigin(StrEnum):
    """Where a running contract comes from."""

    NOTICE = "notice"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class RunningContract:
    """A line of the radar. `known_id`: of the contract that a person wrote down; `is_own`: by the group that looks."""

    title: str
    authority_code: str
    supplier: str
    ending: ReckonedEnd
    origin: ContractOrigin
    sectors: tuple[str, ...] = ()
    starts_on: date | None = None
    value_cents: int | None = None
    notice_id: int | None = None
    known_id: int | None = None
    is_own: bool = False
    source: str = ""
    source_on: date | None = None
    derived: bool = False
    cpv: str = ""
    months: int | None = None
