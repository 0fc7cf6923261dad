"""Fields of the interview and the page that holds them. A field is named after the path of its answer, with __ between the steps."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice, SelectFieldBase

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


class YesNoField(RadioField):
    """Yes (True), no (False), or not decided yet (None): who has not answered did not say no."""

    def __init__(self, label: Any, *, description: Any = "", **more: Any) -> None:
        choices = [
            SelectChoice("y", _l("Yes")),
            SelectChoice("n", _l("No")),
            SelectChoice("", _l("We do not know yet")),
        ]
        super().__init__(label, choices=choices, coerce=_yes_or_no, description=description, **more)


def _yes_or_no(value: Any) -> Any:
    """True of yes, False of no, None of nothing; what is none of these stays as it is, so that it is no valid choice."""
    if value == "":
        return None
    return {"y": True, "n": False}.get(value, value)


class PageForm(Form):
    """A page of the interview.

    `fixed` holds answers that are not asked. `depends` names, for a field that only matters after some answers, the field with
    those answers and what they are.
    """

    revision = HiddenField(default="0")
    fixed: dict[str, Any] = {}
    depends: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def asks(self, field: Field) -> bool:
        """Whether this field matters with the other answers as they are; what was filled in wrongly is always shown."""
        other, values = self.depends.get(str(field.short_name), ("", ()))
        if not other or field.errors:
            return True
        return self._fields[other].data in values

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
        for name, (other, asked) in self.depends.items():
            # What was filled in before the other answer changed would contradict it in the deed.
            if self._fields[other].data not in asked:
                values[name.replace("__", ".")] = None
        return values | self.fixed

    def paths(self) -> set[str]:
        """The answers that this page asks for."""
        return {_path(field) for field in self._questions()}

    def undecided(self) -> list[Field]:
        """The questions that nobody has said yes or no to."""
        return [field for field in self._questions() if isinstance(field, YesNoField) and field.data is None]

    def shown(self, path: str, value: Any) -> Any:
        """How a stored answer is shown in its field."""
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
    if isinstance(field, SelectFieldBase):
        return "\n".join(str(label) for _value, label, chosen, *_rest in field.iter_choices() if chosen)
    if hasattr(field, "_value"):
        return str(field._value())
    return str(field.data or "")


def _name(path: str) -> str:
    return path.replace(".", "__")


def _path(field: Field) -> str:
    return str(field.short_name).replace("__", ".")
