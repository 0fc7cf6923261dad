"""The groups of a neighbourhood."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from incubator.core.forms import EditForm, Form, stripped


class GroupQuestionForm(Form):
    """Which group is asked."""

    name = StringField(
        _l("Name of the group"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("Exactly as the group is called in the incubator. Its coordinators get the question by mail."),
    )


class GroupAnswerForm(EditForm):
    """What a group answers."""

    agrees = RadioField(
        _l("Is your group part of this neighbourhood?"),
        choices=[
            SelectChoice("yes", _l("Yes, we are part of it")),
            SelectChoice("no", _l("No, we are no part of it")),
        ],
        validators=[InputRequired(_l("Choose yes or no."))],
    )
    is_public = BooleanField(
        _l("Our name may stand on the public page of the neighbourhood"),
        description=_l("Without this only the people of the neighbourhood see the name."),
    )
