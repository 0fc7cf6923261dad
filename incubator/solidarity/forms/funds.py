"""Forms of the fund: its name, the agreement, joining and leaving, the pay ratio, what is put in."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import EditForm, Form, choices_of, stripped
from incubator.core.typed_fields import CountField, DayField, EurosField, HundredthsField
from incubator.solidarity.messages.words import RETURN_RULES, WITHIN
from incubator.solidarity.values import (
    ContributionTerms,
    FundReceipt,
    JoiningAct,
    ReturnRule,
    SolidarityDecision,
    SolidarityTerms,
)


class FundNameForm(EditForm):
    """What a fund is called."""

    name = StringField(_l("Name of the fund"), filters=[stripped], validators=[DataRequired(), Length(max=80)])


class AgreementForm(Form):
    """The rules of a fund, as they are put to a vote."""

    applies_from = DayField(_l("From which day do these rules hold?"), validators=[InputRequired()])
    share = HundredthsField(
        _l("Share of the surplus that each puts in, in per cent"),
        validators=[InputRequired()],
        description=_l("Other funds ask 1 to 10 per cent. That is advice: you decide."),
    )
    used_for = TextAreaField(
        _l("What may it be used for?"), filters=[stripped], validators=[DataRequired(), Length(max=2000)]
    )
    largest_cents = EurosField(_l("Largest support, in euros"), validators=[Optional()])
    returns = RadioField(
        _l("Is support paid back?"), choices=choices_of(RETURN_RULES), validators=[InputRequired(_l("Choose."))]
    )
    quorum = CountField(
        _l("How many per cent of the cooperatives must vote?"),
        validators=[InputRequired()],
        description=_l("Each cooperative has one vote. Who asks for support does not vote about it."),
    )
    notice_months = CountField(_l("How many months ahead does one say that one leaves?"), validators=[InputRequired()])
    pay_limit = HundredthsField(
        _l("How many times the lowest pay may the highest be?"),
        validators=[InputRequired()],
        description=_l("9 is the most. Statutes of a cooperative may ask less of itself."),
    )
    pay_limit_binds = BooleanField(
        _l("This is a rule: who is above it asks no support"),
        description=_l("Without this it is advice. Wages themselves are never shown."),
    )
    text = TextAreaField(_l("Why these rules?"), filters=[stripped], validators=[DataRequired(), Length(max=4000)])

    def terms(self) -> SolidarityTerms:
        """The rules that were filled in."""
        return SolidarityTerms(
            self.applies_from.data,
            self.share.data or 0,
            self.used_for.data or "",
            self.largest_cents.data,
            ReturnRule(self.returns.data),
            self.quorum.data or 0,
            self.notice_months.data or 0,
            self.pay_limit.data or 0,
            bool(self.pay_limit_binds.data),
        )


class FirstAgreementForm(AgreementForm):
    """The first rules, as a meeting of the groups wrote them down."""

    decided_on = DayField(_l("On which day was it decided?"), validators=[InputRequired()])
    decided_by = StringField(
        _l("By whom?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=200)],
        description=_l("A meeting or an organ, no names of people."),
    )

    def decision(self) -> SolidarityDecision:
        """Where the rules come from."""
        return SolidarityDecision(self.decided_on.data, self.decided_by.data or "", self.text.data or "")


class ActFields(Form):
    """The act of the cooperative itself."""

    decided_on = DayField(_l("On which day did your cooperative decide this?"), validators=[InputRequired()])
    decided_by = StringField(
        _l("Who decided?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("The board, the founders or the general meeting; no names."),
    )
    reference = StringField(
        _l("Where is it written down?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=300)],
        description=_l("For example: minutes of 3 June, point 4."),
    )

    def act(self) -> JoiningAct:
        """The act that was filled in."""
        return JoiningAct(self.decided_on.data, self.decided_by.data or "", self.reference.data or "")


class JoinFundForm(ActFields):
    """A cooperative joins; `group.choices` are passed in."""

    group = SelectField(_l("Which cooperative?"), coerce=int, validators=[InputRequired()])


class LeaveForm(ActFields):
    """A cooperative leaves."""

    leaves_on = DayField(_l("From which day do you no longer take part?"), validators=[InputRequired()])


class RatioForm(Form):
    """Whether a cooperative is within the pay ratio."""

    answer = RadioField(
        _l("Is your highest pay within the limit?"),
        choices=choices_of(WITHIN),
        validators=[InputRequired(_l("Choose."))],
    )


PROOF = _l("For example: bank statement 12, or the reference of the payment.")


class ContributionForm(Form):
    """What was put in for a year."""

    year = CountField(_l("Over which financial year?"), validators=[InputRequired()])
    cents = EurosField(_l("Amount, in euros"), validators=[InputRequired()])
    paid_on = DayField(_l("On which day was it paid?"), validators=[InputRequired()])
    proof = StringField(
        _l("What proves it?"), filters=[stripped], validators=[DataRequired(), Length(max=300)], description=PROOF
    )

    def terms(self) -> ContributionTerms:
        """What was filled in."""
        return ContributionTerms(self.year.data or 0, self.cents.data or 0, self.paid_on.data, self.proof.data or "")


class ReceiptForm(Form):
    """A payment of support, or back."""

    token = HiddenField(validators=[DataRequired(), Length(max=40)])
    cents = EurosField(_l("Amount, in euros"), validators=[InputRequired()])
    paid_on = DayField(_l("On which day was it paid?"), validators=[InputRequired()])
    proof = StringField(
        _l("What proves it?"), filters=[stripped], validators=[DataRequired(), Length(max=300)], description=PROOF
    )

    def receipt(self) -> FundReceipt:
        """What was filled in."""
        return FundReceipt(self.paid_on.data, self.cents.data or 0, self.proof.data or "", self.token.data or "")
