"""The rules of a fund, and what each cooperative does in it. Source: worker-coop.md, section 3 (solidarity fund: 1-10 % of surplus)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReturnRule(StrEnum):
    """What the agreement allows: support that is a gift, support that is paid back, or either."""

    GIFT = "gift"
    PAYBACK = "payback"
    EITHER = "either"


class WithinLimit(StrEnum):
    """What a cooperative says of its pay ratio: never the wages themselves."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SolidarityTerms:
    """The rules from a day on. Shares and the pay ratio in hundredths, money in cents, `quorum` in per cent."""

    applies_from: date
    share: int  # of the surplus of a year, in hundredths of a per cent
    used_for: str
    largest_cents: int | None
    returns: ReturnRule
    quorum: int
    notice_months: int
    pay_limit: int = 900  # nine to one
    pay_limit_binds: bool = False


@dataclass(frozen=True, slots=True)
class SolidarityDecision:
    """Where rules come from: the day, who decided, in which words."""

    decided_on: date
    decided_by: str
    text: str


@dataclass(frozen=True, slots=True)
class JoiningAct:
    """The act by which a cooperative joins or leaves: of its board or its founders, on a day, written down where."""

    decided_on: date
    decided_by: str
    reference: str


@dataclass(frozen=True, slots=True)
class ContributionTerms:
    """What a cooperative put in for a year, in cents, on which day, and how that shows."""

    year: int
    cents: int
    paid_on: date
    proof: str


@dataclass(frozen=True, slots=True)
class LinesOfCooperative:
    """How often a cooperative put in and was supported, and the amounts in cents."""

    name: str
    contributions: int
    brought: int
    supports: int
    received: int
    owed: int


@dataclass(frozen=True, slots=True)
class YearOfFund:
    """What the fund held at the end of a year, and how often money came in and went out. Money in cents."""

    year: int
    balance: int
    came_in: int
    went_out: int
