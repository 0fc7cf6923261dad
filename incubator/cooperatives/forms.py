"""Forms about the group and its dossier; choices are passed in."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice, SelectFieldBase
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from incubator.cooperatives.values import FactColumn, FactKey, Widget
from incubator.core.forms import EditForm, Form, MultiCheckboxField, stripped
from incubator.core.rows import Rows, RowsField
from incubator.core.typed_fields import DayField


class GroupForm(EditForm):
    """Start a group, or correct what it is called."""

    name = StringField(
        _l("Name of your group"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("A working name is fine. The name in the statutes comes later."),
    )
    municipality = StringField(
        _l("Municipality"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=80)],
        description=_l("Where you want to work, for example Utrecht."),
    )
    neighbourhood = StringField(_l("Neighbourhood"), filters=[stripped], validators=[Optional(), Length(max=80)])


class GuidedGroupForm(GroupForm):
    """What the manager may say of a group besides."""

    cohort = StringField(
        _l("Cohort"),
        filters=[stripped],
        validators=[Optional(), Length(max=80)],
        description=_l("The groups that began together, for example: autumn 2026. The results can be counted by it."),
    )


class InviteForm(Form):
    """Invite someone to take part."""

    name = StringField(_l("Name"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    email = EmailField(_l("E-mail address"), filters=[stripped], validators=[DataRequired(), Email(), Length(max=254)])
    role = RadioField(_l("Role in the group"), validators=[InputRequired(_l("Choose a role."))])


class ParticipationRoleForm(EditForm):
    """Another role in the group."""

    role = SelectField(_l("Role in the group"), validators=[DataRequired()])


class CoachForm(Form):
    """Who guides this group."""

    coach = SelectField(_l("Coach"), coerce=int, validators=[DataRequired()])


class HandOverForm(Form):
    """Who takes over what hangs on a role; empty is for whoever takes it."""

    to = SelectField(_l("Who takes over?"), validators=[DataRequired(_l("Choose who takes over."))])


BY_GROUP = "group-"


class AbsenceForm(Form):
    """Until when a coach is away, and who stands in; `absence_form` adds a choice for each group."""

    until = DayField(
        _l("Last day of the absence"),
        validators=[InputRequired()],
        description=_l("That day belongs to it. The day after, everything comes back by itself."),
    )
    to = SelectField(_l("Who stands in?"), validators=[DataRequired(_l("Choose who stands in."))])

    def others(self) -> dict[int, str]:
        """The groups in which somebody else stands in, by number, with the choice."""
        chosen = {}
        for name, field in self._fields.items():
            if name.startswith(BY_GROUP) and field.data:
                chosen[int(name.removeprefix(BY_GROUP))] = str(field.data)
        return chosen


def absence_form(groups: Sequence[Any], colleagues: Sequence[SelectChoice]) -> AbsenceForm:
    """The form for a coach of these groups, who can be stood in for by these colleagues."""
    fields: dict[str, Any] = {}
    for group in groups:
        choices = [SelectChoice("", _l("The same colleague")), *colleagues]
        fields[f"{BY_GROUP}{group.id}"] = SelectField(group.name, choices=choices, validators=[Optional()])
    # WTForms reads its fields from a class, and each coach has other groups.
    form: AbsenceForm = type("AbsenceFormOfThisCoach", (AbsenceForm,), fields)()
    form.to.choices = [SelectChoice("", _l("Choose")), *colleagues]
    return form


class FactForm(EditForm):
    """One fact of the dossier, entered by hand."""

    value: Field


class Items(list[str]):
    """Several that were chosen; as a text they stand on lines."""

    def __str__(self) -> str:
        return "\n".join(self)


class NamesField(MultiCheckboxField):
    """Several of a list, by their names."""

    data: Any

    def process_data(self, value: Any) -> None:
        self.data = Items(value or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.data = Items(self.data)


LONGEST = 20_000
PLACE = (FactColumn("place", "Plaats", "Place", identifies=True),)


def _line(definition: FactKey, label: str) -> Any:
    return StringField(label, filters=[stripped], validators=[DataRequired(), Length(max=LONGEST)])


def _paragraphs(definition: FactKey, label: str) -> Any:
    return TextAreaField(label, filters=[stripped], validators=[DataRequired(), Length(max=LONGEST)])


def _choice(definition: FactKey, label: str) -> Any:
    return RadioField(label, validators=[DataRequired()])


def _names(definition: FactKey, label: str) -> Any:
    return NamesField(label, validators=[DataRequired()])


def _places(definition: FactKey, label: str) -> Any:
    return RowsField(label, validators=[DataRequired()], columns=PLACE)


def _table(definition: FactKey, label: str) -> Any:
    return RowsField(label, validators=[DataRequired()], columns=definition.columns)


FIELDS: dict[Widget, Callable[[FactKey, str], Any]] = {
    Widget.LINE: _line,
    Widget.MUNICIPALITY: _line,
    Widget.PARAGRAPHS: _paragraphs,
    Widget.CHOICE: _choice,
    Widget.SECTORS: _names,
    Widget.PLACES: _places,
    Widget.TABLE: _table,
}


def fact_form(definition: FactKey, standing: Any, label: str, choices: Iterable[tuple[str, Any]]) -> FactForm:
    """The form in which this fact is typed, with what holds now in it."""
    field = FIELDS[definition.editor.widget](definition, label)
    form: FactForm = type("FactForm", (FactForm,), {"value": field})(data={"value": standing})
    if isinstance(form.value, SelectFieldBase):
        form.value.choices = [SelectChoice(value, words) for value, words in choices]
    return form


def in_form(definition: FactKey, typed: Any) -> Any:
    """What stands in the field of a fact, as a form compares it with what was typed."""
    if definition.editor.widget in {Widget.PLACES, Widget.TABLE}:
        return Rows(typed or ())
    if definition.editor.widget is Widget.SECTORS:
        return Items(typed or ())
    return typed or ""
