"""How much work is enough: the turnover at which all costs are paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.learning.rules.calculators.asking import money, number
from incubator.learning.rules.calculators.writing import Worksheet, rounded
from incubator.learning.values.calculating import (
    BreakEvenLines,
    CalculationStep,
    Calculator,
    CalculatorResult,
    Figure,
    Unit,
    Warned,
)

INPUTS = (
    money("wages", N_("All wages in a year"), N_("With what comes on top. They go on when there is no work.")),
    money(
        "other_fixed",
        N_("Fixed costs in a year, without wages"),
        N_("Insurance, bookkeeper, telephone, depreciation, interest: what goes on in a week without work."),
    ),
    money("price", N_("Price per hour, without VAT"), N_("From your price per hour.")),
    money("variable", N_("Materials and fuel per hour"), N_("What is used up with each hour at a client.")),
    number(
        "planned_hours",
        N_("Hours at clients that you expect in a year"),
        N_("Do it twice: as you hope, and with a quarter less."),
    ),
)


@dataclass(frozen=True, slots=True)
class BreakEvenInputs:
    """A year in euros without VAT; `price` and `variable` are for one hour at a client."""

    wages: Decimal
    other_fixed: Decimal
    price: Decimal
    variable: Decimal
    planned_hours: Decimal


def break_even(inputs: BreakEvenInputs, language: str = "nl") -> CalculatorResult:
    """The turnover and hours at which costs are paid, and what is left at the planned hours. Raises `RuleViolation`."""
    if inputs.variable >= inputs.price:
        raise RuleViolation(
            N_("Each hour costs as much as it brings in. However much you work, the fixed costs are never paid."),
            field="variable",
        )
    lines = lines_of(inputs)
    figures = (
        Figure("turnover", N_("Break-even: turnover in a year"), lines.turnover, Unit.EUROS),
        Figure("hours", N_("Break-even: hours at clients in a year"), lines.hours, Unit.HOURS),
        Figure("surplus", N_("Left at the hours that you expect"), lines.surplus, Unit.EUROS),
    )
    return CalculatorResult(figures, _steps(inputs, lines, language), _warnings(lines, language), lines)


def lines_of(inputs: BreakEvenInputs) -> BreakEvenLines:
    """Where the lines of costs and turnover run and cross."""
    fixed = inputs.wages + inputs.other_fixed
    left_an_hour = inputs.price - inputs.variable
    # fixed / (1 - variable / price), with one division: 136,800 stays exact where a third would not.
    hours = fixed / left_an_hour
    return BreakEvenLines(
        fixed=fixed,
        price=inputs.price,
        variable=inputs.variable,
        planned_hours=inputs.planned_hours,
        hours=hours,
        turnover=fixed * inputs.price / left_an_hour,
        surplus=inputs.planned_hours * left_an_hour - fixed,
    )


def _steps(inputs: BreakEvenInputs, lines: BreakEvenLines, language: str) -> tuple[CalculationStep, ...]:
    sheet = Worksheet(language)
    euros, cents, number, divided = sheet.euros, sheet.cents, sheet.number, sheet.divided
    left_an_hour = lines.price - lines.variable
    share = left_an_hour / lines.price
    turnover = lines.planned_hours * lines.price
    costs = lines.fixed + lines.planned_hours * lines.variable
    sheet.step(
        N_("Fixed costs together"),
        N_("wages + other fixed costs"),
        f"{euros(inputs.wages)} + {euros(inputs.other_fixed)}",
        euros(lines.fixed),
    )
    sheet.step(
        N_("Left of each hour"),
        N_("price − materials and fuel"),
        f"{cents(lines.price)} − {cents(lines.variable)}",
        cents(left_an_hour),
    )
    sheet.step(
        N_("Left of each euro"),
        N_("left of each hour, divided by the price"),
        f"{cents(left_an_hour)} {divided} {cents(lines.price)}",
        number(share),
    )
    sheet.step(
        N_("Break-even: turnover in a year"),
        N_("fixed costs, divided by what is left of each euro"),
        f"{euros(lines.fixed)} {divided} {number(share)}",
        euros(lines.turnover),
    )
    sheet.step(
        N_("Break-even: hours at clients in a year"),
        N_("that turnover, divided by the price"),
        f"{euros(lines.turnover)} {divided} {cents(lines.price)}",
        number(rounded(lines.hours)),
    )
    sheet.step(
        N_("Turnover at the hours that you expect"),
        N_("hours × price"),
        f"{number(lines.planned_hours)} × {cents(lines.price)}",
        euros(turnover),
    )
    sheet.step(
        N_("Costs at the hours that you expect"),
        N_("fixed costs + hours × materials and fuel"),
        f"{euros(lines.fixed)} + {number(lines.planned_hours)} × {cents(lines.variable)}",
        euros(costs),
    )
    sheet.step(
        N_("Left at the hours that you expect"),
        N_("turnover − costs"),
        f"{euros(turnover)} − {euros(costs)}",
        euros(lines.surplus),
    )
    return tuple(sheet.steps)


def _warnings(lines: BreakEvenLines, language: str) -> tuple[Warned, ...]:
    if lines.surplus >= 0:
        return ()
    return (outcome_at_planned_hours(lines, language),)


def outcome_at_planned_hours(lines: BreakEvenLines, language: str) -> Warned:
    """What is left, or how much one comes short."""
    sheet = Worksheet(language)
    params = {"hours": sheet.number(lines.planned_hours), "amount": sheet.euros(abs(lines.surplus))}
    if lines.surplus < 0:
        return Warned(N_("With %(hours)s hours at clients you come %(amount)s short in a year."), params)
    return Warned(N_("With %(hours)s hours at clients %(amount)s is left in a year."), params)


def _calculate(values: Mapping[str, Any], language: str) -> CalculatorResult:
    return break_even(BreakEvenInputs(**values), language)


BREAK_EVEN = Calculator("break_even", N_("Break-even"), INPUTS, _calculate, {"finance.break_even": "turnover"})
