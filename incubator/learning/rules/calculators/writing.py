"""Write the numbers of a sum as people write them: whole euros, cents, hours, months."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date

from incubator.core.quantities import write_amount, write_decimal
from incubator.learning.values.calculating import CalculationStep, Figure, Unit

WHOLE, CENT = Decimal(1), Decimal("0.01")
DIVIDED = {"nl": ":", "en": "÷"}  # as each is taught at school


def rounded(number: Decimal, to: Decimal = WHOLE) -> Decimal:
    """A half goes up, as people round."""
    return number.quantize(to, ROUND_HALF_UP)


def write_month(month: date, language: str) -> str:
    """november 2026"""
    return str(format_date(month, "LLLL y", locale=language))


def write_value(value: Decimal | date, unit: Unit, language: str) -> str:
    """€ 152.000, € 34,50, 4.406, 1,93 or november 2026."""
    if isinstance(value, date):
        return write_month(value, language)
    if unit is Unit.EUROS:
        return write_amount(rounded(value), language=language)
    if unit is Unit.CENTS:
        return write_amount(rounded(value, CENT), language=language, cents=True)
    if unit is Unit.FACTOR:
        return str(write_decimal(rounded(value, CENT), language))
    return write_decimal(rounded(value), language)


class Worksheet:
    """Where a sum is written down, in one language, step by step; factors as far as `to`."""

    def __init__(self, language: str, to: Decimal = CENT) -> None:
        self.language, self.to = language, to
        self.divided = DIVIDED[language]
        self.steps: list[CalculationStep] = []

    def euros(self, amount: Decimal) -> str:
        return write_value(amount, Unit.EUROS, self.language)

    def cents(self, amount: Decimal) -> str:
        return write_value(amount, Unit.CENTS, self.language)

    def factor(self, number: Decimal) -> str:
        return str(write_decimal(rounded(number, self.to), self.language))

    def number(self, number: Decimal) -> str:
        """With up to three decimals."""
        return write_decimal(number, self.language)

    def step(self, label: str, words: str, written: str, outcome: str) -> None:
        """Write a step down: what it gives, the sum in words and in numbers, and the outcome."""
        self.steps.append(CalculationStep(label, words, written, outcome))


def written(figure: Figure, language: str) -> str:
    """The number of a figure as one reads it."""
    return write_value(figure.value, figure.unit, language)
