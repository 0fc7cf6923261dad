"""What the committee decides about an application, and why somebody steps aside."""

from dataclasses import dataclass
from enum import StrEnum

from incubator.lending.values.applying import CommitteeChoice
from incubator.lending.values.loans import LoanTerms


class LoanTie(StrEnum):
    """What ties a member of the committee to who applies."""

    TAKES_PART = "takes-part"
    GUIDES = "guides"
    MEMBER = "member"
    BOARD = "board"
    DECLARED = "declared"


class LoanWarning(StrEnum):
    """What goes beyond the terms or the money of a fund; the committee may decide it all the same."""

    NOT_FREE = "not-free"
    SHARE = "share"
    LARGEST = "largest"
    MONTHS = "months"
    INTEREST = "interest"


@dataclass(frozen=True, slots=True)
class CommitteeVerdict:
    """The outcome with its reason; of a grant also the terms and the conditions. `despite` warnings that were shown."""

    outcome: CommitteeChoice
    reason: str
    conditions: str = ""
    terms: LoanTerms | None = None
    despite: bool = False


@dataclass(frozen=True, slots=True)
class FundFigures:
    """Where the money of a fund is, in cents, as it was booked until a day; and what was promised and not paid out."""

    gifts: int
    borrowed: int
    interest: int
    losses: int
    cash: int
    out: int
    promised: int

    @property
    def capital(self) -> int:
        """All that the fund works with: in cash and on loan."""
        return self.cash + self.out

    @property
    def free(self) -> int:
        """What can still be promised."""
        return self.cash - self.promised
