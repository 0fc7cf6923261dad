"""What the statutes in force say about money."""

from datetime import date
from fractions import Fraction

from incubator.capital.values import ClaimBasis, DistributionRule, LossBearer, Regime, ShareBasis
from incubator.cooperatives.models import Cooperative
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.statutes import queries as statutes_queries
from incubator.statutes.queries.in_force import in_force
from incubator.statutes.rules.leaving import leavers_claim
from incubator.statutes.values import Statutes, read
from incubator.statutes.values.terms import StatutesTerm

NONE = Fraction(0)
NO_DEED = N_(
    "There is no signed deed on that day. What happens to money stands in the deed: without it nothing can be booked."
)


def statutes_on(group: Cooperative, day: date) -> Statutes | None:
    """The statutes of the newest deed that had been signed by then."""
    version = statutes_queries.effective(group, day)
    return None if version is None else read(version.answers)


def statutes_needed(group: Cooperative, day: date) -> Statutes:
    """The same. Raises `RuleViolation` when there was no deed yet."""
    statutes = statutes_on(group, day)
    if statutes is None:
        raise RuleViolation(NO_DEED)
    return statutes


def rule_of(statutes: Statutes) -> DistributionRule:
    """How these statutes divide a surplus; a part that they leave to the meeting is nothing until the meeting chooses."""
    surplus, extra = statutes.surplus, statutes.surplus.appropriation
    basis = None
    if surplus.basis in set(ShareBasis):
        basis = ShareBasis(surplus.basis)
    # Silent statutes take nothing from members for a loss: that is a duty, and duties stand in the statutes (BW 2:34a).
    losses = LossBearer.CARRIED_FORWARD
    if statutes.capital.losses == LossBearer.ACCOUNTS:
        losses = LossBearer.ACCOUNTS
    return DistributionRule(
        general_reserve=surplus.reserve_min_pct or NONE,
        education=extra.education or NONE,
        solidarity=extra.solidarity or NONE,
        basis=basis,
        credit_share=extra.credit_share or NONE,
        losses=losses,
        claim_basis=claim_basis_of(statutes),
    )


def claim_basis_of(statutes: Statutes) -> ClaimBasis:
    """What who leaves gets; words of their own are read as the least, and somebody has to look at them."""
    named = leavers_claim(statutes)
    return ClaimBasis(named) if named in set(ClaimBasis) else ClaimBasis.PAID_IN_INDEXED


def regime_of(statutes: Statutes) -> Regime:
    regime = statutes.liability.regime.replace(".", "").upper()
    return Regime(regime) if regime in set(Regime) else Regime.EXCLUDED


def is_self_managed(statutes: Statutes) -> bool:
    return "zelfbestuur" in statutes.operation.status.lower()


def repayment_years(statutes: Statutes) -> int:
    """In how many yearly parts who left is paid back; within a year when the statutes do not say."""
    years = statutes.exit.repayment_years
    return max(1, int(years)) if years is not None else 1


def term(group: Cooperative, day: date, key: str) -> StatutesTerm | None:
    """A term of the statutes in force that day, with its article."""
    terms = in_force(group, day)
    return None if terms is None else terms.term(key)
