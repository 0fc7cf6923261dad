"""The calculators of lessons: what a group typed becomes an outcome that shows its working, or problems at their fields."""

from collections.abc import Iterator, Mapping
from typing import Any

from incubator.cooperatives.rules import typed_value
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import write_decimal
from incubator.learning.rules.calculators.break_even import BREAK_EVEN
from incubator.learning.rules.calculators.cash_flow import CASH_FLOW
from incubator.learning.rules.calculators.hour_price import HOUR_PRICE
from incubator.learning.rules.calculators.lm3 import LM3
from incubator.learning.rules.calculators.reading import is_begun, read_inputs, typed_rows, typed_text
from incubator.learning.rules.calculators.writing import CENT, WHOLE, rounded, written
from incubator.learning.values.calculating import (
    Calculator,
    CalculatorInput,
    CalculatorResult,
    InputKind,
    Problems,
    Translate,
    Typed,
    Unit,
)

CALCULATORS: dict[str, Calculator] = {
    calculator.name: calculator for calculator in (HOUR_PRICE, BREAK_EVEN, CASH_FLOW, LM3)
}


def calculate(
    name: str, typed: Typed, language: str = "nl", *, shown_in: str | None = None
) -> CalculatorResult | Problems:
    """The outcome, or what is wrong by field; `shown_in` is the language of its sums, where what was typed is in another.

    Raises `KeyError` when there is no such calculator.
    """
    calculator = CALCULATORS[name]
    values, problems = read_inputs(calculator.inputs, typed, language)
    if problems:
        return problems
    try:
        return calculator.calculate(values, shown_in or language)
    except RuleViolation as broken:
        return {broken.field or calculator.inputs[0].id: broken}


def facts(name: str, typed: Typed, language: str = "nl") -> dict[str, Any]:
    """What the dossier keeps of the outcome, by the key of the fact; nothing while something is wrong."""
    result = calculate(name, typed, language)
    if not isinstance(result, CalculatorResult):
        return {}
    kept = {}
    for key, figure_id in CALCULATORS[name].facts.items():
        figure = next(figure for figure in result.figures if figure.id == figure_id)
        # The dossier is written in Dutch, whatever the language of the page.
        to = CENT if figure.unit is Unit.CENTS else WHOLE
        kept[key] = typed_value(key, write_decimal(rounded(result.number(figure_id), to)))
    return kept


def as_text(name: str, typed: Typed, translate: Translate, language: str = "nl") -> str:
    """What was filled in and what comes out, line by line, for who reads the work; `translate` is `gettext`."""
    calculator = CALCULATORS[name]
    lines: list[str] = []
    for asked in calculator.inputs:
        lines += _lines_of(asked, typed.get(asked.id), translate)
    result = calculate(name, typed, language)
    if isinstance(result, CalculatorResult):
        lines += ["", *_outcome(result, translate, language)]
    else:
        lines += ["", translate(N_("Not worked out: something is missing or cannot be read."))]
    return "\n".join(lines).strip()


def _lines_of(asked: CalculatorInput, typed: Any, translate: Translate) -> Iterator[str]:
    label = translate(asked.label)
    if asked.kind is not InputKind.ROWS:
        text = typed_text(typed)
        if text:
            # A question ends in its own mark.
            yield f"{label} {text}" if label.endswith("?") else f"{label}: {text}"
        return
    rows = [row for row in typed_rows(typed) if is_begun(asked, row)]
    if rows:
        yield f"{label}:"
    for row in rows:
        yield "- " + " · ".join(filter(None, (_cell(column, row, translate) for column in asked.columns)))


def _cell(column: CalculatorInput, row: Mapping[str, str], translate: Translate) -> str:
    text = row.get(column.id, "")
    words = dict(column.choices).get(text)
    if words:
        return translate(words)
    return text


def _outcome(result: CalculatorResult, translate: Translate, language: str) -> Iterator[str]:
    for figure in result.figures:
        yield f"{translate(figure.label)}: {written(figure, language)}"
    for warning in result.warnings:
        yield translate(warning.message, **warning.params)
