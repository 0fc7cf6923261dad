"""Paying, asking to be paid, and taking a payment back."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import Form, stripped
from incubator.core.typed_fields import CountField, HundredthsField

LONGEST = 120


class CurrencyPaymentForm(Form):
    """From which account, how much, and what for."""

    # Chosen when the page is made: a button pressed twice, or a page that is sent again, is one payment.
    token = HiddenField(validators=[DataRequired(), Length(max=64)])
    payer = SelectField(_l("From which account?"), validators=[InputRequired()])
    amount = HundredthsField(_l("How much?"), validators=[InputRequired()])
    category = SelectField(_l("Where, or for what kind of thing?"), validators=[InputRequired()])
    text = StringField(
        _l("What is it for?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST)],
        description=_l("Write nothing private here: what was booked stays in the book."),
    )


class ReceiveForm(Form):
    """What the QR code fills in for who pays."""

    class Meta(Form.Meta):
        """Sent by its address: it changes nothing."""

        csrf = False

    # Dutch names: they stand in QR codes on paper, which outlive the language of a page.
    bedrag = HundredthsField(_l("How much?"), validators=[Optional()])
    voor = StringField(_l("What is it for?"), filters=[stripped], validators=[Optional(), Length(max=LONGEST)])


class TakeBackPaymentForm(Form):
    """Which payment was a mistake, and why."""

    number = CountField(
        _l("Number of the payment"),
        validators=[InputRequired()],
        description=_l("It stands beside the payment on the statement of who paid and who was paid."),
    )
    reason = TextAreaField(
        _l("What went wrong?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=500)],
        description=_l("Both read this on their statement."),
    )
