"""How large a cooperative is by the law on annual accounts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SizeClass(StrEnum):
    """The classes in which the law puts legal persons, as far as a worker cooperative meets them."""

    MICRO = "micro"
    SMALL = "small"
    LARGER = "larger"


@dataclass(frozen=True, slots=True)
class SizeFigures:
    """A cooperative on the last day of a financial year: whole cents, and people who worked there on average."""

    assets_cents: int
    turnover_cents: int
    workers: int


@dataclass(frozen=True, slots=True)
class SizeQuestion:
    """Two years in a row; the year before is not there in the first year."""

    this_year: SizeFigures
    year_before: SizeFigures | None = None
    works_council: bool = False
    adopted_on: date | None = None


@dataclass(frozen=True, slots=True)
class SizeAnswer:
    """The class, whether both years say the same, and whether it may be a large cooperative (BW 2:63b)."""

    size: SizeClass
    settled: bool
    may_be_large: bool
    notify_by: date | None = None  # the trade register, where it may be large and the accounts were adopted
