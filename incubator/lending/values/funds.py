"""The terms of a fund, and what it gets to lend."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class GiverKind(StrEnum):
    """Who puts money in a fund."""

    MUNICIPALITY = "municipality"
    FUND = "fund"
    MEMBERS = "members"
    NEIGHBOURHOOD = "neighbourhood"


@dataclass(frozen=True, slots=True)
class FundTerms:
    """On which terms a fund lends, from a day on: the largest loan in cents, months, interest and share in hundredths of a per cent."""

    starts_on: date
    largest: int
    shortest: int
    longest: int
    interest: int
    share: int
    quorum: int
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Gift:
    """Money that a fund got to lend: from whom, how much, when, and by which agreement."""

    kind: GiverKind
    giver: str
    amount: int
    on: date
    agreement: str
