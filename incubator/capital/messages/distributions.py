"""A divided year as scripts read it: amounts as texts with two decimals."""

from collections.abc import Mapping
from typing import Any

from incubator.capital.values import CapitalFinding, Distribution, LeavingClaim, MemberShare
from incubator.core.i18n import explain


def euros(cents: int) -> str:
    """As 1250.00 or -0.50."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def as_json(divided: Distribution) -> dict[str, Any]:
    return {
        "reserves": _amounts(divided.reserves),
        "made_good": euros(divided.made_good),
        "pool": euros(divided.pool),
        "members": list(map(_share, divided.members)),
        "leaving": list(map(_claim, divided.leaving)),
        "balances": _amounts(divided.balances),
        "findings": list(map(finding_as_json, divided.findings)),
    }


def _amounts(cents: Mapping[str, int]) -> dict[str, str]:
    return {name: euros(amount) for name, amount in cents.items()}


def _share(share: MemberShare) -> dict[str, str]:
    return {
        "id": share.id,
        "allocation": euros(share.allocation),
        "credited": euros(share.credited),
        "paid_out": euros(share.paid_out),
        "contribution": euros(share.contribution),
        "allocated": euros(share.allocated),
    }


def _claim(claim: LeavingClaim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "claim": euros(claim.claim),
        "to_reserve": euros(claim.to_reserve),
        "instalments": list(map(euros, claim.instalments)),
        "indexation": euros(claim.indexation),
    }


def finding_as_json(finding: CapitalFinding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "articles": list(finding.articles),
        "severity": finding.severity,
        "message": explain(finding.problem),
    }
