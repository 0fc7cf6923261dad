"""Forms of the register; choices are passed in."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from incubator.core.forms import DayField, EurosField, Form, stripped
from incubator.register.values import Decision, EnteredDeed, Founding, Person, PersonKind


class AdmissionForm(Form):
    """A new member."""

    name = StringField(_l("Name"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    kind = RadioField(_l("Who is it?"), validators=[InputRequired()])
    decided_by = RadioField(_l("Who decided on admission?"), validators=[InputRequired()])
    decided_on = DayField(_l("Date of the decision"), validators=[InputRequired()])
    on = DayField(_l("Member from"), validators=[InputRequired()])
    email = EmailField(
        _l("E-mail address"),
        filters=[stripped],
        validators=[Optional(), Email(), Length(max=254)],
        description=_l("For invitations to meetings."),
    )
    email_consent = BooleanField(_l("This member agrees to be invited by e-mail"))
    address = TextAreaField(_l("Address"), filters=[stripped], validators=[Optional(), Length(max=500)])

    def person(self) -> Person:
        kind = PersonKind(self.kind.data)
        return Person(self.name.data, kind, self.address.data, self.email.data, self.email_consent.data)

    def decision(self) -> Decision:
        return Decision(self.decided_by.data, self.decided_on.data, self.on.data)


class ResignationForm(Form):
    """A member resigns."""

    noticed_on = DayField(_l("When did the member give notice?"), validators=[InputRequired()])
    immediate = BooleanField(
        _l("With immediate effect"),
        description=_l(
            "Only within a month after a decision that limits rights or adds duties, or when going on cannot reasonably be asked."
        ),
    )
    note = TextAreaField(_l("Note"), filters=[stripped], validators=[Optional(), Length(max=1000)])


class EndForm(Form):
    """The cooperative ends a membership, or a member died."""

    kind = RadioField(_l("What happened?"), validators=[InputRequired()])
    ground = SelectField(_l("Ground"), validators=[Optional()])
    decided_on = DayField(_l("Date of the decision"), validators=[InputRequired()])
    on = DayField(
        _l("Last day of the membership"),
        validators=[InputRequired()],
        description=_l("After expulsion: when the time to appeal is over. Until then the member is suspended."),
    )
    note = TextAreaField(
        _l("Reasons"),
        filters=[stripped],
        validators=[Optional(), Length(max=2000)],
        description=_l("The member gets these in writing."),
    )

    def decision(self) -> Decision:
        """Without a body: the statutes say who decides."""
        return Decision("", self.decided_on.data, self.on.data, self.ground.data or "", self.note.data or "")


class CorrectionForm(Form):
    """What was entered by mistake counts no more."""

    note = StringField(_l("Why is this corrected?"), filters=[stripped], validators=[DataRequired(), Length(max=500)])


class PaymentForm(Form):
    """A payment on a member's account."""

    kind = RadioField(_l("What is it?"), validators=[InputRequired()])
    amount = EurosField(_l("Amount in euros"), validators=[InputRequired()])
    on = DayField(_l("Date"), validators=[InputRequired()])
    note = StringField(_l("Note"), filters=[stripped], validators=[Optional(), Length(max=200)])


def _kvk_field(*validators: Any, hint: Any) -> StringField:
    return StringField(_l("KVK number"), filters=[stripped], validators=[*validators, Length(max=20)], description=hint)


def _filed_on_field() -> DayField:
    return DayField(
        _l("Date of registration in the trade register"),
        validators=[Optional()],
        description=_l("Within a week after the deed (article 20 Handelsregisterwet)."),
    )


class FoundingForm(Form):
    """The deed has been signed."""

    signed_on = DayField(_l("Date of the deed"), validators=[InputRequired()])
    notary = StringField(_l("Notary"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    version = SelectField(
        _l("Which text was signed?"),
        coerce=int,
        description=_l("The version that the notary used. It stays the text in force, whatever you change here later."),
    )
    kvk = _kvk_field(
        Optional(),
        hint=_l("8 digits, on the extract of the trade register. Not there yet? Leave it empty, and fill it in later."),
    )
    filed_on = _filed_on_field()
    reason = TextAreaField(
        _l("Why does it change?"),
        filters=[stripped],
        validators=[Optional(), Length(max=1000)],
        description=_l("A deed counts already. Write down what was wrong in it."),
    )

    def entered(self) -> EnteredDeed:
        founding = Founding(self.signed_on.data, self.notary.data, self.kvk.data or "", self.filed_on.data)
        reason = self.reason.data if self.reason else ""
        return EnteredDeed(founding, self.version.data, reason or "")


class ReturnedDeedForm(Form):
    """The deed that was brought is the deed: when it was signed, and whether the answers follow it."""

    signed_on = DayField(_l("Date of the deed"), validators=[InputRequired()])
    notary = StringField(_l("Notary"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    kvk = _kvk_field(
        Optional(),
        hint=_l("8 digits, on the extract of the trade register. Not there yet? Leave it empty, and fill it in later."),
    )
    filed_on = _filed_on_field()
    take_over = BooleanField(
        _l("Bring our answers in line with the deed"),
        description=_l("We make a new version with these answers. The deed goes along to it."),
    )

    def founding(self) -> Founding:
        return Founding(self.signed_on.data, self.notary.data, self.kvk.data or "", self.filed_on.data)

    def takes_over(self) -> bool:
        return bool(self.take_over and self.take_over.data)


class KvkForm(Form):
    """The trade register gave its number."""

    kvk = _kvk_field(DataRequired(), hint=_l("8 digits, on the extract of the trade register."))
    filed_on = _filed_on_field()


class RefusalForm(Form):
    """A deed is not right."""

    answer = TextAreaField(_l("What is not right?"), filters=[stripped], validators=[DataRequired(), Length(max=1000)])
