"""A question to the cooperatives of a fund, the support that is asked, and what was paid."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class QuestionKind(StrEnum):
    """Money, or the wages of people for some months."""

    MONEY = "money"
    WAGES = "wages"


class SupportReturn(StrEnum):
    """Whether support is paid back."""

    GIFT = "gift"
    PAYBACK = "payback"


class SolidarityChoice(StrEnum):
    """How a cooperative votes."""

    YES = "yes"
    NO = "no"
    BLANK = "blank"


class SolidarityVerdict(StrEnum):
    """How far a question is."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class ReceiptKind(StrEnum):
    """Support that was paid, or paid back."""

    PAID = "paid"
    REPAID = "repaid"


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """How cooperatives voted, and how many could."""

    yes: int
    no: int
    blank: int
    electors: int

    @property
    def given(self) -> int:
        return self.yes + self.no + self.blank


@dataclass(frozen=True, slots=True)
class SupportAsk:
    """What a cooperative asks: how much in cents, for whom and how long, why, gift or loan, until when others decide."""

    kind: QuestionKind
    cents: int
    people: int | None
    months: int | None
    why: str
    returns: SupportReturn
    closes_on: date


@dataclass(frozen=True, slots=True)
class FundReceipt:
    """A payment that was made outside this site: day, cents, how it shows. The same `token` is booked once."""

    paid_on: date
    cents: int
    proof: str
    token: str
