"""Hours as a file names them."""

from dataclasses import dataclass
from decimal import Decimal

from incubator.core.csv_files import LineTrouble


@dataclass(frozen=True, slots=True)
class HoursLine:
    """A line that could be read: whom it names, by number or name or both, and how much. Pay is None without such a column."""

    line: int
    number: int
    name: str
    hours_hundredths: int
    wage_cents: int | None = None


@dataclass(frozen=True, slots=True)
class HoursFile:
    """What a file holds, what is wrong with it, and which columns say nothing to us."""

    lines: tuple[HoursLine, ...] = ()
    troubles: tuple[LineTrouble, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberHours:
    """What a member would get written down. `other_name` is what the file calls this member, when that differs."""

    number: int
    name: str
    hours_hundredths: int
    wage_cents: int | None = None
    other_name: str = ""

    @property
    def hours(self) -> Decimal:
        return Decimal(self.hours_hundredths) / 100


@dataclass(frozen=True, slots=True)
class HoursRead:
    """What taking the file in would do: for whom it has hours, whom it does not name, and what is wrong."""

    entered: tuple[MemberHours, ...] = ()
    unnamed: tuple[str, ...] = ()
    troubles: tuple[LineTrouble, ...] = ()

    @property
    def total_hours(self) -> Decimal:
        return sum((line.hours for line in self.entered), Decimal())
