"""Forms of duties."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import CountField, DayField, Form, stripped


class DutyDoneForm(Form):
    """It was done, or it is not needed."""

    outcome = RadioField(_l("What is it?"), validators=[InputRequired()])
    on = DayField(_l("When was it done?"), validators=[Optional()])
    proof = TextAreaField(
        _l("Where can this be seen?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=1000)],
        description=_l(
            "For example: confirmation of the KVK in the mail of 3 March. Is it not needed? Then write down why."
        ),
    )


class ExtensionForm(Form):
    """The general meeting gave more time for the accounts."""

    year = SelectField(_l("Accounts of which year?"), validators=[InputRequired()])
    months = CountField(
        _l("How many months more?"),
        validators=[InputRequired()],
        description=_l("At most four, because of special circumstances (article 2:58(1) BW)."),
    )
    on = DayField(_l("Date of the decision"), validators=[InputRequired()])
    proof = StringField(
        _l("Where is the decision?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=500)],
        description=_l("For example: minutes of 1 June, decision 2."),
    )
