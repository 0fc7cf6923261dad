"""The base of all forms: protected against forgery, speaking the reader's language, able to show a broken rule where it belongs."""

import json
import re
from collections.abc import Mapping
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import explain
from incubator.core.i18n import mark as N_
from incubator.core.typed_fields import StopsAtItsReading

INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LONGEST_SEARCH = 200


def readable(typed: Any) -> Any:
    """A text without the letters that nobody can type or see (NUL, escape): PostgreSQL, Word and XML refuse them."""
    if isinstance(typed, str):
        return INVISIBLE.sub("", typed)
    return typed


def choices_of(words: Mapping[Any, Any]) -> list[SelectChoice]:
    """The choices of a field: the code of each and its words."""
    return [SelectChoice(code.value, label) for code, label in words.items()]


def search_words(typed: str | None) -> str:
    """What someone typed in a search box, short enough for both databases to look for."""
    return str(readable(typed or "")).strip()[:LONGEST_SEARCH]


class Form(FlaskForm):
    """A form. `refuse` puts a broken rule at its field, or above the form when it concerns no single field."""

    class Meta(FlaskForm.Meta):
        """Every text field gets readable text, whatever was sent."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was typed, and that alone: no form here takes a file or JSON, and a text field would get it as an object."""
            if formdata is None or hasattr(formdata, "getlist"):
                return formdata
            return (request.form or None) if form.is_submitted() else None

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            if issubclass(unbound_field.field_class, StringField):
                # First of all filters: what follows never sees a letter that the database refuses.
                options["filters"] = [readable, *unbound_field.kwargs.get("filters", ())]
            if issubclass(unbound_field.field_class, SelectField):
                # Of a choice that may stay empty only blanks are nothing, and no number of a person.
                options["filters"] = [stripped, *unbound_field.kwargs.get("filters", ())]
            return super().bind_field(form, unbound_field, options)

        def render_field(self, field: Any, render_kw: dict[str, Any]) -> Any:
            """Without `maxlength`: a browser cuts what is pasted there without a word. A text that is too long is refused in one."""
            return super().render_field(field, {"maxlength": False} | render_kw)

    refused_with = 422

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows this form: 200, 422 when something is wrong, 409 when others were first."""
        if self.errors:
            return self.refused_with
        return 200

    def refuse(self, broken_rule: RuleViolation) -> None:
        if isinstance(broken_rule, Conflict):
            self.refused_with = 409
        sentence = explain(broken_rule)
        name = broken_rule.field
        if name is not None and name in self._fields:
            field = self._fields[name]
            field.errors = [*field.errors, sentence]
        else:
            self.form_errors.append(sentence)


class NeededWhen(Optional):
    """May stay empty, unless another answer asks for it: the label then says on what that depends."""

    def __init__(self, when: Any) -> None:
        super().__init__()
        self.field_flags = {"optional": True, "needed": when}


class ConfirmationForm(Form):
    """A button that changes something: nothing to fill in but the protection against forgery."""


OTHERS_CHANGED = N_(
    "Somebody else changed this to “%(theirs)s” while this page was open. Save again to keep yours, or fill in theirs."
)
OTHERS_EMPTIED = N_("Somebody else emptied this while this page was open. Save again to keep yours.")


class EditForm(Form):
    """A form over what several people can change. It remembers what stood in each field when its page was opened."""

    opened = HiddenField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._before = _remembered(self.opened.data)
        if not self.is_submitted():
            self._remember({name: field.data for name, field in self._editable()})

    def settle(self, standing: Mapping[str, Any]) -> None:
        """Compare with what stands now, by the name of the field; call it when the row is locked.

        A field that only somebody else changed takes their answer. Raises `Conflict` when both changed the same field to something
        else; the field then shows theirs beside what was typed, and saving again is a choice.
        """
        conflicts = [name for name, field in self._editable() if self._is_conflict(field, standing.get(name))]
        if conflicts:
            self._remember(standing)
            for name in conflicts[1:]:
                self.refuse(self._conflict(name, standing[name]))
            raise self._conflict(conflicts[0], standing[conflicts[0]])

    def _is_conflict(self, field: Any, theirs: Any) -> bool:
        before, typed, now = self._before.get(field.name), _plain(field.data), _plain(theirs)
        if before is None or now in (before, typed):
            return False
        if typed == before:
            field.data = theirs  # only somebody else changed it
            return False
        return True

    def _conflict(self, name: str, theirs: Any) -> Conflict:
        if not _plain(theirs):
            return Conflict(OTHERS_EMPTIED, field=name)
        return Conflict(OTHERS_CHANGED, field=name, theirs=_in_words(self._fields[name], _plain(theirs)))

    def _editable(self) -> list[tuple[str, Any]]:
        return [(name, field) for name, field in self._fields.items() if name not in ("opened", "csrf_token")]

    def _remember(self, values: Mapping[str, Any]) -> None:
        self.opened.data = json.dumps({name: _plain(value) for name, value in values.items()}, ensure_ascii=False)


def _in_words(field: Any, value: str) -> str:
    """The value as the page shows it: the words of a choice, an amount in euros, a text as it is."""
    if isinstance(field, StopsAtItsReading):
        return field.in_words(value)
    for choice in getattr(field, "choices", None) or ():
        if str(choice.value) == value:
            return str(choice.label)
    return value


def _plain(value: Any) -> str:
    """A value as a form holds it: no difference between nothing and an empty text, or between kinds of line ends."""
    return "" if value is None else "\n".join(str(value).splitlines())


def _remembered(sent: str | None) -> dict[str, str]:
    """What stood there when the page was opened; nothing for a script that sends no such field, or for what is none."""
    try:
        before = json.loads(sent or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(before, dict):
        return {}
    return {name: value for name, value in before.items() if isinstance(value, str)}


def stripped(value: Any) -> Any:
    """A filter for text fields: no blanks around what people typed or pasted."""
    if isinstance(value, str):
        return value.strip()
    return value


class MultiCheckboxField(SelectMultipleField):
    """Several may be chosen, each with a box of its own; a box without a value is no choice."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([value for value in valuelist if value.strip()])
