"""The form of an exercise is made from its content: what was typed is read here, and judged by the rules."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from incubator.core.forms import Form, readable, stripped
from incubator.learning.values import Answers, Exercise, FieldKind, Question
from incubator.learning.values.arranging import EditedText
from incubator.learning.values.calculating import CalculatorInput, InputKind

MOST_ROWS = 500  # more than a form can send: it takes a thousand fields, so that no row is left out unseen
SPARE_ROWS = 1  # an empty row below the filled ones; the script and saving give new ones
Sent = Mapping[str, str]


def typed_answers(exercise: Exercise, form: Sent) -> Answers:
    """Everything that was typed, by question; calculators have a page of their own."""
    asked = [question for question in exercise.questions if question.kind is not FieldKind.CALCULATOR]
    return {question.id: READERS.get(question.kind, _line)(question, form) for question in asked}


def typed_inputs(inputs: Sequence[CalculatorInput], form: Sent) -> dict[str, Any]:
    """What was typed into a calculator, by input."""
    typed: dict[str, Any] = {}
    for asked in inputs:
        if asked.kind is InputKind.ROWS:
            typed[asked.id] = rows_in(form, asked.id, [column.id for column in asked.columns])
        else:
            typed[asked.id] = readable(form.get(asked.id, ""))
    return typed


def _line(question: Question, form: Sent) -> str:
    return readable(form.get(question.id, ""))


def _rows(question: Question, form: Sent) -> list[dict[str, str]]:
    return rows_in(form, question.id, [column.id for column in question.columns])


def rows_in(form: Sent, name: str, columns: list[str]) -> list[dict[str, str]]:
    """The rows of a table in which something was typed: each cell stands under `name-row-column`."""
    rows = []
    for number in range(MOST_ROWS):
        row = {column: readable(form.get(f"{name}-{number}-{column}", "")) for column in columns}
        if "".join(row.values()).strip():
            rows.append(row)
    return rows


def _reasons(question: Question, form: Sent) -> dict[str, str]:
    return {part: readable(form.get(f"{question.id}-{part}", "")) for part in ("choice", "why")}


def _file(question: Question, form: Sent) -> dict[str, str]:
    """The file that was there already; a new one is stored by the page that takes it."""
    if form.get(f"{question.id}-remove"):
        return {}
    return {part: readable(form.get(f"{question.id}-{part}", "")) for part in ("file", "name")}


READERS: dict[FieldKind, Callable[[Question, Sent], Any]] = {
    FieldKind.PEOPLE: _rows,
    FieldKind.RECORDS: _rows,
    FieldKind.TABLE: _rows,
    FieldKind.REASONS: _reasons,
    FieldKind.FILE: _file,
}


def version_in(form: Sent) -> int:
    """With which version of the answers the form began; 0 when nobody had written yet."""
    return version_number(form.get("version", "0"))


def version_number(number: str) -> int:
    """The number of a version as a form sends it; 0 for anything else."""
    # Anything may be sent: "²" counts as a digit, and a number of a thousand digits fits in no column.
    if number.isascii() and number.isdigit() and len(number) < 9:
        return int(number)
    return 0


class LessonTextForm(Form):
    """The text of a lesson, for who looks after the content."""

    text = TextAreaField(_l("The text of the lesson"), validators=[InputRequired(), Length(max=200_000)])
    note = StringField(
        _l("What did you change?"),
        validators=[InputRequired(), Length(max=300)],
        filters=[stripped],
        description=_l("In one sentence. Groups that are in the middle of this lesson read it."),
    )
    tells_groups = BooleanField(_l("Let those groups know by mail"))
    version = HiddenField(default="0")

    def edited(self) -> EditedText:
        """What was typed; a browser sends lines with an ending of its own."""
        text = (self.text.data or "").replace("\r\n", "\n").replace("\r", "\n").rstrip() + "\n"
        return EditedText(
            text, self.note.data or "", bool(self.tells_groups.data), version_number(self.version.data or "")
        )


class NewLessonForm(Form):
    """A lesson to add: its title, and where."""

    title = StringField(_l("Title"), validators=[InputRequired(), Length(max=120)], filters=[stripped])
    module = SelectField(_l("Module"))
