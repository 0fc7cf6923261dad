"""Forms about members."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from incubator.core.forms import DayField, Form, stripped
from incubator.register.values import Decision, Person, PersonKind


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
