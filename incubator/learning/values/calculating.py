"""What a calculator asks, and what it answers: every step with its numbers, so that a group can check it by hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from incubator.core.errors import RuleViolation

Typed: TypeAlias = Mapping[str, Any]  # by input: the text as typed; for rows a list of {column: text}
Problems: TypeAlias = dict[str, RuleViolation]  # by input; in rows by `input.row.column`, the first row is 0


class Translate(Protocol):
    """`gettext`: the sentence of the catalogue in the reader's language, filled in."""

    def __call__(self, message: str, /, **params: Any) -> str: ...


class InputKind(StrEnum):
    """How an input of a calculator is typed."""

    MONEY = "money"
    NUMBER = "number"
    COUNT = "count"  # a whole number
    PERCENT = "percent"
    MONTH = "month"  # of a year: November 2026
    CALENDAR_MONTH = "calendar-month"  # of every year: May
    CHOICE = "choice"
    LINE = "line"  # a few words
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class CalculatorInput:
    """One thing that a calculator asks. `label`, `hint` and the words of `choices` are source strings of the catalogue."""

    id: str
    label: str
    kind: InputKind
    hint: str = ""
    required: bool = True
    default: str | None = None
    most: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple["CalculatorInput", ...] = ()


class Unit(StrEnum):
    """In what a number is counted, and so how it is written."""

    EUROS = "euros"  # whole euros
    CENTS = "cents"  # euros with two decimals
    HOURS = "hours"
    FACTOR = "factor"  # two decimals
    MONTH = "month"
    MONTHS = "months"  # how many


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the outcome. `label` is a source string of the catalogue."""

    id: str
    label: str
    value: Decimal | date
    unit: Unit


@dataclass(frozen=True, slots=True)
class CalculationStep:
    """A step as one would do it on paper: what it gives, the sum in words, the sum in numbers, and the outcome as written."""

    label: str
    words: str
    sum: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Warned:
    """What a group should look at again, as a source string of the catalogue with what fills its places."""

    message: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CashMonth:
    """A month on the bank account in whole euros. `received` and `balance` are at the end of the month."""

    month: date
    received: Decimal
    purchases: Decimal
    wages: Decimal
    holiday_pay: Decimal
    other: Decimal
    balance: Decimal


@dataclass(frozen=True, slots=True)
class CashPlan:
    """Months in their order, and what the reading of them asks for."""

    start: Decimal
    months: tuple[CashMonth, ...]

    @property
    def lowest(self) -> CashMonth:
        """The (first) month with the least money."""
        return min(self.months, key=lambda month: month.balance)

    @property
    def below_zero(self) -> tuple[CashMonth, ...]:
        return tuple(month for month in self.months if month.balance < 0)

    @property
    def end(self) -> Decimal:
        return self.months[-1].balance


@dataclass(frozen=True, slots=True)
class CashPlans:
    """The plan as the group expects it, and with everyone paying a month later."""

    expected: CashPlan
    later: CashPlan


@dataclass(frozen=True, slots=True)
class BreakEvenLines:
    """What the picture of a break-even needs: costs begin at `fixed`, turnover at nothing."""

    fixed: Decimal
    price: Decimal
    variable: Decimal
    planned_hours: Decimal
    hours: Decimal
    turnover: Decimal
    surplus: Decimal


@dataclass(frozen=True, slots=True)
class CalculatorResult:
    """The outcome; `figures[0]` is what it is all about. `pictured` is what a chart can be drawn of."""

    figures: tuple[Figure, ...]
    steps: tuple[CalculationStep, ...]
    warnings: tuple[Warned, ...] = ()
    pictured: CashPlans | BreakEvenLines | None = None

    def number(self, figure: str) -> Decimal:
        """The number of a figure by its id. Raises `KeyError` when there is none, as for the id of a month."""
        return {known.id: known.value for known in self.figures if isinstance(known.value, Decimal)}[figure]


@dataclass(frozen=True, slots=True)
class Calculator:
    """A calculator by its name in lessons. `facts` says which figure is which fact of the dossier."""

    name: str
    title: str
    inputs: tuple[CalculatorInput, ...]
    calculate: Callable[[Mapping[str, Any], str], CalculatorResult]
    facts: Mapping[str, str] = field(default_factory=dict)
