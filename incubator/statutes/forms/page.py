"""Fields of the interview and the page that holds them. A field is named after the path of its answer, with __ between the steps."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    TextAreaField,
)
from wtforms.fields.choices import SelectFieldBase

from incubator.core.forms import Form
from incubator.statutes.values.prefilling import value_at

REVISION = re.compile(r"\d{1,8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class OthersAnswer:
    """What someone else answered meanwhile: at which field, its label, and the answer in words."""

    field: str
    label: str
    text: str


class LinesField(TextAreaField):
    """A list: one item on a line."""

    def _value(self) -> str:
        if isinstance(self.data, str):
            return self.data
        return "\n".join(self.data or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        lines = "".join(valuelist).splitlines()
        self.data = [line.strip() for line in lines if line.strip()]


class PageForm(Form):
    """A page of the interview."""

    revision = HiddenField(default="0")
    fixed: dict[str, Any] = {}

    def fill(self, answers: dict[str, Any], revision: int) -> None:
        """Show the answers there are."""
        self.revision.data = str(revision)
        for field in self._questions():
            value = value_at(answers, _path(field))
            if value is not None:
                field.data = self.shown(_path(field), value)

    def answers(self) -> dict[str, Any]:
        """What was answered, by path; an empty text is no answer."""
        values = {}
        for field in self._questions():
            value = self.stored(_path(field), field.data)
            values[_path(field)] = None if value == "" else value
        return values | self.fixed

    def shown(self, path: str, value: Any) -> Any:
        """How a stored answer is shown in its field."""
        if isinstance(value, bool) and isinstance(self._of(path), RadioField):
            return str(value)
        return value

    def stored(self, path: str, value: Any) -> Any:
        """How what was filled in is stored."""
        if isinstance(value, date):
            return value.isoformat()
        return value

    def given_revision(self) -> int:
        """The revision that the page was opened with; nonsense is the first, which is compared with everything since."""
        text = str(self.revision.data)
        if REVISION.fullmatch(text):
            return int(text)
        return 0

    def take_over(self, other: "PageForm", paths: Iterable[str]) -> None:
        """Show these answers as the other form has them: nobody touched them here."""
        for path in paths:
            if _name(path) in self._fields:
                field = self._of(path)
                # raw_data goes first when a field is drawn: without this the page would show the old answer again.
                field.data, field.raw_data = other._of(path).data, None

    def others_answers(self, other: "PageForm", paths: Iterable[str]) -> list[OthersAnswer]:
        """What the other form says at these paths."""
        fields = [other._of(path) for path in paths if _name(path) in self._fields]
        return [OthersAnswer(str(field.short_name), str(field.label.text), _in_words(field)) for field in fields]

    def _questions(self) -> list[Field]:
        return [field for field in self if field.type not in {"CSRFTokenField", "HiddenField"}]

    def _of(self, path: str) -> Field:
        return self._fields[_name(path)]


def _in_words(field: Field) -> str:
    if isinstance(field, BooleanField):
        return str(_("Yes") if field.data else _("No"))
    if isinstance(field, SelectFieldBase):
        chosen = field.data
        if not isinstance(chosen, list):
            chosen = [chosen]
        return "\n".join(str(label) for value, label, *_rest in field.iter_choices() if value in chosen)
    if hasattr(field, "_value"):
        return str(field._value())
    return str(field.data or "")


def _name(path: str) -> str:
    return path.replace(".", "__")


def _path(field: Field) -> str:
    return str(field.short_name).replace("__", ".")
