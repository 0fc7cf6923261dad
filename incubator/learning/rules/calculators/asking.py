"""The inputs that calculators ask most, in one line each."""

from incubator.learning.values.calculating import CalculatorInput, InputKind


def money(key: str, label: str, hint: str = "", *, required: bool = True) -> CalculatorInput:
    return CalculatorInput(key, label, InputKind.MONEY, hint, required)


def number(key: str, label: str, hint: str = "") -> CalculatorInput:
    return CalculatorInput(key, label, InputKind.NUMBER, hint)


def percent(key: str, label: str, hint: str = "", *, required: bool = True, most: int = 100) -> CalculatorInput:
    return CalculatorInput(key, label, InputKind.PERCENT, hint, required, most=most)


def month(key: str, label: str, hint: str = "", *, required: bool = True) -> CalculatorInput:
    return CalculatorInput(key, label, InputKind.MONTH, hint, required)
