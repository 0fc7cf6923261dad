"""The form of an exercise is made from its content: what was typed is read here, and judged by the rules."""

from collections.abc import Mapping

from incubator.core.forms import readable
from incubator.learning.values import Answers, Exercise, FieldKind, Question

MOST_ROWS = 60
SPARE_ROWS = 2  # empty rows below the filled ones; saving gives new ones


def typed_answers(exercise: Exercise, form: Mapping[str, str]) -> Answers:
    """Everything that was typed, by question."""
    return {
        question.id: _rows(question, form)
        if question.kind is FieldKind.RECORDS
        else readable(form.get(question.id, ""))
        for question in exercise.questions
    }


def _rows(question: Question, form: Mapping[str, str]) -> list[dict[str, str]]:
    rows = [
        {column.id: readable(form.get(f"{question.id}-{number}-{column.id}", "")) for column in question.columns}
        for number in range(MOST_ROWS)
    ]
    return [row for row in rows if any(value.strip() for value in row.values())]


def version_in(form: Mapping[str, str]) -> int:
    """With which version of the answers the form began; 0 when nobody had written yet."""
    told = form.get("version", "0")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else 0
