"""Capital of a cooperative: how a surplus or a loss is divided, and what a member who leaves gets."""

from incubator.capital.values.distributions import (
    CapitalFinding,
    ClaimBasis,
    Distribution,
    DistributionRule,
    LeavingClaim,
    LeavingMember,
    LossBearer,
    MemberShare,
    Regime,
    ShareBasis,
    SharingMember,
    YearToDivide,
)

__all__ = [
    "CapitalFinding",
    "ClaimBasis",
    "Distribution",
    "DistributionRule",
    "LeavingClaim",
    "LeavingMember",
    "LossBearer",
    "MemberShare",
    "Regime",
    "ShareBasis",
    "SharingMember",
    "YearToDivide",
]
