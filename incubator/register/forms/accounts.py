"""The form of a payment."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length, Optional

from incubator.core.forms import Form, stripped
from incubator.core.typed_fields import DayField, EurosField


class PaymentForm(Form):
    """A payment on a member's account."""

    kind = RadioField(_l("What is it?"), validators=[InputRequired()])
    amount = EurosField(_l("Amount in euros"), validators=[InputRequired()])
    on = DayField(_l("Date"), validators=[InputRequired()])
    note = StringField(_l("Note"), filters=[stripped], validators=[Optional(), Length(max=200)])
