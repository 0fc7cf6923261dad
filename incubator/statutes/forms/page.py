"""Fields of the interview and the page that holds them. A field is named after the path of its answer, with __ between the steps."""

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


class LinesField(TextAreaField):
    """A list: one item on a line."""

    def _value(self) -> str:
        return self.data if isinstance(self.data, str) else "\n".join(self.data or ())

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
        values = {_path(field): self.stored(_path(field), field.data) for field in self._questions()}
        return {path: value if value != "" else None for path, value in values.items()} | self.fixed

    def shown(self, path: str, value: Any) -> Any:
        """How a stored answer is shown in its field."""
        return str(value) if isinstance(value, bool) and isinstance(self._of(path), RadioField) else value

    def stored(self, path: str, value: Any) -> Any:
        """How what was filled in is stored."""
        return value.isoformat() if hasattr(value, "isoformat") else value

    def given_revision(self) -> int:
        text = str(self.revision.data or "0")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0

    def differences(self, other: "PageForm") -> list[tuple[str, str, str]]:
        """Where another filling of this page says something else: (field, label, what it says)."""
        mine, theirs = self.answers(), other.answers()
        return [
            (str(field.short_name), str(field.label.text), _in_words(other._of(_path(field))))
            for field in self._questions()
            if mine[_path(field)] != theirs[_path(field)]
        ]

    def _questions(self) -> list[Field]:
        return [field for field in self if field.type not in {"CSRFTokenField", "HiddenField"}]

    def _of(self, path: str) -> Field:
        return self._fields[path.replace(".", "__")]


def _in_words(field: Field) -> str:
    if isinstance(field, BooleanField):
        return str(_("Yes") if field.data else _("No"))
    if isinstance(field, SelectFieldBase):
        chosen = field.data if isinstance(field.data, list) else [field.data]
        return "\n".join(str(label) for value, label, *_rest in field.iter_choices() if value in chosen)
    return str(field._value()) if hasattr(field, "_value") else str(field.data or "")


def _path(field: Field) -> str:
    return str(field.short_name).replace("__", ".")
