"""Forms of contracts."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.core.forms import DayField, EditForm, EurosField, HundredthsField, stripped


class ContractForm(EditForm):
    """Work that was agreed. What is not known yet may stay empty."""

    name = StringField(_l("What is the work?"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    client = StringField(_l("For whom?"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    agreed_on = DayField(_l("When was it agreed?"), validators=[InputRequired()])
    ends_on = DayField(
        _l("Until when?"), validators=[Optional()], description=_l("Leave empty when there is no end date.")
    )
    value_cents = EurosField(
        _l("How much is it worth?"),
        validators=[Optional(), NumberRange(min=0, max=10**13)],
        description=_l("The whole contract, without VAT. Leave empty when you do not know."),
    )
    jobs_percent = HundredthsField(
        _l("How many full-time jobs does it give?"),
        validators=[Optional(), NumberRange(min=0, max=10**6)],
        description=_l("Two people for half a week are 1 together. Leave empty when you do not know."),
    )
