"""From a wage to a price per hour: what a client must pay so that everyone can be paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import write_percent
from incubator.learning.rules.calculators.asking import money, number, percent
from incubator.learning.rules.calculators.writing import Worksheet
from incubator.learning.values.calculating import (
    Calculator,
    CalculatorResult,
    Figure,
    Unit,
    Warned,
)

USUAL_ON_TOP = 35  # percent; the lesson says why, and to ask a payroll office
MOST_ON_TOP = 200

INPUTS = (
    money("wage", N_("Gross wage per hour"), N_("From the collective agreement that goes with your work.")),
    percent(
        "on_top",
        N_("On top of the wage, in percent"),
        N_(
            "Holiday pay, premiums, pension and pay during illness together. Begin with 35 to 40, then ask a payroll office."
        ),
        most=MOST_ON_TOP,
    ),
    number(
        "paid_hours",
        N_("Paid hours in a year"),
        N_("Of all of you together, with holidays, illness, travel and meetings."),
    ),
    number("client_hours", N_("Hours at clients in a year"), N_("Only the hours that a client pays for.")),
    money("variable", N_("Materials and fuel per hour"), N_("What is used up with each hour at a client.")),
    money(
        "fixed",
        N_("Fixed costs in a year, without wages"),
        N_("Insurance, bookkeeper, telephone, depreciation, interest: what goes on in a week without work."),
    ),
    money(
        "aside", N_("Put aside per hour"), N_("For a bad month, a broken machine, a course. You decide this together.")
    ),
)


@dataclass(frozen=True, slots=True)
class HourPriceInputs:
    """`on_top` is in percent; amounts are in euros without VAT."""

    wage: Decimal
    on_top: Decimal
    paid_hours: Decimal
    client_hours: Decimal
    variable: Decimal
    fixed: Decimal
    aside: Decimal


def hour_price(inputs: HourPriceInputs, language: str = "nl") -> CalculatorResult:
    """The price of an hour at a client. Raises `RuleViolation` at the field of hours that cannot be."""
    if not inputs.client_hours:
        raise RuleViolation(
            N_("Without hours at clients there is no price. Fill in more than 0."), field="client_hours"
        )
    if inputs.client_hours > inputs.paid_hours:
        raise RuleViolation(
            N_("You cannot work more hours at clients than the hours that are paid."), field="client_hours"
        )
    sheet = Worksheet(language)
    on_top = inputs.wage * inputs.on_top / 100
    paid_hour = inputs.wage + on_top
    wages = paid_hour * inputs.paid_hours
    wages_an_hour = wages / inputs.client_hours
    fixed_an_hour = inputs.fixed / inputs.client_hours
    price = wages_an_hour + inputs.variable + fixed_an_hour + inputs.aside

    cents, divided = sheet.cents, sheet.divided
    sheet.step(
        N_("What comes on top of the wage"),
        N_("wage × percentage on top"),
        f"{cents(inputs.wage)} × {write_percent(sheet.number(inputs.on_top))}",
        cents(on_top),
    )
    sheet.step(
        N_("What a paid hour costs"),
        N_("wage + what comes on top"),
        f"{cents(inputs.wage)} + {cents(on_top)}",
        cents(paid_hour),
    )
    sheet.step(
        N_("All wages in a year"),
        N_("paid hours × what a paid hour costs"),
        f"{sheet.number(inputs.paid_hours)} × {cents(paid_hour)}",
        sheet.euros(wages),
    )
    sheet.step(
        N_("Wages for each hour at a client"),
        N_("all wages, divided by the hours at clients"),
        f"{sheet.euros(wages)} {divided} {sheet.number(inputs.client_hours)}",
        cents(wages_an_hour),
    )
    sheet.step(
        N_("Fixed costs for each hour at a client"),
        N_("fixed costs, divided by the hours at clients"),
        f"{sheet.euros(inputs.fixed)} {divided} {sheet.number(inputs.client_hours)}",
        cents(fixed_an_hour),
    )
    sheet.step(
        N_("Price per hour, without VAT"),
        N_("wages + materials and fuel + fixed costs + put aside"),
        f"{cents(wages_an_hour)} + {cents(inputs.variable)} + {cents(fixed_an_hour)} + {cents(inputs.aside)}",
        cents(price),
    )
    figures = (
        Figure("price", N_("Price per hour, without VAT"), price, Unit.CENTS),
        Figure("paid_hour", N_("What a paid hour costs"), paid_hour, Unit.CENTS),
        Figure("wages", N_("All wages in a year"), wages, Unit.EUROS),
        Figure(
            "without_client", N_("Of the price: paid hours without a client"), wages_an_hour - paid_hour, Unit.CENTS
        ),
    )
    return CalculatorResult(figures, tuple(sheet.steps), tuple(_warnings(inputs)))


def _warnings(inputs: HourPriceInputs) -> list[Warned]:
    warnings = []
    # No rule of law forbids it: a group with a better number and a source may go on.
    if inputs.on_top < USUAL_ON_TOP:
        # Holiday pay: Wet minimumloon en minimumvakantiebijslag; the pension fund of a sector: Wet Bpf 2000.
        warnings.append(
            Warned(
                N_(
                    "Less than 35 percent on top of the wage is seldom enough. It must pay for holiday pay (at least 8 percent), the"
                    " premiums of the employer, often a pension, and pay during illness. Ask a payroll office before you name a price."
                )
            )
        )
    if inputs.client_hours == inputs.paid_hours:
        warnings.append(
            Warned(
                N_(
                    "You count every paid hour as an hour at a client. Then nobody has a holiday, is ill, travels or meets."
                )
            )
        )
    return warnings


def _calculate(values: Mapping[str, Any], language: str) -> CalculatorResult:
    return hour_price(HourPriceInputs(**values), language)


HOUR_PRICE = Calculator("hour_price", N_("Price per hour"), INPUTS, _calculate, {"finance.hourly_rate": "price"})
