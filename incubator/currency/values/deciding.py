"""Rules of a currency as they are decided, the decision they rest on, and votes about them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DemurragePeriod(StrEnum):
    """How often demurrage is taken: at the end of each month, quarter or year."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class CurrencyBallot(StrEnum):
    """What somebody votes about a proposal. Blank counts for the turn-out and for neither side."""

    YES = "yes"
    NO = "no"
    BLANK = "blank"


class CurrencyVerdict(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class CurrencyTerms:
    """The rules themselves, in hundredths of the unit; `demurrage` in hundredths of a per cent of what stands above zero.

    `credit` is how far below zero an account may go. `places` are the places and categories where the currency is earned and spent,
    one on each line; without any it is used everywhere in the neighbourhood.
    """

    applies_from: date
    credit: int
    upper: int | None = None
    warn_low: int | None = None
    warn_high: int | None = None
    demurrage: int = 0
    demurrage_period: DemurragePeriod | None = None
    places: str = ""

    @property
    def categories(self) -> tuple[str, ...]:
        """The places and categories, in the order in which they were decided."""
        return tuple(line.strip() for line in self.places.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class CurrencyDecision:
    """Where rules come from: the day, the meeting, what was proposed and how people voted."""

    decided_on: date
    meeting: str
    text: str
    votes: str


@dataclass(frozen=True, slots=True)
class BallotCounts:
    """How many voted what, out of how many who could."""

    yes: int
    no: int
    blank: int
    electors: int

    @property
    def given(self) -> int:
        return self.yes + self.no + self.blank
