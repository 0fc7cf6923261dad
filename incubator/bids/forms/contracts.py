"""Forms of contracts."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.core.forms import EditForm, Form, stripped
from incubator.core.typed_fields import CountField, DayField, EurosField, HundredthsField


def _month(value: Any) -> int | None:
    """A month of the list; what is none of them is no month."""
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 3 else None


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
    starts_on = DayField(_l("When does the work begin?"), validators=[Optional()])
    options = CountField(_l("How often can the client extend it?"), validators=[Optional(), NumberRange(min=0, max=20)])
    option_months = CountField(
        _l("By how many months each time?"), validators=[Optional(), NumberRange(min=1, max=120)]
    )
    option_by = DayField(_l("Last day on which the client can say so"), validators=[Optional()])
    first_report_on = DayField(_l("When is the first report due?"), validators=[Optional()])
    report_months = CountField(
        _l("And then every so many months"),
        validators=[Optional(), NumberRange(min=1, max=60)],
        description=_l("Leave empty when there is one report."),
    )
    index_month = SelectField(
        _l("In which month does the price go along with an index?"), coerce=_month, validators=[Optional()]
    )
    index_name = StringField(
        _l("Which index?"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("As the contract names it, for example an index of Statistics Netherlands (CBS)."),
    )
    index_base = StringField(
        _l("From which month or year does it count?"), filters=[stripped], validators=[Optional(), Length(max=100)]
    )
    social_return = TextAreaField(
        _l("What did you promise on social return?"), filters=[stripped], validators=[Optional(), Length(max=1000)]
    )
    payment_days = CountField(
        _l("Within how many days does the client pay?"), validators=[Optional(), NumberRange(min=1, max=365)]
    )
    contact = StringField(
        _l("Who is your contact at the client?"), filters=[stripped], validators=[Optional(), Length(max=300)]
    )


class ExtendedForm(Form):
    """The client used an option; `seen` is the end that the page showed."""

    seen = HiddenField()
