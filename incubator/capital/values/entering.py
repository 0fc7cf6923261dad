"""What people enter about a year, and about money that moved."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The result of a year, what the meeting decided, and the parts that the statutes leave to it."""

    surplus_cents: int | None
    surplus_source: str
    adopted_on: date | None
    decision: str
    general_reserve: Fraction
    education: Fraction
    solidarity: Fraction
    credit_share: Fraction


@dataclass(frozen=True, slots=True)
class WorkTerms:
    """What is known of the work of a year: for the pay ratio and for worker self-management."""

    self_management: bool
    employed: int | None
    members_employed: int | None
    sector_terms: str
    highest_pay_cents: int | None
    lowest_pay_cents: int | None
    pay_source: str


@dataclass(frozen=True, slots=True)
class Worked:
    """Hours and pay of a member in a year; pay is None where nobody says anything of it, and then stays as it was."""

    number: int
    hours_hundredths: int
    wage_cents: int | None = None


@dataclass(frozen=True, slots=True)
class LeavingTerms:
    """How somebody who left is settled with."""

    settled_on: date
    price_index: Fraction
    index_source: str
    instalments: int
    first_due_on: date
    basis: str


class PoolMovement(StrEnum):
    """What moves on a reserve or a fund besides the division of a year."""

    OPENING = "opening"
    SPENT = "spent"


class Payout(StrEnum):
    """What is paid to a member."""

    CLAIM = "claim"
    SURPLUS = "surplus"
