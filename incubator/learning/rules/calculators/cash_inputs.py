"""What the plan of money over 24 months asks, and the rules about what was typed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later
from incubator.learning.rules.calculators.asking import money, month, number, percent
from incubator.learning.rules.calculators.cash_months import MONTHS, ONCE, YEARLY, CashFlowInputs, Payment, WorkFrom
from incubator.learning.values.calculating import CalculatorInput, InputKind

MOST_DELAY = 12
MONTH = month("month", N_("Month"))
WHAT = CalculatorInput("what", N_("What"), InputKind.LINE, required=False)
AMOUNT = money("amount", N_("Amount in euros"))

INPUTS = (
    month("first_month", N_("First month of the plan"), N_("For example November 2026. We count on for 24 months.")),
    money("start", N_("Money at the start"), N_("Deposits, gifts and loans together, in the first month.")),
    CalculatorInput(
        "delay",
        N_("After how many months do clients pay?"),
        InputKind.COUNT,
        N_("1 if a client pays in the month after the work."),
        most=MOST_DELAY,
    ),
    CalculatorInput(
        "work",
        N_("Your work from month to month"),
        InputKind.ROWS,
        N_("A row for each change: from that month on, turnover and paid hours stay so until the next row."),
        columns=(
            month("month", N_("From which month")),
            money("turnover", N_("Turnover in a month")),
            number("hours", N_("Paid hours in a month")),
        ),
    ),
    money(
        "wage",
        N_("Costs of a paid hour, without holiday pay"),
        N_("The wage with what comes on top, without the 8 percent holiday pay."),
    ),
    money("holiday_pay", N_("Holiday pay per paid hour"), N_("We save it up in the sum.")),
    CalculatorInput(
        "holiday_month",
        N_("Month in which you pay holiday pay"),
        InputKind.CALENDAR_MONTH,
        N_("Often May or June."),
    ),
    percent(
        "variable", N_("Materials and fuel, in percent of the turnover"), N_("You pay them in the month of the work.")
    ),
    money("fixed", N_("Fixed costs in a month"), N_("Bookkeeper, telephone, programs.")),
    month(
        "fixed_from",
        N_("Fixed costs from which month"),
        N_("Empty: from the second month of the plan."),
        required=False,
    ),
    CalculatorInput(
        "purchases",
        N_("What you buy at the start"),
        InputKind.ROWS,
        N_("Notary, van, machines."),
        required=False,
        columns=(WHAT, MONTH, AMOUNT),
    ),
    CalculatorInput(
        "other",
        N_("Other amounts, once or every year"),
        InputKind.ROWS,
        N_("For example the insurance, every year in December."),
        required=False,
        columns=(
            WHAT,
            MONTH,
            AMOUNT,
            CalculatorInput(
                "repeats",
                N_("How often"),
                InputKind.CHOICE,
                choices=((ONCE, N_("once")), (YEARLY, N_("every year"))),
                default=ONCE,
                required=False,
            ),
        ),
    ),
    money("loan", N_("Loans, as part of the money at the start"), N_("Empty without a loan."), required=False),
    percent(
        "interest",
        N_("Interest in a year, in percent"),
        N_("You pay a twelfth of it each month, from the second month on."),
        required=False,
    ),
    money("repayment", N_("Repayment in a month"), required=False),
    month(
        "repayment_from",
        N_("Repayment from which month"),
        N_("Interest is counted before the repayment of the month."),
        required=False,
    ),
)
OUTSIDE = N_("This month lies outside the 24 months of the plan.")


def inputs_of(values: Mapping[str, Any]) -> CashFlowInputs:
    """The typed values as the plan counts with them. Raises `RuleViolation` at the field (or cell) that cannot be."""
    first_month = values["first_month"]
    last_month = months_later(first_month, MONTHS - 1)
    _check_rows(values, first_month, last_month)
    repayment = values["repayment"] or Decimal(0)
    if repayment and values["repayment_from"] is None:
        raise RuleViolation(N_("Fill in from which month you repay."), field="repayment_from")
    return CashFlowInputs(
        first_month=first_month,
        start=values["start"],
        delay=values["delay"],
        wage=values["wage"],
        holiday_pay=values["holiday_pay"],
        holiday_month=values["holiday_month"],
        variable=values["variable"],
        fixed=values["fixed"],
        fixed_from=values["fixed_from"] or months_later(first_month, 1),
        work=tuple(WorkFrom(row["month"], row["turnover"], row["hours"]) for row in values["work"]),
        purchases=tuple(map(_payment, values["purchases"])),
        other=tuple(map(_payment, values["other"])),
        loan=values["loan"] or Decimal(0),
        interest=values["interest"] or Decimal(0),
        repayment=repayment,
        repayment_from=values["repayment_from"],
    )


def _payment(row: Mapping[str, Any]) -> Payment:
    return Payment(row["month"], row["amount"], row.get("repeats") or ONCE)


def _check_rows(values: Mapping[str, Any], first_month: date, last_month: date) -> None:
    """An amount in no month of the plan would be left out unseen."""
    months = set()
    for row in values["work"]:
        if row["month"] > last_month:
            raise RuleViolation(OUTSIDE, field=f"work.{row['row']}.month")
        if row["month"] in months:
            raise RuleViolation(
                N_("This month stands in two rows. Keep one of them."), field=f"work.{row['row']}.month"
            )
        months.add(row["month"])
    for name in ("purchases", "other"):
        for row in values[name]:
            too_early = row["month"] < first_month and row.get("repeats") != YEARLY
            if too_early or row["month"] > last_month:
                raise RuleViolation(OUTSIDE, field=f"{name}.{row['row']}.month")
