"""A year whose result is divided: what is given, and what comes out. Money in whole cents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from incubator.core.errors import RuleViolation


class Regime(StrEnum):
    """How far members answer for a shortfall when the cooperative is dissolved (BW 2:55 and 2:56)."""

    EXCLUDED = "UA"
    LIMITED = "BA"
    STATUTORY = "WA"


class ShareBasis(StrEnum):
    """By what the part of the members is divided."""

    LABOUR_HOURS = "labour_hours"
    WAGE = "wage"
    EQUAL = "equal"
    CAPITAL = "capital"


class LossBearer(StrEnum):
    """Where a loss goes that the general reserve cannot bear."""

    ACCOUNTS = "accounts"
    CARRIED_FORWARD = "carried_forward"


class ClaimBasis(StrEnum):
    """What a member gets who leaves."""

    PAID_IN_INDEXED = "paid_in_indexed"
    PAID_IN = "paid_in"
    ACCOUNT_BALANCE = "account_balance"


@dataclass(frozen=True, slots=True)
class DistributionRule:
    """What statutes and regulation say: parts of the surplus, and by what the rest is divided."""

    general_reserve: Fraction = Fraction(0)
    education: Fraction = Fraction(0)
    solidarity: Fraction = Fraction(0)
    basis: ShareBasis | None = ShareBasis.LABOUR_HOURS
    credit_share: Fraction = Fraction(0)
    losses: LossBearer = LossBearer.ACCOUNTS
    claim_basis: ClaimBasis = ClaimBasis.PAID_IN_INDEXED


@dataclass(frozen=True, slots=True)
class SharingMember:
    """A member as the year ends: both parts of the account, and what was worked or earned in that year."""

    id: str
    contribution: int
    allocated: int = 0
    hours: Fraction = Fraction(0)
    wage: int = 0


@dataclass(frozen=True, slots=True)
class LeavingMember:
    """Who leaves: the growth of prices since the contribution was paid, and in how many yearly parts it is paid back."""

    id: str
    index: Fraction = Fraction(1)
    instalments: int = 1


@dataclass(frozen=True, slots=True)
class YearToDivide:
    """All that is needed to divide the result of a year."""

    year: int
    surplus: int
    rule: DistributionRule
    members: tuple[SharingMember, ...]
    regime: Regime = Regime.EXCLUDED
    self_management: bool | None = False  # None: not known
    balances: Mapping[str, int] = field(default_factory=dict)
    leaving: tuple[LeavingMember, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberShare:
    """What a member gets of the year, and both parts of the account after it."""

    id: str
    allocation: int
    credited: int
    paid_out: int
    contribution: int
    allocated: int


@dataclass(frozen=True, slots=True)
class LeavingClaim:
    """What the cooperative owes a member who leaves, and what stays in the general reserve."""

    id: str
    claim: int
    to_reserve: int
    instalments: tuple[int, ...]
    indexation: int


@dataclass(frozen=True, slots=True)
class CapitalFinding:
    """Something to know or to mend: the rule of law with its articles, and a sentence of the catalogue with its parameters."""

    rule: str
    articles: tuple[str, ...]
    severity: str
    problem: RuleViolation


@dataclass(frozen=True, slots=True)
class Distribution:
    """The result divided: what reserves and members get, and the balances after it."""

    reserves: Mapping[str, int]
    made_good: int  # of the surplus: what mended the shortfall of earlier years
    pool: int
    members: tuple[MemberShare, ...]
    leaving: tuple[LeavingClaim, ...]
    balances: Mapping[str, int]
    findings: tuple[CapitalFinding, ...]
