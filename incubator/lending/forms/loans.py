"""Paying out, repaying, another schedule, and loans that rank after others."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import Form, stripped
from incubator.core.typed_fields import DayField, EurosField
from incubator.lending.forms.applying import InstalmentFields
from incubator.lending.values import LoanBooking, LoanPart, SubordinatedTerms


class LoanPayoutForm(Form):
    """The bank says that the loan was paid out."""

    token = HiddenField(validators=[DataRequired(), Length(max=64)])
    on = DayField(_l("On which day was it paid out?"), validators=[InputRequired()])
    proof = StringField(
        _l("Number of the bank statement, or another proof"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
    )
    first_on = DayField(_l("Day of the first instalment"), validators=[InputRequired()])

    def booking(self) -> LoanBooking:
        """What was filled in; the amount is that of the loan."""
        return LoanBooking(self.on.data, 0, self.proof.data or "", self.token.data or "", LoanPart.PAYOUT)


class LoanRepaymentForm(Form):
    """The bank says that something came in."""

    token = HiddenField(validators=[DataRequired(), Length(max=64)])
    on = DayField(_l("On which day did it come in?"), validators=[InputRequired()])
    amount = EurosField(_l("Amount"), validators=[InputRequired()])
    proof = StringField(
        _l("Number of the bank statement, or another proof"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
    )
    paid_by = SelectField(_l("Who paid?"), validators=[Optional()])
    again = BooleanField(_l("This is another payment than the one that was booked already."))

    def booking(self) -> LoanBooking:
        """What was filled in."""
        guarantor = self.paid_by.data or "" if "paid_by" in self else ""
        kind = LoanPart.GUARANTEE if guarantor else LoanPart.REPAYMENT
        again = bool(self.again.data) if "again" in self else False
        proof, token = self.proof.data or "", self.token.data or ""
        return LoanBooking(self.on.data, self.amount.data or 0, proof, token, kind, guarantor, again)


class LoanScheduleForm(InstalmentFields):
    """Another schedule for what is left."""

    seen = HiddenField(validators=[DataRequired()])
    agreement = TextAreaField(
        _l("What was agreed, and where does it stand?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=1000)],
    )


class SubordinatedForm(InstalmentFields):
    """A loan that is repaid after others."""

    borrower = SelectField(_l("To whom is it lent?"), validators=[InputRequired()])
    lender = StringField(_l("Who lends?"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    amount = EurosField(_l("Amount"), validators=[InputRequired()])
    ranks_after = StringField(
        _l("After whom is it repaid?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=300)],
        description=_l("For example: after the bank and the suppliers."),
    )
    document = StringField(
        _l("In which agreement does it stand?"), filters=[stripped], validators=[DataRequired(), Length(max=300)]
    )
    lent_on = DayField(_l("On which day was it lent?"), validators=[InputRequired()])

    def lent(self) -> SubordinatedTerms | None:
        """What was filled in; None while it is not said how it is repaid."""
        terms = self.terms(self.amount.data or 0)
        if terms is None:
            return None
        return SubordinatedTerms(
            self.lender.data or "", terms, self.ranks_after.data or "", self.document.data or "", self.lent_on.data
        )
