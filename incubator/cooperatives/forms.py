"""Forms about the group and its dossier; choices are passed in."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, Length, Optional

from incubator.core.forms import Form, stripped


class GroupForm(Form):
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
    role = SelectField(_l("Role in the group"), validators=[DataRequired()])


class ParticipationRoleForm(Form):
    """Another role in the group."""

    role = SelectField(_l("Role in the group"), validators=[DataRequired()])


class PhaseForm(Form):
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


class FactForm(Form):
    """One fact of the dossier, entered by hand. Lists: one item on a line."""

    value = TextAreaField(_l("Answer"), filters=[stripped], validators=[DataRequired(), Length(max=20_000)])
