"""The plan of money over 24 months: the lowest month, the months without money, and what a late client does."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import Any

from incubator.core.i18n import mark as N_
from incubator.core.quantities import write_percent
from incubator.learning.rules.calculators.cash_inputs import INPUTS, inputs_of
from incubator.learning.rules.calculators.cash_months import CashFlowInputs, plan, work_in
from incubator.learning.rules.calculators.writing import Worksheet, write_month
from incubator.learning.values.calculating import (
    CalculationStep,
    Calculator,
    CalculatorResult,
    CashMonth,
    CashPlan,
    CashPlans,
    Figure,
    Unit,
    Warned,
)

COLUMNS = tuple(map(attrgetter, ("received", "purchases", "wages", "holiday_pay", "other")))  # what comes in first


def cash_flow(inputs: CashFlowInputs, language: str = "nl") -> CalculatorResult:
    """The plan as expected, beside the plan in which everyone pays a month later."""
    # Always beside each other: a plan that holds only when everyone pays in time is no plan.
    expected, later = plan(inputs), plan(inputs, later=1)
    figures = (
        Figure("lowest", N_("Least money, at the end of a month"), expected.lowest.balance, Unit.EUROS),
        Figure("lowest_month", N_("The month with the least money"), expected.lowest.month, Unit.MONTH),
        Figure("below_zero", N_("Months without enough money"), Decimal(len(expected.below_zero)), Unit.MONTHS),
        Figure("end", N_("Money at the end of the 24 months"), expected.end, Unit.EUROS),
        Figure("later_lowest", N_("Least money when everyone pays a month later"), later.lowest.balance, Unit.EUROS),
        Figure("later_lowest_month", N_("The month of that"), later.lowest.month, Unit.MONTH),
        Figure("later_end", N_("Money at the end when everyone pays a month later"), later.end, Unit.EUROS),
    )
    warnings = _warnings(inputs, expected, later, language)
    return CalculatorResult(figures, _steps(inputs, expected, language), warnings, CashPlans(expected, later))


def _steps(inputs: CashFlowInputs, expected: CashPlan, language: str) -> tuple[CalculationStep, ...]:
    sheet = Worksheet(language)
    _write_first_wages(sheet, inputs)
    _write_holiday_pay(sheet, inputs, expected)
    if inputs.loan and inputs.interest:
        second = inputs.loan * inputs.interest / 100 / 12
        sheet.step(
            N_("Interest in the second month"),
            N_("loan × interest in a year, divided by 12"),
            f"{sheet.euros(inputs.loan)} × {write_percent(sheet.number(inputs.interest))} {sheet.divided} 12",
            sheet.euros(second),
        )
    lowest = expected.lowest
    sheet.step(
        N_("The month with the least money"),
        N_("balance before + received − purchases − wages − holiday pay − other"),
        _written_months(sheet, [lowest], _balance_before(expected, lowest)),
        sheet.euros(lowest.balance),
    )
    sheet.step(
        N_("Money at the end of the 24 months"),
        N_("money at the start + all received − all purchases − all wages − all holiday pay − all other"),
        _written_months(sheet, expected.months, expected.start),
        sheet.euros(expected.end),
    )
    return tuple(sheet.steps)


def _write_first_wages(sheet: Worksheet, inputs: CashFlowInputs) -> None:
    for month in inputs.months:
        hours = work_in(inputs, month).hours
        if hours:
            written = f"{sheet.number(hours)} × {sheet.cents(inputs.wage)}"
            words = N_("paid hours of the month × costs of a paid hour")
            sheet.step(N_("Wages of the first month with work"), words, written, sheet.euros(hours * inputs.wage))
            return


def _write_holiday_pay(sheet: Worksheet, inputs: CashFlowInputs, expected: CashPlan) -> None:
    """The first holiday pay: the hours since the beginning, with those of the month itself."""
    hours = Decimal(0)
    for month in expected.months:
        hours += work_in(inputs, month.month).hours
        if month.month.month == inputs.holiday_month and hours:
            written = f"{sheet.number(hours)} × {sheet.cents(inputs.holiday_pay)}"
            words = N_("paid hours since the last time × holiday pay per hour")
            sheet.step(N_("Holiday pay, the first time"), words, written, sheet.euros(month.holiday_pay))
            return


def _balance_before(expected: CashPlan, month: CashMonth) -> Decimal:
    place = expected.months.index(month)
    return expected.months[place - 1].balance if place else expected.start


def _written_months(sheet: Worksheet, months: Sequence[CashMonth], before: Decimal) -> str:
    """What was there before, and what came in and went out in these months together."""
    received, *paid = (sum(map(column, months), Decimal(0)) for column in COLUMNS)
    return " − ".join([f"{sheet.euros(before)} + {sheet.euros(received)}", *map(sheet.euros, paid)])


def _warnings(inputs: CashFlowInputs, expected: CashPlan, later: CashPlan, language: str) -> tuple[Warned, ...]:
    warnings = []
    if inputs.loan > inputs.start:
        warnings.append(
            Warned(N_("The loan is larger than the money at the start. Count the loan in with that money."))
        )
    if expected.below_zero:
        warnings.append(
            Warned(
                N_("From %(month)s there is not enough money. At the lowest point you are %(amount)s short."),
                _shortage(expected, language),
            )
        )
    # A plan that already falls short is not made clearer by a worse one.
    elif later.below_zero:
        warnings.append(
            Warned(
                N_(
                    "When everyone pays a month later, there is not enough money from %(month)s: %(amount)s short at the lowest point."
                ),
                _shortage(later, language),
            )
        )
    return tuple(warnings)


def _shortage(short: CashPlan, language: str) -> dict[str, str]:
    month = write_month(short.below_zero[0].month, language)
    return {"month": month, "amount": Worksheet(language).euros(-short.lowest.balance)}


def _calculate(values: Mapping[str, Any], language: str) -> CalculatorResult:
    return cash_flow(inputs_of(values), language)


CASH_FLOW = Calculator("cash_flow", N_("Money over 24 months"), INPUTS, _calculate)
