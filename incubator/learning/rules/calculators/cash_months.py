"""Month by month what is on the bank account: money counts when it is paid, not when it is earned. Without VAT."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from incubator.core.quantities import months_later
from incubator.learning.rules.calculators.writing import rounded
from incubator.learning.values.calculating import CashMonth, CashPlan

MONTHS = 24
YEARLY, ONCE = "yearly", "once"


@dataclass(frozen=True, slots=True)
class WorkFrom:
    """From this month on (the first day of it): the turnover and the paid hours of a month."""

    month: date
    turnover: Decimal
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Payment:
    """An amount in one month, or in that month of every year from then on."""

    month: date
    amount: Decimal
    repeats: str = ONCE

    def due(self, month: date) -> bool:
        """Whether it is paid in this month."""
        if self.repeats == YEARLY:
            return month >= self.month and month.month == self.month.month
        return month == self.month


@dataclass(frozen=True, slots=True)
class CashFlowInputs:
    """`start` holds the loan; `delay` is in months; `variable` and `interest` (of a year) are in percent."""

    first_month: date
    start: Decimal
    delay: int
    wage: Decimal
    holiday_pay: Decimal
    holiday_month: int
    variable: Decimal
    fixed: Decimal
    fixed_from: date
    work: tuple[WorkFrom, ...]
    purchases: tuple[Payment, ...] = ()
    other: tuple[Payment, ...] = ()
    loan: Decimal = Decimal(0)
    interest: Decimal = Decimal(0)
    repayment: Decimal = Decimal(0)
    repayment_from: date | None = None

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of the months of the plan."""
        return tuple(months_later(self.first_month, number) for number in range(MONTHS))


@dataclass(slots=True)
class _Loan:
    """What is still owed: interest is counted over it before the repayment of the month."""

    owed: Decimal

    def pay(self, inputs: CashFlowInputs, month: date) -> Decimal:
        """Interest and repayment of this month. Nothing in the month in which the money comes in."""
        if month == inputs.first_month:
            return Decimal(0)
        interest = rounded(self.owed * inputs.interest / 100 / 12)
        repaid = Decimal(0)
        if inputs.repayment_from is not None and month >= inputs.repayment_from:
            repaid = min(rounded(inputs.repayment), self.owed)  # the last one is what is left
        self.owed -= repaid
        return interest + repaid


def plan(inputs: CashFlowInputs, *, later: int = 0) -> CashPlan:
    """The plan over 24 months, each amount in whole euros; with `later`, everyone pays so many months later than expected."""
    loan = _Loan(rounded(inputs.loan))
    balance, hours_since_holiday_pay = rounded(inputs.start), Decimal(0)
    work = [work_in(inputs, month) for month in inputs.months]
    months = []
    for number, month in enumerate(inputs.months):
        received = _received(work, number - inputs.delay - later)
        # The hours of the month itself count with it: otherwise those of the first May would be paid a year later.
        hours_since_holiday_pay += work[number].hours
        holiday_pay = Decimal(0)
        if month.month == inputs.holiday_month:
            holiday_pay = rounded(inputs.holiday_pay * hours_since_holiday_pay)
            hours_since_holiday_pay = Decimal(0)
        purchases = _paid(inputs.purchases, month)
        wages = rounded(inputs.wage * work[number].hours)
        other = rounded(work[number].turnover * inputs.variable / 100) + _paid(inputs.other, month)
        if month >= inputs.fixed_from:
            other += rounded(inputs.fixed)
        other += loan.pay(inputs, month)
        balance += received - purchases - wages - holiday_pay - other
        months.append(CashMonth(month, received, purchases, wages, holiday_pay, other, balance))
    return CashPlan(rounded(inputs.start), tuple(months))


def work_in(inputs: CashFlowInputs, month: date) -> WorkFrom:
    """The work of this month: the last row that has begun, or none."""
    current = WorkFrom(month, Decimal(0), Decimal(0))
    for row in sorted(inputs.work, key=lambda row: row.month):
        if row.month <= month:
            current = row
    return current


def _received(work: Sequence[WorkFrom], number: int) -> Decimal:
    """What is paid for the work of that month; nothing before the plan begins."""
    if number < 0:
        return Decimal(0)
    return rounded(work[number].turnover)


def _paid(payments: Sequence[Payment], month: date) -> Decimal:
    return sum((rounded(payment.amount) for payment in payments if payment.due(month)), Decimal(0))
