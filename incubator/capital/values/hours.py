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
    """What a member would get written down. `other_name` is what the file calls this member, when that differs.

    `before` are the hundredths of hours that stand there until then; None for none.
    """

    number: int
    name: str
    hours_hundredths: int
    wage_cents: int | None = None
    other_name: str = ""
    before: int | None = None
    wage_before: int = 0

    @property
    def hours_before(self) -> Decimal | None:
        """The hours that the file would replace by others; None when it replaces none."""
        if not self.before or self.before == self.hours_hundredths:
            return None
        return Decimal(self.before) / 100

    @property
    def replaces_wage(self) -> bool:
        """Whether the file has another pay than stands there."""
        return self.wage_cents is not None and self.wage_before not in (0, self.wage_cents)

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
