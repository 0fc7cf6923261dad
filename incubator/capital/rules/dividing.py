"""The result of a year divided by the rule of statutes and regulation (worker cooperatives: BW 2:53a(1), 2:58(1))."""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

from incubator.capital.rules import warnings
from incubator.capital.rules.cents import by_weight, instalments
from incubator.capital.values import (
    ClaimBasis,
    Distribution,
    LeavingClaim,
    LeavingMember,
    LossBearer,
    MemberShare,
    ShareBasis,
    SharingMember,
    YearToDivide,
)

RESERVE, EDUCATION, SOLIDARITY = "general_reserve", "education", "solidarity"
FUNDS = (RESERVE, EDUCATION, SOLIDARITY)
MEMBER_CAPITAL, OWED, PAID_OUT = "member_capital", "former_members", "paid_out"

WEIGHTS: Mapping[ShareBasis, Callable[[SharingMember], Fraction]] = {
    ShareBasis.LABOUR_HOURS: lambda member: member.hours,
    ShareBasis.WAGE: lambda member: Fraction(member.wage),
    ShareBasis.EQUAL: lambda _member: Fraction(1),
    ShareBasis.CAPITAL: lambda member: Fraction(member.contribution),
}


def divide(year: YearToDivide) -> Distribution:
    """The result of a year: a surplus over reserves and members, a loss over the general reserve and what was credited before."""
    if year.surplus < 0:
        made_good = 0
        reserves, shares = _loss(year)
    else:
        # Shortfalls of earlier years are made good before anything is divided.
        made_good = min(year.surplus, max(0, -year.balances.get(RESERVE, 0)))
        reserves, shares = _surplus(year, made_good)
    leaving = tuple(map(_claims_of(year, shares), year.leaving))
    balances = _balances(year, reserves, shares, leaving)
    pool = sum(share.allocation for share in shares)
    findings = warnings.of_distribution(year, made_good, shares, leaving, balances[RESERVE])
    return Distribution(reserves, made_good, pool, shares, leaving, balances, findings)


Divided = tuple[dict[str, int], tuple[MemberShare, ...]]


def _surplus(year: YearToDivide, made_good: int) -> Divided:
    rule = year.rule
    parts = (rule.general_reserve, rule.education, rule.solidarity)
    *amounts, pool = by_weight(year.surplus - made_good, (*parts, 1 - sum(parts)))
    reserves = dict(zip(FUNDS, amounts, strict=True))
    reserves[RESERVE] += made_good
    weights = shares_by(year)
    if not any(weights):
        # Nobody to divide it among: it stays in the cooperative until the meeting decides.
        reserves[RESERVE] += pool
        pool = 0
    shares = []
    for member, allocation in zip(year.members, by_weight(pool, weights), strict=True):
        # Half a cent too many credited would be more than the statutes allow; paid out is what is left.
        shares.append(_share(member, allocation, math.floor(allocation * rule.credit_share)))
    return reserves, tuple(shares)


def shares_by(year: YearToDivide) -> list[Fraction]:
    """What each member counts for in the part of the members; nothing for everyone when there is no basis."""
    if year.rule.basis is None:
        return [Fraction(0)] * len(year.members)
    return list(map(WEIGHTS[year.rule.basis], year.members))


def _loss(year: YearToDivide) -> Divided:
    """First the general reserve, then what was credited to members, in proportion and never below nothing; the rest is carried forward."""
    loss = -year.surplus
    # A reserve below nothing bears no more: it is a shortfall of earlier years.
    remaining = loss - min(loss, max(0, year.balances.get(RESERVE, 0)))
    credited = [member.allocated for member in year.members]
    borne = 0
    if year.rule.losses is LossBearer.ACCOUNTS:
        borne = min(remaining, sum(credited))
    shares = []
    for member, part in zip(year.members, by_weight(borne, credited), strict=True):
        shares.append(_share(member, -part, -part))
    return {RESERVE: borne - loss, EDUCATION: 0, SOLIDARITY: 0}, tuple(shares)


def _share(member: SharingMember, allocation: int, credited: int) -> MemberShare:
    return MemberShare(
        id=member.id,
        allocation=allocation,
        credited=credited,
        paid_out=allocation - credited,
        contribution=member.contribution,
        allocated=member.allocated + credited,
    )


def _claims_of(year: YearToDivide, shares: tuple[MemberShare, ...]) -> Callable[[LeavingMember], LeavingClaim]:
    by_member = {share.id: share for share in shares}
    return lambda leaver: claim_of(
        leaver,
        by_member[leaver.id].contribution,
        by_member[leaver.id].allocated,
        year.rule.claim_basis,
        self_management=bool(year.self_management),
    )


def claim_of(
    leaver: LeavingMember, contribution: int, allocated: int, basis: ClaimBasis, *, self_management: bool
) -> LeavingClaim:
    """What somebody gets who leaves. With worker self-management never more than was paid in, adjusted to prices (W-05)."""
    # Rounded down, for the claim is "at most" this.
    indexed = math.floor(contribution * leaver.index)
    if basis is ClaimBasis.PAID_IN:
        indexed = contribution
    to_reserve = allocated
    if basis is ClaimBasis.ACCOUNT_BALANCE and not self_management:
        to_reserve = 0
    claim = indexed + allocated - to_reserve
    return LeavingClaim(leaver.id, claim, to_reserve, instalments(claim, leaver.instalments), indexed - contribution)


def _balances(
    year: YearToDivide,
    reserves: Mapping[str, int],
    shares: tuple[MemberShare, ...],
    leaving: tuple[LeavingClaim, ...],
) -> dict[str, int]:
    """Every account after the year was posted and who leaves was settled; what prices added comes out of the general reserve."""
    balances = {fund: year.balances.get(fund, 0) + reserves[fund] for fund in FUNDS}
    capital = sum(share.contribution + share.allocated for share in shares)
    owed = year.balances.get(OWED, 0)
    for claim in leaving:
        balances[RESERVE] += claim.to_reserve - claim.indexation
        capital -= claim.claim + claim.to_reserve - claim.indexation
        owed += claim.claim
    return balances | {MEMBER_CAPITAL: capital, OWED: owed, PAID_OUT: sum(share.paid_out for share in shares)}
