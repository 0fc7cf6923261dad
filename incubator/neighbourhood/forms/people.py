"""Who takes part in a neighbourhood."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, Email, InputRequired, Length

from incubator.core.forms import EditForm, Form, stripped


class NeighbourInviteForm(Form):
    """Ask someone to take part."""

    name = StringField(_l("Name"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    email = EmailField(_l("E-mail address"), filters=[stripped], validators=[DataRequired(), Email(), Length(max=254)])
    role = RadioField(_l("Role in the neighbourhood"), validators=[InputRequired(_l("Choose a role."))])


class NeighbourRoleForm(EditForm):
    """Another role."""

    role = SelectField(_l("Role in the neighbourhood"), validators=[DataRequired()])
