"""Forms about the group and its dossier; choices are passed in."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from incubator.cooperatives.values import FactKey, Widget
from incubator.core.forms import EditForm, Form, stripped


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


class InviteForm(Form):
    """Invite someone to take part."""

    name = StringField(_l("Name"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    email = EmailField(_l("E-mail address"), filters=[stripped], validators=[DataRequired(), Email(), Length(max=254)])
    role = RadioField(_l("Role in the group"), validators=[InputRequired(_l("Choose a role."))])


class ParticipationRoleForm(EditForm):
    """Another role in the group."""

    role = SelectField(_l("Role in the group"), validators=[DataRequired()])


class PhaseForm(EditForm):
    """Move a group to another phase."""

    phase = SelectField(_l("Phase"), validators=[DataRequired()])
    reason = TextAreaField(
        _l("Reason"),
        filters=[stripped],
        validators=[Optional(), Length(max=1000)],
        description=_l("Needed when the group stops."),
    )


class CoachForm(Form):
    """Who guides this group."""

    coach = SelectField(_l("Coach"), coerce=int, validators=[DataRequired()])


class FactForm(EditForm):
    """One fact of the dossier, entered by hand."""

    value: Field


class LineForm(FactForm):
    """A fact on one line."""

    value = StringField(_l("Answer"), filters=[stripped], validators=[DataRequired(), Length(max=20_000)])


class ParagraphsForm(FactForm):
    """A fact of several lines; lists have one item on a line."""

    value = TextAreaField(_l("Answer"), filters=[stripped], validators=[DataRequired(), Length(max=20_000)])


class ChoiceForm(FactForm):
    """A fact that is one of a few."""

    value = SelectField(_l("Answer"), validators=[DataRequired()])


FORMS: dict[Widget, type[FactForm]] = {
    Widget.LINE: LineForm,
    Widget.PARAGRAPHS: ParagraphsForm,
    Widget.CHOICE: ChoiceForm,
}


def fact_form(definition: FactKey, standing: str, label: str) -> FactForm:
    """The form in which this fact is typed, with what holds now in it."""
    form = FORMS[definition.editor.widget](data={"value": standing})
    form.value.label.text = label
    if isinstance(form.value, SelectField):
        form.value.choices = [SelectChoice(choice, choice) for choice in definition.choices]
    return form
