"""An application, guarantees, advice, and the decision."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import EditForm, Form, choices_of, stripped
from incubator.core.typed_fields import CountField, DayField, EurosField, HundredthsField
from incubator.lending.messages import words
from incubator.lending.values import CommitteeChoice, CommitteeVerdict, LoanForm, LoanRequest, LoanTerms

FORM_CHOICES = choices_of(words.FORMS)
OUTCOMES = (CommitteeChoice.GRANT, CommitteeChoice.REFUSE, CommitteeChoice.ASK)
EVERY_CHOICES = [SelectChoice(str(months), label) for months, label in words.EVERY.items()]


class LoanRequestForm(EditForm):
    """What the group asks for."""

    amount = EurosField(_l("How much do you want to borrow?"), validators=[InputRequired()])
    months = CountField(_l("In how many months do you want to repay it?"), validators=[InputRequired()])
    purpose = TextAreaField(
        _l("What do you need it for?"), filters=[stripped], validators=[DataRequired(), Length(max=4000)]
    )
    plan = TextAreaField(
        _l("Your plan"),
        filters=[stripped],
        validators=[Optional(), Length(max=60_000)],
        description=_l("It begins with the business plan that your coach approved. Add what changed since."),
    )
    other_money = TextAreaField(
        _l("Where does the rest of the money come from?"),
        filters=[stripped],
        validators=[Optional(), Length(max=4000)],
        description=_l("For example: what members pay in, loans of members, a subsidy."),
    )

    def asked(self, source: str, on: date | None) -> LoanRequest:
        """What was filled in, with where the plan came from."""
        return LoanRequest(
            self.amount.data or 0,
            self.months.data or 0,
            self.purpose.data or "",
            self.plan.data or "",
            source,
            on,
            self.other_money.data or "",
        )


class GuaranteeForm(Form):
    """Who stands surety."""

    guarantor = StringField(_l("Who stands surety?"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    amount = EurosField(_l("For which amount?"), validators=[InputRequired()])
    document = StringField(
        _l("In which document does it stand?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=300)],
        description=_l("For example: letter of 3 March. Let a lawyer look at a guarantee before anybody signs it."),
    )


class LoanAdviceForm(Form):
    """What a member of the committee advises, and why."""

    choice = RadioField(
        _l("Your advice"),
        choices=choices_of(words.CHOICES),
        validators=[InputRequired(_l("Choose your advice."))],
    )
    reason = TextAreaField(_l("Why?"), filters=[stripped], validators=[DataRequired(), Length(max=4000)])


class InstalmentFields(Form):
    """How a loan is repaid."""

    interest = HundredthsField(_l("Interest a year, in per cent"), validators=[Optional()])
    form = SelectField(_l("How is it repaid?"), choices=FORM_CHOICES, validators=[Optional()])
    months = CountField(_l("In how many months?"), validators=[Optional()])
    every = SelectField(_l("How often?"), choices=EVERY_CHOICES, validators=[Optional()])
    grace = CountField(
        _l("How many of these months with interest alone, at the start?"),
        validators=[Optional()],
        description=_l("Fill in 0 when repaying begins at once."),
    )
    first_on = DayField(_l("Day of the first instalment"), validators=[Optional()])

    def terms(self, amount: int) -> LoanTerms | None:
        """What was filled in; None without a day or a number of months."""
        if self.first_on.data is None or not self.months.data:
            return None
        return LoanTerms(
            amount,
            self.interest.data or 0,
            LoanForm(self.form.data or LoanForm.ANNUITY),
            self.months.data,
            int(self.every.data or 1),
            self.grace.data or 0,
            self.first_on.data,
        )


class LoanVerdictForm(InstalmentFields):
    """What the committee decided."""

    outcome = RadioField(
        _l("What did the committee decide?"),
        choices=[SelectChoice(each.value, words.CHOICES[each]) for each in OUTCOMES],
        validators=[InputRequired(_l("Choose what was decided."))],
    )
    reason = TextAreaField(_l("Why?"), filters=[stripped], validators=[DataRequired(), Length(max=4000)])
    amount = EurosField(_l("How much is lent?"), validators=[Optional()])
    conditions = TextAreaField(
        _l("On which conditions?"), filters=[stripped], validators=[Optional(), Length(max=4000)]
    )
    despite = BooleanField(_l("We read what goes beyond the terms, and decide it all the same."))

    def verdict(self) -> CommitteeVerdict:
        """What was filled in."""
        terms = self.terms(self.amount.data) if self.amount.data else None
        return CommitteeVerdict(
            CommitteeChoice(self.outcome.data),
            self.reason.data or "",
            self.conditions.data or "",
            terms,
            bool(self.despite.data),
        )
