"""Forms of a bid."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from incubator.core.forms import Form, stripped


class StageForm(Form):
    """Another stage for a bid."""

    stage = SelectField(_l("What happened?"), validators=[DataRequired()])
    note = TextAreaField(
        _l("What did you learn?"),
        filters=[stripped],
        validators=[Optional(), Length(max=2000)],
        description=_l("For the next bid: why was it won or lost?"),
    )
