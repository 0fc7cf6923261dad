"""What happens to the money when members leave together."""

from collections.abc import Sequence

from incubator.capital.rules.cents import instalments
from incubator.capital.rules.dividing import claim_of
from incubator.capital.values import ClaimBasis, LeavingMember
from incubator.capital.values.overview import ExitStress, MemberCapital

USUAL_LEAVERS = 3


def stress(
    members: Sequence[MemberCapital],
    count: int,
    *,
    basis: ClaimBasis,
    years: int,
    self_management: bool,
    cash: int | None,
) -> ExitStress:
    """The members with the largest claims leave this year; each gets the first of the yearly parts in this year.

    Without the growth of prices, which nobody knows beforehand.
    """
    claims = []
    for member in members:
        if member.ended_on is None:
            leaver = LeavingMember(str(member.number), instalments=years)
            claim = claim_of(leaver, member.contribution, member.allocated, basis, self_management=self_management)
            claims.append((member.name, claim.claim))
    # The heaviest case: who would get most goes first.
    leaving = sorted(claims, key=lambda claim: -claim[1])[:count]
    this_year = sum(instalments(claim, years)[0] for _name, claim in leaving)
    owed = sum(member.owed + member.payable for member in members)
    return ExitStress(tuple(leaving), sum(claim for _name, claim in leaving), this_year, owed, cash)
