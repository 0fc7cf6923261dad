"""What the capital of a cooperative says for the fund: the part of a year's surplus, and the pay ratio. Only its own people see it."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from incubator.capital.models import CapitalYear, YearState
from incubator.capital.queries import standing
from incubator.capital.queries.looking_ahead import ratio_of
from incubator.capital.values import book
from incubator.cooperatives.models import Cooperative
from incubator.solidarity.models import SolidarityMember
from incubator.solidarity.queries import funds
from incubator.solidarity.rules.terms import HIGHEST_RATIO, limit_of, within
from incubator.solidarity.values import WithinLimit


@dataclass(frozen=True, slots=True)
class YearShown:
    """A year whose division was booked, and what it put aside for solidarity, in cents."""

    year: int
    cents: int


@dataclass(frozen=True, slots=True)
class RatioShown:
    """The limit that holds for a cooperative, what its own statutes say, and what its own figures give."""

    limit: Fraction
    of_statutes: Fraction | None
    article: str | None
    answer: WithinLimit


def divided_years(group: Cooperative) -> list[YearShown]:
    """The years of which the division shows an amount for solidarity (account 140), the newest first."""
    shown = []
    for year in standing.years(group):
        cents = _put_aside(year)
        if cents > 0:
            shown.append(YearShown(year.year, cents))
    return shown


def _put_aside(year: CapitalYear) -> int:
    # A year in preparation may still come out otherwise: nobody puts money in by a draft.
    if year.state is not YearState.POSTED or year.entry is None:
        return 0
    return sum(line.amount_cents for line in year.entry.lines if line.account.code == book.SOLIDARITY)


def ratio_for(member: SolidarityMember, today: date) -> RatioShown:
    """The pay ratio as capital keeps it, beside the limit of the fund; statutes can lower the limit."""
    rules = funds.rules_on(member.fund, today)
    pay_limit = HIGHEST_RATIO if rules is None else rules.pay_limit
    # The cooperative was removed and its figures with it; what it put in stays in the fund.
    if member.cooperative is None:
        return RatioShown(limit_of(pay_limit, None), None, None, WithinLimit.UNKNOWN)
    known = ratio_of(member.cooperative, today)
    limit = limit_of(pay_limit, known.limit)
    return RatioShown(limit, known.limit, known.article, within(known.is_now, limit))
