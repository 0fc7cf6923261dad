"""What may go wrong, from the accounts, the statutes and the figures of the last year."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from incubator.capital.models import CapitalYear, CashFigure
from incubator.capital.queries import rules_in_force, standing
from incubator.capital.rules.advice import WorkFigures, of_work, pay_ratio, ratio_limit
from incubator.capital.rules.stress import stress
from incubator.capital.values import CapitalFinding, ClaimBasis
from incubator.capital.values.overview import ExitStress
from incubator.cooperatives.models import Cooperative
from incubator.core.errors import RuleViolation
from incubator.statutes import rules as statutes_rules

OLD = timedelta(days=92)
# What the statutes themselves say about the scheme; the rest follows from figures.
OF_STATUTES = {"W-00", "W-02", "W-03", "W-05"}


def stress_of(group: Cooperative, count: int, today: date) -> ExitStress:
    """What happens when this many members leave this year, by the statutes of today."""
    statutes = rules_in_force.statutes_on(group, today)
    basis, years, status = ClaimBasis.PAID_IN_INDEXED, 1, False
    if statutes is not None:
        basis, years = rules_in_force.claim_basis_of(statutes), rules_in_force.repayment_years(statutes)
        status = rules_in_force.is_self_managed(statutes)
    cash = standing.cash(group)
    return stress(
        standing.standing(group, today).members,
        count,
        basis=basis,
        years=years,
        self_management=status,
        cash=None if cash is None else cash.cents,
    )


def is_old(cash: CashFigure, today: date) -> bool:
    return today - cash.on_date > OLD


def _latest(group: Cooperative) -> CapitalYear | None:
    known = standing.years(group)
    return known[0] if known else None


def advice_of(group: Cooperative, today: date) -> list[CapitalFinding]:
    """What stands in the way of the scheme for worker self-management."""
    statutes = rules_in_force.statutes_on(group, today)
    findings = []
    if statutes is not None:
        for broken in statutes_rules.check(statutes, on=today):
            if broken.rule in OF_STATUTES:
                findings.append(CapitalFinding(broken.rule, broken.articles, "warning", RuleViolation(broken.message)))
    year = _latest(group)
    stands = standing.standing(group, today)
    credited = sum(member.allocated for member in stands.members)
    figures = WorkFigures(None, None, "", stands.contribution, None, credited)
    if year is not None:
        figures = replace(
            figures,
            employed=year.employed,
            members_employed=year.members_employed,
            sector_terms=year.sector_terms,
            lowest_pay=year.lowest_pay_cents,
        )
    return [*findings, *of_work(figures)]


@dataclass(frozen=True, slots=True)
class PayRatio:
    """How many times the lowest pay the highest is, beside what the statutes allow; None is not known."""

    is_now: Fraction | None
    limit: Fraction | None
    words: str
    article: str | None

    @property
    def is_over(self) -> bool:
        return self.is_now is not None and self.limit is not None and self.is_now > self.limit


def ratio_of(group: Cooperative, today: date) -> PayRatio:
    """The pay ratio of the last year that was entered."""
    year = _latest(group)
    now = None if year is None else pay_ratio(year.highest_pay_cents, year.lowest_pay_cents)
    term = rules_in_force.term(group, today, "pay_ratio")
    if term is None:
        return PayRatio(now, None, "", None)
    words = str(term.value)
    return PayRatio(now, ratio_limit(words), words, term.article)
