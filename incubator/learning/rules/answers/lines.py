"""Answers that are one text: a line, lines, a number, an amount, a choice."""

from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_amount, read_number, write_amount
from incubator.core.quantities.reading import COUNTS
from incubator.learning.rules.answers.kinds import AnswerShape
from incubator.learning.values import Question

LANGUAGE = "nl"  # the exercise is Dutch, on an English page too


def amount_in_words(typed: str) -> str:
    """€ 1.250,50 however it was typed; what cannot be read stays as it was typed."""
    try:
        return write_amount(read_amount(typed, LANGUAGE), language=LANGUAGE)
    except RuleViolation:
        return typed


class ListAnswer(AnswerShape):
    """One on each line."""

    def from_fact(self, _question: Question, value: Any) -> Any:
        return "\n".join(value)


class NumberAnswer(AnswerShape):
    def check(self, _question: Question, answer: Any) -> None:
        # People also write a small number in words.
        if answer.strip().lower() not in COUNTS:
            read_number(answer, LANGUAGE)


class MoneyAnswer(AnswerShape):
    def check(self, _question: Question, answer: Any) -> None:
        read_amount(answer, LANGUAGE)

    def as_text(self, _question: Question, answer: Any) -> str:
        return amount_in_words(answer) if answer else ""

    def from_fact(self, _question: Question, value: Any) -> Any:
        return str(value).replace(".", ",")  # stored with a point, typed with a comma


class ChoiceAnswer(AnswerShape):
    def check(self, question: Question, answer: Any) -> None:
        if answer not in question.choices:
            raise RuleViolation(N_("Choose one of the answers."), field=question.id)


LINE, LIST, NUMBER, MONEY, CHOICE = AnswerShape(), ListAnswer(), NumberAnswer(), MoneyAnswer(), ChoiceAnswer()
