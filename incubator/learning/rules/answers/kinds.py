"""What every kind of answer can do."""

from typing import Any

from incubator.learning.values import Question

LONGEST, LONGEST_CELL = 20_000, 2_000  # characters


class AnswerShape:
    """A line of text, and what the other kinds begin with."""

    longest = LONGEST

    def empty(self) -> Any:
        """An answer that was not given."""
        return ""

    def clean(self, _question: Question, answer: Any) -> Any:
        """The answer without blanks around it; nothing that was typed is judged here."""
        return plain(answer)

    def texts(self, answer: Any) -> list[str]:
        """The texts in it, each of which may be as long as `longest`."""
        return [answer]

    def check(self, _question: Question, _answer: Any) -> None:
        """Raises `RuleViolation` when the answer cannot be right."""

    def as_text(self, _question: Question, answer: Any) -> str:
        """The answer as one reads it."""
        return str(answer or "")

    def from_fact(self, _question: Question, value: Any) -> Any:
        """What the dossier knows, as an answer that can be confirmed."""
        return value


def plain(typed: Any) -> str:
    """A text without blanks around it; a browser sends lines with a carriage return."""
    return typed.replace("\r\n", "\n").strip() if isinstance(typed, str) else ""
