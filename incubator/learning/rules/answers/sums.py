"""Answers that are worked out by a calculator: what was typed into it, and what comes out."""

from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.learning.rules.answers.kinds import LONGEST_CELL, AnswerShape, plain
from incubator.learning.rules.answers.lines import LANGUAGE
from incubator.learning.rules.calculators import CALCULATORS, calculate
from incubator.learning.values import Question
from incubator.learning.values.calculating import CalculatorInput, CalculatorResult, InputKind

NOT_WORKED_OUT = N_("This cannot be worked out yet: open the calculator and look at the fields that are marked.")


class CalculatorAnswer(AnswerShape):
    """What was typed by input; rows as a list of {column: text}."""

    longest = LONGEST_CELL

    def empty(self) -> Any:
        return {}

    def clean(self, question: Question, answer: Any) -> Any:
        if not isinstance(answer, dict):
            return {}
        cleaned = {asked.id: _clean(asked, answer.get(asked.id)) for asked in CALCULATORS[question.calculator].inputs}
        return cleaned if any(cleaned.values()) else {}

    def texts(self, answer: Any) -> list[str]:
        texts: list[str] = []
        for typed in answer.values():
            if isinstance(typed, str):
                texts.append(typed)
                continue
            for row in typed:
                texts.extend(row.values())
        return texts

    def check(self, question: Question, answer: Any) -> None:
        if not isinstance(calculate(question.calculator, answer, LANGUAGE), CalculatorResult):
            raise RuleViolation(NOT_WORKED_OUT, field=question.id)


def _clean(asked: CalculatorInput, typed: Any) -> Any:
    if asked.kind is not InputKind.ROWS:
        return plain(typed)
    # What is sent can be anything: only cells that the calculator asks are kept.
    rows = []
    for row in typed if isinstance(typed, list) else ():
        cells = {column.id: plain(row.get(column.id)) for column in asked.columns}
        # A choice is made before anything is typed: by itself it is no row.
        if any(cells[column.id] for column in asked.columns if column.kind is not InputKind.CHOICE):
            rows.append(cells)
    return rows


CALCULATOR = CalculatorAnswer()
