"""The form of a manager who looked at a text."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired

from incubator.core.forms import Form


class CheckedForm(Form):
    """What was looked at."""

    note = StringField(_l("What did you look at?"), validators=[DataRequired()])
