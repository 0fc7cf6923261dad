"""A price as it is reckoned: lines and hours, what comes on top, and the wage beside it. Amounts are whole cents."""

from dataclasses import dataclass
from enum import StrEnum


class PriceLineKind(StrEnum):
    """Hours cost what an hour costs; other things cost what stands beside them."""

    HOURS = "hours"
    OTHER = "other"


class WageSource(StrEnum):
    """Where the wage beside the price comes from."""

    CAO = "cao"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line of the price: so many of a unit, in hundredths, at a cost for each. Hours take the cost of an hour."""

    kind: PriceLineKind
    what: str
    quantity_hundredths: int | None
    unit: str = ""
    cost_cents: int | None = None
    lot: str = ""


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """What the group fills in beside the lines; percentages are in hundredths of a percent. None is not filled in."""

    hour_cents: int | None = None
    overhead_hundredths: int | None = None
    risk_hundredths: int | None = None
    profit_hundredths: int | None = None
    vat_hundredths: int | None = None
    wage_cents: int | None = None
    wage_source: str = ""
    wage_named: str = ""  # which cao and scale, or which table
    on_top_hundredths: int | None = None
    explanation: str = ""
    in_plan: bool = False
    in_plan_because: str = ""
    offer_text: str = ""
    valid_days: int | None = None


TERMS = tuple(PriceTerms.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class PriceTotals:
    """What it comes to, in cents: each step rounded to the cent, as a spreadsheet does with ROUND."""

    hours: int
    other: int
    direct: int
    overhead: int
    risk: int
    profit: int
    net: int
    vat: int
    gross: int
    hours_hundredths: int
    unpriced: int  # lines without a quantity or a cost


@dataclass(frozen=True, slots=True)
class WageComparison:
    """What an hour earns in the price, beside what an hour must cost at least."""

    least_cents: int  # wage with what comes on top
    priced_cents: int  # what the price has for an hour of work
    is_low: bool
    is_explained: bool
