"""What a task costs now and what it would cost then, in whole cents. What has no amount makes a sum unknown, never zero."""

from collections.abc import Sequence
from dataclasses import astuple
from decimal import ROUND_HALF_UP, Decimal

from incubator.challenges.values import CostRule
from incubator.challenges.values.challenging import CaseLine, CaseSums, HourParts
from incubator.core.i18n import mark as N_

HUNDRED = Decimal(100)


def amount(line: CaseLine) -> int | None:
    """A line in cents, half a cent upward; None when its quantity or price is not known."""
    if line.quantity is None or line.price_cents is None:
        return None
    exact = Decimal(line.quantity) / HUNDRED * line.price_cents
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def total(lines: Sequence[CaseLine]) -> int | None:
    """All lines together; None without lines, or when one has no amount yet."""
    amounts = list(map(amount, lines))
    if not amounts:
        return None
    summed = 0
    for cents in amounts:
        if cents is None:
            return None
        summed += cents
    return summed


def sums(now: Sequence[CaseLine], then: Sequence[CaseLine], *, known_now: int | None = None) -> CaseSums:
    """The sums and their difference. `known_now`: what the authority says that it pays a year, when there are no lines of it."""
    cost_now = total(now) if now else known_now
    cost_then = total(then)
    if cost_now is None or cost_then is None:
        return CaseSums(cost_now, cost_then, None)
    return CaseSums(cost_now, cost_then, cost_then - cost_now)


def hour_price(parts: HourParts) -> int | None:
    """The price of an hour: all parts that are filled in. None without a wage, for nobody works for nothing."""
    if parts.wage is None:
        return None
    return sum(filter(None, astuple(parts)))


def against_cost_rule(summed: CaseSums, rule: CostRule | None) -> str:
    """What has to be thought of, set against what the authority asks; empty when there is nothing. It blocks nothing."""
    if summed.difference is None or summed.difference <= 0:
        return ""
    if rule is CostRule.NOT_MORE:
        return N_("Your plan costs more than the task costs now, and %(authority)s asks that it does not cost more.")
    if rule is CostRule.PREFERABLY_LESS:
        return N_(
            "Your plan costs more than the task costs now, and %(authority)s prefers that it costs less. Say what stands against it."
        )
    if rule is CostRule.BETTER_OR_CHEAPER:
        return N_("Your plan costs more than the task costs now. Then show %(authority)s well what becomes better.")
    return N_(
        "Your plan costs more than the task costs now. We do not know what %(authority)s asks of the costs: ask it."
    )
