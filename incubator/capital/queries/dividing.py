"""A year put together from what stands in the register, in the book and in what people entered."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from incubator.capital.models import CapitalYear, CapitalYearMember, YearState
from incubator.capital.queries import rules_in_force, standing
from incubator.capital.rules.dividing import OWED, RESERVE, divide
from incubator.capital.values import (
    ClaimBasis,
    Distribution,
    DistributionRule,
    LossBearer,
    ShareBasis,
    SharingMember,
    YearToDivide,
    book,
)
from incubator.cooperatives.models import Cooperative
from incubator.core.quantities import year_end_from
from incubator.register import queries as register
from incubator.register.rules import resigning_terms
from incubator.register.values import Row, contribution_code

PARTS = ("general_reserve", "education", "solidarity", "credit_share")


def year_end(group: Cooperative, year: int) -> date:
    """The last day of the financial year that ends in this year, by the statutes; of the calendar year when they are silent."""
    statutes = rules_in_force.statutes_on(group, date(year, 12, 31))
    named = "" if statutes is None else statutes.fiscal_year_end
    return year_end_from(date(year, 1, 1), resigning_terms("", None, named).fiscal_year_end)


def members_of_year(group: Cooperative, ends_on: date) -> list[Row]:
    """Who was a member on any day of the year that ends on this day."""
    # Not a year back by counting days: of a year that ends on the last of February the one before may have a day more.
    begins_on = year_end_from(ends_on - timedelta(days=366), f"{ends_on:%m-%d}") + timedelta(days=1)
    rows = []
    for row in register.register_on(group, ends_on):
        if row.ended_on is None or row.ended_on >= begins_on:
            rows.append(row)
    return rows


def stored_rule(rule: DistributionRule) -> dict[str, Any]:
    """As a year keeps it: parts as fractions in text."""
    stored: dict[str, Any] = {part: str(getattr(rule, part)) for part in PARTS}
    basis = None if rule.basis is None else rule.basis.value
    return stored | {"basis": basis, "losses": rule.losses.value, "claim_basis": rule.claim_basis.value}


def rule_of(year: CapitalYear) -> DistributionRule:
    """The rule by which this year is divided."""
    stored = year.rule
    parts = {part: Fraction(stored[part]) for part in PARTS}
    basis = None
    if stored["basis"] is not None:
        basis = ShareBasis(stored["basis"])
    return DistributionRule(
        **parts, basis=basis, losses=LossBearer(stored["losses"]), claim_basis=ClaimBasis(stored["claim_basis"])
    )


def to_divide(year: CapitalYear) -> YearToDivide:
    """The year with the accounts as they are now."""
    group = year.cooperative
    known = standing.balances(group)
    statutes = rules_in_force.statutes_needed(group, year.ends_on)
    members = []
    for entered in sorted(year.members, key=lambda each: each.member.number):
        members.append(_sharing(entered, known))
    # Divisible or not, both take a loss first.
    reserve = sum(known.get(code, 0) for code in book.RESERVES)
    owed = sum(cents for code, cents in known.items() if code.startswith(book.FORMER))
    return YearToDivide(
        year=year.year,
        surplus=year.surplus_cents or 0,
        rule=rule_of(year),
        members=tuple(members),
        regime=rules_in_force.regime_of(statutes),
        self_management=year.self_management,
        balances={
            RESERVE: reserve,
            "education": known.get(book.EDUCATION, 0),
            "solidarity": known.get(book.SOLIDARITY, 0),
            OWED: owed,
        },
    )


def _sharing(entered: CapitalYearMember, known: dict[str, int]) -> SharingMember:
    number = entered.member.number
    return SharingMember(
        id=str(number),
        contribution=known.get(contribution_code(number), 0),
        allocated=known.get(book.allocated_code(number), 0),
        hours=Fraction(entered.hours_hundredths, 100),
        wage=entered.wage_cents,
    )


def preview(year: CapitalYear) -> Distribution:
    """What comes of the year as it was entered until now."""
    return divide(to_divide(year))


def lacks_weights(year: CapitalYear) -> bool:
    """Whether the statutes divide by hours or pay of which nothing was entered."""
    basis = year.rule["basis"]
    if basis == ShareBasis.LABOUR_HOURS:
        return not any(entered.hours_hundredths for entered in year.members)
    return basis == ShareBasis.WAGE and not any(entered.wage_cents for entered in year.members)


@dataclass(frozen=True, slots=True)
class ShownShare:
    """What a member gets of a year, for people to read."""

    name: str
    hours: Decimal
    allocation: int
    credited: int

    @property
    def paid_out(self) -> int:
        return self.allocation - self.credited


def shown_shares(year: CapitalYear, divided: Distribution | None) -> list[ShownShare]:
    """Each member's part: as it was booked, else as it would be now."""
    proposed = {}
    if divided is not None:
        for share in divided.members:
            proposed[share.id] = (share.allocation, share.credited)
    shown = []
    for entered in sorted(year.members, key=lambda each: each.member.number):
        amounts = proposed.get(str(entered.member.number), (0, 0))
        # What was booked is shown as it was booked, also when hours would give something else today.
        if year.state is YearState.POSTED:
            amounts = entered.allocated_cents or 0, entered.credited_cents or 0
        name = f"{entered.member.number}. {entered.member.name}"
        shown.append(ShownShare(name, Decimal(entered.hours_hundredths) / 100, *amounts))
    return shown
