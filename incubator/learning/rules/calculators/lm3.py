"""How much of a turnover is spent in the neighbourhood again: the local multiplier in three rounds (LM3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import write_percent
from incubator.learning.rules.calculators.asking import money, percent
from incubator.learning.rules.calculators.writing import CENT, Worksheet
from incubator.learning.values.calculating import (
    Calculator,
    CalculatorResult,
    Figure,
    Unit,
    Warned,
)

INPUTS = (
    money("turnover", N_("Turnover in a year"), N_("Round 1: what comes in.")),
    money("wages", N_("Net wages of people who live there"), N_("Net: taxes and premiums leave the neighbourhood.")),
    percent(
        "wages_spent",
        N_("What they spend there, in percent"),
        N_("Ask your members for a month. Do not take it from someone else's study."),
    ),
    money("suppliers", N_("Paid to suppliers there"), N_("Garage, bookkeeper, shop.")),
    percent(
        "suppliers_spent",
        N_("What they spend there in turn, in percent"),
        N_("Ask them. An estimate is fine, if you say that it is one."),
    ),
    money(
        "other_wages",
        N_("To compare: net wages that a firm from elsewhere pays there"),
        N_("For the same turnover. You may leave it empty."),
        required=False,
    ),
    money(
        "other_suppliers",
        N_("To compare: what that firm pays to suppliers there"),
        N_("You may leave it empty."),
        required=False,
    ),
)


@dataclass(frozen=True, slots=True)
class MultiplierInputs:
    """A year in euros; what is spent is in percent. The comparison is with a firm of the same turnover."""

    turnover: Decimal
    wages: Decimal
    wages_spent: Decimal
    suppliers: Decimal
    suppliers_spent: Decimal
    other_wages: Decimal | None = None
    other_suppliers: Decimal | None = None

    @property
    def compares(self) -> bool:
        return self.other_wages is not None or self.other_suppliers is not None


@dataclass(frozen=True, slots=True)
class MoneyRounds:
    """Three rounds of the same money, and the third in its two parts."""

    first: Decimal
    second: Decimal
    by_people: Decimal
    by_suppliers: Decimal

    @property
    def third(self) -> Decimal:
        return self.by_people + self.by_suppliers

    @property
    def total(self) -> Decimal:
        return self.first + self.second + self.third

    @property
    def multiplier(self) -> Decimal:
        return self.total / self.first


def rounds_of(inputs: MultiplierInputs, wages: Decimal, suppliers: Decimal) -> MoneyRounds:
    """The rounds for these wages and suppliers, with the turnover and percentages of the inputs."""
    return MoneyRounds(
        inputs.turnover, wages + suppliers, wages * inputs.wages_spent / 100, suppliers * inputs.suppliers_spent / 100
    )


def lm3(inputs: MultiplierInputs, language: str = "nl", to: Decimal = CENT) -> CalculatorResult:
    """The local multiplier, beside that of another firm when it was filled in. Raises `RuleViolation` without turnover.

    `to` is how precisely the steps write it: a lesson rounds to two decimals, a study to three.
    """
    if not inputs.turnover:
        raise RuleViolation(
            N_("Without turnover there is nothing to divide by. Fill in more than 0."), field="turnover"
        )
    ours = rounds_of(inputs, inputs.wages, inputs.suppliers)
    sheet = Worksheet(language, to)
    _write_rounds(sheet, inputs, ours)
    figures = [
        Figure("lm3", N_("Local multiplier (LM3)"), ours.multiplier, Unit.FACTOR),
        Figure("second", N_("Round 2: spent there by you"), ours.second, Unit.EUROS),
        Figure("third", N_("Round 3: spent there by them"), ours.third, Unit.EUROS),
    ]
    if inputs.compares:
        theirs = rounds_of(inputs, inputs.other_wages or Decimal(0), inputs.other_suppliers or Decimal(0))
        _write_comparison(sheet, ours, theirs)
        figures += [
            Figure("other_lm3", N_("LM3 of the firm from elsewhere"), theirs.multiplier, Unit.FACTOR),
            Figure("difference", N_("More goes round with you, in a year"), ours.total - theirs.total, Unit.EUROS),
        ]
    return CalculatorResult(tuple(figures), tuple(sheet.steps), _warnings(inputs, ours))


def _write_rounds(sheet: Worksheet, inputs: MultiplierInputs, ours: MoneyRounds) -> None:
    euros = sheet.euros
    sheet.step(
        N_("Round 2: spent there by you"),
        N_("net wages + suppliers there"),
        f"{euros(inputs.wages)} + {euros(inputs.suppliers)}",
        euros(ours.second),
    )
    sheet.step(
        N_("Round 3: spent there by your people"),
        N_("net wages × what they spend there"),
        f"{euros(inputs.wages)} × {write_percent(sheet.number(inputs.wages_spent))}",
        euros(ours.by_people),
    )
    sheet.step(
        N_("Round 3: spent there by your suppliers"),
        N_("suppliers there × what they spend there"),
        f"{euros(inputs.suppliers)} × {write_percent(sheet.number(inputs.suppliers_spent))}",
        euros(ours.by_suppliers),
    )
    sheet.step(
        N_("Round 3: spent there by them"),
        N_("your people + your suppliers"),
        f"{euros(ours.by_people)} + {euros(ours.by_suppliers)}",
        euros(ours.third),
    )
    sheet.step(
        N_("Local multiplier (LM3)"),
        N_("the three rounds together, divided by the first"),
        f"({euros(ours.first)} + {euros(ours.second)} + {euros(ours.third)}) {sheet.divided} {euros(ours.first)}",
        sheet.factor(ours.multiplier),
    )


def _write_comparison(sheet: Worksheet, ours: MoneyRounds, theirs: MoneyRounds) -> None:
    euros = sheet.euros
    sheet.step(
        N_("LM3 of the firm from elsewhere"),
        N_("the three rounds together, divided by the first"),
        f"({euros(theirs.first)} + {euros(theirs.second)} + {euros(theirs.third)}) {sheet.divided} {euros(theirs.first)}",
        sheet.factor(theirs.multiplier),
    )
    sheet.step(
        N_("More goes round with you, in a year"),
        N_("your three rounds − theirs"),
        f"{euros(ours.total)} − {euros(theirs.total)}",
        euros(ours.total - theirs.total),
    )


def _warnings(inputs: MultiplierInputs, ours: MoneyRounds) -> tuple[Warned, ...]:
    warnings = []
    if ours.second > ours.first:
        warnings.append(
            Warned(N_("You spend more there than comes in. Did you count gross wages, or people who live elsewhere?"))
        )
    if inputs.compares:
        warnings.append(Warned(N_("What another firm spends is an estimate. Say so when you show this comparison.")))
    return tuple(warnings)


def _calculate(values: Mapping[str, Any], language: str) -> CalculatorResult:
    return lm3(MultiplierInputs(**values), language)


LM3 = Calculator("lm3", N_("Local multiplier (LM3)"), INPUTS, _calculate)
