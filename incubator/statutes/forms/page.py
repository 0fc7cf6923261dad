"""The form of one question of the interview. A field is named after the path of its answer, with __ between the steps."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import Field, HiddenField

from incubator.core.errors import RuleViolation
from incubator.core.formatting import as_date
from incubator.core.forms import Form
from incubator.core.i18n import explain, language
from incubator.core.rows import RowsField, change_rows
from incubator.statutes.forms.fields import ChoiceField, WithOwnWords
from incubator.statutes.forms.kinds import KINDS, NEEDS_AN_ANSWER
from incubator.statutes.forms.table_fields import TableField
from incubator.statutes.rules.asking import fields_asked
from incubator.statutes.values.interview import AnswerField, InterviewQuestion
from incubator.statutes.values.prefilling import value_at

REVISION = re.compile(r"\d{1,8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class OthersAnswer:
    """What someone else answered meanwhile: at which field, its label, and the answer in words."""

    field: str
    label: str
    text: str


class InterviewForm(Form):
    """The answers of one question. `put_off` when it was sent with “we do not know yet”: then nothing is needed."""

    revision = HiddenField(default="0")
    question: InterviewQuestion
    asked: tuple[AnswerField, ...] = ()
    before: dict[str, Any]
    put_off = False

    def fill(self, answers: dict[str, Any], revision: int, *, answered: bool = False) -> None:
        """Show the answers there are; who answered before and chose nothing, chose to leave it to the law."""
        self.revision.data = str(revision)
        for answer in self.asked:
            value = value_at(answers, answer.path)
            field = self._fields[answer.name]
            if isinstance(field, ChoiceField):
                field.is_open = not answered
            if value is not None:
                field.data = KINDS[answer.kind].shown(value)

    def stands_on(self, answers: dict[str, Any]) -> None:
        """The stored answers, which a list of people is compared with to keep their numbers."""
        self.before = {answer.path: value_at(answers, answer.path) for answer in self.asked}

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether everything that is needed was answered and can be stored."""
        is_valid = super().validate(extra_validators)
        for answer in self.asked:
            field = self._fields[answer.name]
            if field.errors or self.put_off:
                continue
            if self._is_missing(answer, field):
                field.errors = [NEEDS_AN_ANSWER]
                is_valid = False
        return is_valid and self._can_be_stored()

    def _is_missing(self, answer: AnswerField, field: Field) -> bool:
        if isinstance(field, ChoiceField) and not field.allows_own:
            return field.is_open if not answer.needed else field.data is None
        return answer.needed and (field.data is None or field.data in ("", []))

    def _can_be_stored(self) -> bool:
        """Whether every field can be stored; what cannot has its sentence at the field."""
        for answer in self.asked:
            field = self._fields[answer.name]
            if field.errors:
                continue
            try:
                self._stored(answer)
            except RuleViolation as broken_rule:
                field.errors = [explain(broken_rule)]
        return not self.errors

    def answers(self) -> dict[str, Any]:
        """What was answered, by path, with the answers that come along. Raises `RuleViolation` where a row cannot be read."""
        values = {answer.path: self._stored(answer) for answer in self.asked}
        if self.question.whole and values[self.asked[0].path] is None:
            values = {self.question.whole: None}
        return self._comes_along() | values

    def _comes_along(self) -> dict[str, Any]:
        """Other answers that follow from this question, and from what was chosen.

        An empty text takes an earlier answer away that would contradict the choice.
        """
        along = dict(self.question.sets)
        for answer in self.asked:
            field = self._fields[answer.name]
            if isinstance(field, ChoiceField):
                along |= field.sets()
        for path in [path for path, value in along.items() if value == ""]:
            along[path] = None
        return along

    def _stored(self, answer: AnswerField) -> Any:
        return KINDS[answer.kind].stored(self._fields[answer.name].data, self.before.get(answer.path))

    def changes_rows(self, wish: str | None) -> bool:
        """Whether a button of a table was pressed that adds or takes away a row: then there is nothing to save yet."""
        tables = [field for field in self if isinstance(field, RowsField)]
        return any(change_rows(table, wish) for table in tables)

    def refuse(self, broken_rule: RuleViolation) -> None:
        """At the field that asks for the answer: what is wrong with the second line of a list stands at the list."""
        name = broken_rule.field or ""
        while name and name not in self._fields:
            name = name.rpartition("__")[0]
        broken_rule.field = name or None
        super().refuse(broken_rule)

    def in_words(self) -> dict[str, str]:
        """Every answer of the question as a page tells it, by its label; empty where there is none."""
        return {str(self._fields[answer.name].label.text): words_of(self._fields[answer.name]) for answer in self.asked}

    def given_revision(self) -> int:
        """The revision that the page was opened with; nonsense is the first, which is compared with everything since."""
        text = str(self.revision.data)
        if REVISION.fullmatch(text):
            return int(text)
        return 0

    def take_over(self, other: "InterviewForm", paths: Iterable[str]) -> None:
        """Show these answers as the other form has them: nobody touched them here."""
        for name in self._names(paths):
            # raw_data goes first when a field is drawn: without this the page would show the old answer again.
            self._fields[name].data, self._fields[name].raw_data = other._fields[name].data, None

    def others_answers(self, other: "InterviewForm", paths: Iterable[str]) -> list[OthersAnswer]:
        """What the other form says at these paths."""
        fields = [other._fields[name] for name in self._names(paths)]
        return [OthersAnswer(str(field.short_name), str(field.label.text), words_of(field)) for field in fields]

    def _names(self, paths: Iterable[str]) -> list[str]:
        names = [path.replace(".", "__") for path in paths]
        return [name for name in names if name in self._fields]


def words_of(field: Field) -> str:
    """What a field says, for a page that does not show the field itself."""
    if isinstance(field, WithOwnWords | TableField):
        return field.in_words()
    if isinstance(field.data, date):
        return as_date(field.data)
    if hasattr(field, "_value"):
        return str(field._value())
    return str(field.data or "")


def question_form(
    question: InterviewQuestion, holding: Set[str], answers: dict[str, Any], *, sent: bool
) -> InterviewForm:
    """The form of a question where these conditions hold: with what was sent, or empty."""
    asked = tuple(fields_asked(question, holding))
    fields = {answer.name: _field(question, answer) for answer in asked}
    # WTForms reads its fields from a class, and each question has others.
    form_class = type("FormOfThisQuestion", (InterviewForm,), {**fields, "question": question, "asked": asked})
    form: InterviewForm = form_class() if sent else form_class(formdata=None)
    form.stands_on(answers)
    for answer in asked:
        form[answer.name].flags.required = answer.needed  # an open question is allowed, so no validator asks for it
    return form


def _field(question: InterviewQuestion, answer: AnswerField) -> Any:
    spoken = language()
    label = answer.label.in_language(spoken) or question.ask.in_language(spoken)
    texts = {
        "label": label,
        "description": answer.hint.in_language(spoken),
        "render_kw": {"required": True} if answer.needed else None,
    }
    if answer.kind in {"choice", "fixed", "yes_no", "place"} or (answer.usual and answer.kind in {"line", "text"}):
        texts["silence"] = question.silence.in_language(spoken)
    return KINDS[answer.kind].make(answer, texts)
