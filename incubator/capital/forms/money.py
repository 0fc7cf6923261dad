"""What is asked about money that moves."""

from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.capital.values.entering import LeavingTerms
from incubator.core import quantities
from incubator.core.errors import RuleViolation
from incubator.core.forms import Form, stripped
from incubator.core.i18n import language
from incubator.core.typed_fields import CountField, DayField, EurosField, StopsAtItsReading


class PriceIndexField(StopsAtItsReading, StringField):
    """How prices rose: 1,03 for 3%."""

    data: Any

    def _value(self) -> str:
        if isinstance(self.data, Fraction):
            return quantities.write_decimal(self.data)
        return str(self.raw_data[0]) if self.raw_data else ""

    def read(self, typed: str) -> Any:
        try:
            return Fraction(quantities.read_number(typed, language()))
        except RuleViolation as broken_rule:
            raise ValueError(_("Write a number as 1,03.")) from broken_rule


class PoolForm(Form):
    """A movement on a reserve or a fund."""

    kind = RadioField(_l("What is it?"), validators=[InputRequired()])
    pool = SelectField(_l("Which reserve or fund?"), validators=[InputRequired()])
    amount = EurosField(_l("Amount in euros"), validators=[InputRequired()])
    on = DayField(_l("Date"), validators=[InputRequired()])
    decision = StringField(
        _l("Which decision or which article is this based on?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=200)],
    )


class PayoutForm(Form):
    """Money to a member."""

    kind = RadioField(_l("What is paid?"), validators=[InputRequired()])
    amount = EurosField(_l("Amount in euros"), validators=[InputRequired()])
    on = DayField(_l("Date"), validators=[InputRequired()])
    note = StringField(_l("Note"), filters=[stripped], validators=[Optional(), Length(max=200)])


class SettlementForm(Form):
    """Settling with who left."""

    settled_on = DayField(_l("Date of the settlement"), validators=[InputRequired()])
    price_index = PriceIndexField(
        _l("By what did prices rise since the contribution was paid?"),
        validators=[InputRequired()],
        description=_l("1,03 stands for 3 percent. The consumer price index of Statistics Netherlands tells it."),
    )
    index_source = StringField(
        _l("Where does this figure come from?"), filters=[stripped], validators=[Optional(), Length(max=200)]
    )
    instalments = CountField(_l("In how many yearly parts is it paid?"), validators=[InputRequired()])
    first_due_on = DayField(_l("When is the first part paid?"), validators=[InputRequired()])
    basis = StringField(
        _l("Which decision or which article is this based on?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=200)],
    )

    def terms(self) -> LeavingTerms:
        parts: Any = self.instalments.data
        return LeavingTerms(
            self.settled_on.data,
            self.price_index.data,
            self.index_source.data or "",
            parts,
            self.first_due_on.data,
            self.basis.data,
        )


class CorrectingForm(Form):
    """Why an entry is taken back."""

    reason = StringField(
        _l("Why do you take this back?"), filters=[stripped], validators=[DataRequired(), Length(max=500)]
    )


class CashForm(Form):
    """How much money there is."""

    amount = EurosField(_l("How much money is there, in euros?"), validators=[InputRequired()])
    on = DayField(_l("On which day?"), validators=[InputRequired()])
    source = StringField(
        _l("Where does this figure come from?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=200)],
        description=_l("For example: statement of the bank."),
    )
