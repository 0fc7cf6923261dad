"""People whom one cooperative lends to another."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class WhoIsNamed(StrEnum):
    """How the person is named in the agreement: as little as the agreement needs."""

    ROLE = "role"
    INITIALS = "initials"
    NAME = "name"


class WagePayer(StrEnum):
    """Which side pays the wage."""

    LENDER = "lender"
    BORROWER = "borrower"


class WorkLead(StrEnum):
    """Which side says how the work is done: that decides whether it is making people available (Waadi, article 1)."""

    LENDER = "lender"
    BORROWER = "borrower"


@dataclass(frozen=True, slots=True)
class PeopleLoanTerms:
    """Who goes, how many hours a week (in hundredths), from when until when, what for, who pays, what is refunded an hour in cents."""

    who: str
    named_as: WhoIsNamed
    ground: str
    hours: int
    begins_on: date
    ends_on: date
    aim: str
    wage_payer: WagePayer
    lead: WorkLead
    refund_cents: int
