"""From lines and percentages to a price, and that price beside the wage that must be paid. Plain Python, whole cents."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from incubator.bids.values.pricing import PricedLine, PriceLineKind, PriceTerms, PriceTotals, WageComparison
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

HUNDRED = Decimal(100)
WHOLE = Decimal(10_000)  # hundredths of a percent in the whole
MOST_LINES = 200
TOO_MANY = N_("There are %(most)d lines already. Put some of them together.")
WITHOUT_REASON = N_("Say why the price stands in the plan: where does the buyer ask for it?")
WAGE_WITHOUT_SOURCE = N_("Say where this wage comes from: which collective agreement and scale, or the minimum wage.")
NO_LINES = N_("Reckon the price first: a price sheet without lines is not made.")
TOO_LOW = N_(
    "What an hour costs in this price is below the wage that must be paid. Explain it, or make the price higher."
)


def factor(terms: PriceTerms) -> Decimal:
    """By how much a cost grows into a rate: overhead, then risk, then profit on top."""
    grown = Decimal(1)
    for hundredths in (terms.overhead_hundredths, terms.risk_hundredths, terms.profit_hundredths):
        grown *= 1 + Decimal(hundredths or 0) / WHOLE
    return grown


def cost_of(line: PricedLine, terms: PriceTerms) -> int | None:
    """What each of it costs: an hour as every hour, unless the line has a cost of its own."""
    if line.kind is PriceLineKind.HOURS and line.cost_cents is None:
        return terms.hour_cents
    return line.cost_cents


def rate_of(line: PricedLine, terms: PriceTerms) -> int | None:
    """What the buyer pays for each of it, without VAT."""
    cost = cost_of(line, terms)
    if cost is None:
        return None
    return _cents(cost * factor(terms))


def amount_of(line: PricedLine, terms: PriceTerms) -> int | None:
    """What the buyer pays for the line."""
    rate = rate_of(line, terms)
    if rate is None or line.quantity_hundredths is None:
        return None
    return _cents(rate * Decimal(line.quantity_hundredths) / HUNDRED)


def totals(lines: Sequence[PricedLine], terms: PriceTerms) -> PriceTotals:
    """What it all comes to. A line that misses something counts for nothing, and is counted as such."""
    costs = {PriceLineKind.HOURS: 0, PriceLineKind.OTHER: 0}
    net = hours = unpriced = 0
    for line in lines:
        amount, cost = amount_of(line, terms), cost_of(line, terms)
        if amount is None or cost is None or line.quantity_hundredths is None:
            unpriced += 1
            continue
        net += amount
        costs[line.kind] += _cents(cost * Decimal(line.quantity_hundredths) / HUNDRED)
        if line.kind is PriceLineKind.HOURS:
            hours += line.quantity_hundredths
    direct = sum(costs.values())
    # Each on top of what stands above it, as people reckon it by hand.
    overhead = _part(direct, terms.overhead_hundredths)
    risk = _part(direct + overhead, terms.risk_hundredths)
    profit = _part(direct + overhead + risk, terms.profit_hundredths)
    vat = _part(net, terms.vat_hundredths)
    return PriceTotals(
        hours=costs[PriceLineKind.HOURS],
        other=costs[PriceLineKind.OTHER],
        direct=direct,
        overhead=overhead,
        risk=risk,
        profit=profit,
        net=net,
        vat=vat,
        gross=net + vat,
        hours_hundredths=hours,
        unpriced=unpriced,
    )


def beside_the_wage(reckoned: PriceTotals, terms: PriceTerms) -> WageComparison | None:
    """What an hour costs in the price beside what it must cost at least (P-18); None while one of the two is not known."""
    if terms.wage_cents is None or not reckoned.hours_hundredths:
        return None
    # The wage alone is not what an hour costs: holiday pay, premiums and pension are owed with it.
    least = _cents(terms.wage_cents * (1 + Decimal(terms.on_top_hundredths or 0) / WHOLE))
    priced = _cents(Decimal(reckoned.hours) * HUNDRED / reckoned.hours_hundredths)
    return WageComparison(least, priced, is_low=priced < least, is_explained=bool(terms.explanation))


def check(terms: PriceTerms) -> None:
    """What has to be said beside a choice. Raises `RuleViolation` at its field."""
    if terms.in_plan and not terms.in_plan_because:
        raise RuleViolation(WITHOUT_REASON, field="in_plan_because")
    if terms.wage_cents is not None and not (terms.wage_source and terms.wage_named):
        raise RuleViolation(WAGE_WITHOUT_SOURCE, field="wage_named")


def check_lines(lines: Sequence[PricedLine]) -> None:
    """A sheet without a line is no price. Raises `RuleViolation`."""
    if not lines:
        raise RuleViolation(NO_LINES)


def check_may_leave(wage: WageComparison | None) -> None:
    """A price that is abnormally low goes to no buyer without an explanation (art. 2.116 Aw 2012). Raises `RuleViolation`."""
    if wage is not None and wage.is_low and not wage.is_explained:
        raise RuleViolation(TOO_LOW)


def _part(amount: int, hundredths: int | None) -> int:
    return _cents(Decimal(amount) * Decimal(hundredths or 0) / WHOLE)


def _cents(amount: Decimal | int) -> int:
    """Half a cent goes up, as in a spreadsheet."""
    return int(Decimal(amount).quantize(Decimal(1), ROUND_HALF_UP))
