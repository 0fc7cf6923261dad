"""What the currency is called, and opening and closing accounts."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import EditForm, Form, stripped
from incubator.currency.values import CurrencyStart


class CurrencyForm(EditForm):
    """A currency, its unit, and what that is compared with."""

    name = StringField(_l("Name of the currency"), filters=[stripped], validators=[DataRequired(), Length(max=60)])
    unit = StringField(
        _l("What is one called?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=20)],
        description=_l("For example: zon."),
    )
    units = StringField(
        _l("What are two called?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=20)],
        description=_l("For example: zonnen."),
    )
    worth = StringField(
        _l("What do you compare one with?"),
        filters=[stripped],
        validators=[Optional(), Length(max=80)],
        description=_l("For example: one hour of work for each other. It is an agreement, and no promise of payment."),
    )
    decimals = SelectField(
        _l("In which parts can it be paid?"),
        choices=[
            SelectChoice("0", _l("only whole ones")),
            SelectChoice("1", _l("tenths")),
            SelectChoice("2", _l("hundredths")),
        ],
        validators=[InputRequired()],
        description=_l("This cannot be changed later."),
    )

    def begun(self) -> CurrencyStart:
        """What was filled in."""
        # Taken out when a currency is renamed: other decimals would change what was booked before.
        decimals = int(self.decimals.data) if "decimals" in self else 0
        return CurrencyStart(
            self.name.data or "", self.unit.data or "", self.units.data or "", self.worth.data or "", decimals
        )


class OpenAccountForm(Form):
    """For whom an account is opened."""

    holder = SelectField(_l("For whom?"), validators=[InputRequired()])


class CloseAccountForm(Form):
    """The decision that says what happens with a balance."""

    decision = TextAreaField(
        _l("Which decision says what happens with the balance?"),
        filters=[stripped],
        validators=[Optional(), Length(max=500)],
        description=_l(
            "Only needed when the account does not stand at zero. The balance goes to the common pot, or comes from it. "
            "Name the day and the meeting."
        ),
    )
