"""The form of an exercise is made from its content: what was typed is read here, and judged by the rules."""

from collections.abc import Mapping

from incubator.core.forms import readable
from incubator.learning.values import Answers, Exercise, FieldKind, Question

MOST_ROWS = 60
SPARE_ROWS = 2  # empty rows below the filled ones; saving gives new ones


def typed_answers(exercise: Exercise, form: Mapping[str, str]) -> Answers:
    """Everything that was typed, by question."""
    answers: Answers = {}
    for question in exercise.questions:
        if question.kind is FieldKind.RECORDS:
            answers[question.id] = _rows(question, form)
        else:
            answers[question.id] = readable(form.get(question.id, ""))
    return answers


def _rows(question: Question, form: Mapping[str, str]) -> list[dict[str, str]]:
    rows = []
    for number in range(MOST_ROWS):
        row = {column.id: readable(form.get(f"{question.id}-{number}-{column.id}", "")) for column in question.columns}
        if "".join(row.values()).strip():
            rows.append(row)
    return rows


def version_in(form: Mapping[str, str]) -> int:
    """With which version of the answers the form began; 0 when nobody had written yet."""
    number = form.get("version", "0")
    # Anything may be sent: "²" counts as a digit, and a number of a thousand digits fits in no column.
    if number.isascii() and number.isdigit() and len(number) < 9:
        return int(number)
    return 0
