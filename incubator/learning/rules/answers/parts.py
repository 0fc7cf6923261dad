"""Answers of a few parts: a choice with its reasons, and a file."""

from typing import Any

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.learning.rules.answers.kinds import AnswerShape, plain
from incubator.learning.values import Question


class PartsAnswer(AnswerShape):
    """A text for each part; an answer without any text is none."""

    parts: tuple[str, ...] = ()

    def empty(self) -> Any:
        return {}

    def clean(self, _question: Question, answer: Any) -> Any:
        if not isinstance(answer, dict):
            return {}
        cleaned = {part: plain(answer.get(part, "")) for part in self.parts}
        return cleaned if any(cleaned.values()) else {}

    def texts(self, answer: Any) -> list[str]:
        return list(answer.values())


class ReasonsAnswer(PartsAnswer):
    """What was chosen, and why."""

    parts = ("choice", "why")

    def check(self, question: Question, answer: Any) -> None:
        if answer["choice"] not in question.choices:
            raise RuleViolation(N_("Choose one of the answers."), field=question.id)
        if not answer["why"]:
            raise RuleViolation(N_("Write down why you choose this."), field=question.id)

    def as_text(self, _question: Question, answer: Any) -> str:
        return "\n".join(filter(None, (answer or {}).values()))


class FileAnswer(PartsAnswer):
    """A file that the group stored: its number among the files of the exercise, and its name."""

    parts = ("file", "name")

    def as_text(self, _question: Question, answer: Any) -> str:
        return str((answer or {}).get("name", ""))


REASONS, FILE = ReasonsAnswer(), FileAnswer()
