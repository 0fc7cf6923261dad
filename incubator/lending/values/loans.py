"""A loan: its terms, its instalments, what was repaid, and how it stands on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LoanForm(StrEnum):
    """How a loan is repaid: the same amount each time, the same part of the loan each time, or all at the end."""

    ANNUITY = "annuity"
    LINEAR = "linear"
    BULLET = "bullet"


class LoanState(StrEnum):
    """How far a loan is."""

    PROMISED = "promised"
    RUNNING = "running"
    CLOSED = "closed"
    WRITTEN_OFF = "written-off"


class LoanPart(StrEnum):
    """What an entry in the book of a fund is."""

    GIFT = "gift"
    PAYOUT = "payout"
    REPAYMENT = "repayment"
    GUARANTEE = "guarantee"
    WRITE_OFF = "write-off"
    BORROWED = "borrowed"
    PAID_BACK = "paid-back"


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """How a loan is repaid: months in all, months with interest alone at the start, every so many months, first on a day."""

    amount: int
    interest: int
    form: LoanForm
    months: int
    every: int
    grace: int
    first_on: date

    @property
    def number(self) -> int:
        """How many instalments there are."""
        return self.months // self.every


@dataclass(frozen=True, slots=True)
class Instalment:
    """What is to be paid on a day, and how much of the loan is left after it."""

    number: int
    on: date
    interest: int
    principal: int
    left: int

    @property
    def total(self) -> int:
        return self.interest + self.principal


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """Another schedule that was agreed, from the day on which that was done."""

    on: date
    terms: LoanTerms


@dataclass(frozen=True, slots=True)
class Repaid:
    """What came in on a day, as it was booked: interest and principal apart."""

    on: date
    interest: int
    principal: int


@dataclass(frozen=True, slots=True)
class InstalmentRow:
    """An instalment that fell due, and what was paid of it."""

    instalment: Instalment
    interest_paid: int = 0
    principal_paid: int = 0

    @property
    def open(self) -> int:
        """What is still to be paid of it, in cents."""
        return self.instalment.total - self.interest_paid - self.principal_paid


@dataclass(frozen=True, slots=True)
class LoanStanding:
    """How a loan stands at the end of a day: what fell due, what comes, and what is left of the loan."""

    day: date
    due: tuple[InstalmentRow, ...]
    coming: tuple[Instalment, ...]
    balance: int

    @property
    def open_interest(self) -> int:
        return sum(row.instalment.interest - row.interest_paid for row in self.due)

    @property
    def open_principal(self) -> int:
        return sum(row.instalment.principal - row.principal_paid for row in self.due)

    @property
    def overdue(self) -> int:
        """What fell due before today and was not paid, in cents."""
        return sum(row.open for row in self.due if row.instalment.on < self.day)

    @property
    def overdue_days(self) -> int:
        """How many days the oldest of it is late; 0 when nothing is."""
        late = [row.instalment.on for row in self.due if row.open and row.instalment.on < self.day]
        return (self.day - min(late)).days if late else 0

    @property
    def owed(self) -> int:
        """What closes the loan today: all that is left, and the interest that fell due."""
        return self.balance + self.open_interest


@dataclass(frozen=True, slots=True)
class LoanBooking:
    """Money that came in or went out, as somebody read it on a statement of the bank: day, cents, and the proof."""

    on: date
    amount: int
    proof: str
    token: str
    kind: LoanPart = LoanPart.REPAYMENT
    paid_by: str = ""
    again: bool = False
