"""Forms of the look of documents and of templates."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from incubator.bids.messages.documents import ROUTES
from incubator.bids.values.documents import Audience
from incubator.core.forms import Form, MultiCheckboxField, choices_of, stripped

CHOICES = choices_of(ROUTES)


class LookForm(Form):
    """A Word file of which the styles are taken."""


class TemplateForm(Form):
    """A Word file with named fields."""

    name = StringField(
        _l("What is the document called?"), filters=[stripped], validators=[DataRequired(), Length(max=80)]
    )
    audience = SelectField(
        _l("For whom is it?"),
        choices=[
            SelectChoice(Audience.BUYER.value, _l("For the buyer")),
            SelectChoice(Audience.INTERNAL.value, _l("For the group itself")),
        ],
    )
    routes = MultiCheckboxField(_l("For which kinds of procurement?"), choices=CHOICES, validators=[DataRequired()])
