"""Forms about members."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from incubator.core.forms import Form, NeededWhen, stripped
from incubator.core.typed_fields import CountField, DayField
from incubator.register.values import Decision, MembershipNotice, Person, PersonKind

UNLESS_DEATH = _l("required, unless the member died")


class MemberPersonForm(Form):
    """Who it is: a person or an organisation. A citizen service number is never asked."""

    name = StringField(_l("Name"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    kind = RadioField(_l("Who is it?"), validators=[InputRequired()])
    email = EmailField(
        _l("E-mail address"),
        filters=[stripped],
        validators=[Optional(), Email(), Length(max=254)],
        description=_l("For invitations to meetings."),
    )
    email_consent = BooleanField(_l("This member agrees to be invited by e-mail"))
    address = TextAreaField(_l("Address"), filters=[stripped], validators=[Optional(), Length(max=500)])
    is_another = BooleanField(
        _l("This is a new membership"),
        description=_l(
            "Tick this when the name or e-mail address is in the register already: another person, or one who comes back."
        ),
    )

    def person(self) -> Person:
        kind = PersonKind(self.kind.data)
        return Person(self.name.data, kind, self.address.data, self.email.data, self.email_consent.data)


def _before_deed_field() -> BooleanField:
    return BooleanField(_l("Yes, this is right: a member from before the deed"))


def keep_what_was_asked(form: Form) -> None:
    """A question that follows on an answer stands there only after it was asked."""
    if not form["before_deed"].errors and not form["before_deed"].data:
        del form["before_deed"]


class AdmissionForm(MemberPersonForm):
    """A new member."""

    decided_by = RadioField(_l("Who decided on admission?"), validators=[InputRequired()])
    decided_on = DayField(_l("Date of the decision"), validators=[InputRequired()])
    on = DayField(_l("Member from"), validators=[InputRequired()])
    before_deed = _before_deed_field()

    def decision(self) -> Decision:
        return Decision(self.decided_by.data, self.decided_on.data, self.on.data)


class TransferForm(MemberPersonForm):
    """A membership passes to somebody else."""

    decided_by = RadioField(_l("Who decided on admission?"), validators=[InputRequired()])
    decided_on = DayField(_l("Date of the decision"), validators=[InputRequired()])
    on = DayField(
        _l("Last day of the membership"),
        validators=[InputRequired()],
        description=_l("The new member is a member from the day after."),
    )
    deed_on = DayField(
        _l("Date of the deed of transfer"),
        validators=[Optional()],
        description=_l("Only when a deed was made. Ask the notary whether your transfer needs one."),
    )

    def decision(self) -> Decision:
        return Decision(self.decided_by.data, self.decided_on.data, self.on.data)


def _in_writing_field() -> BooleanField:
    return BooleanField(
        _l("In writing"),
        description=_l(
            "A letter of its own, or a signed statement with a date. Needed where members are liable (W.A. and B.A.)."
        ),
    )


class ApplicationForm(MemberPersonForm):
    """Somebody asks to become a member."""

    on = DayField(_l("When did the application arrive?"), validators=[InputRequired()])
    in_writing = _in_writing_field()
    note = TextAreaField(_l("Note"), filters=[stripped], validators=[Optional(), Length(max=1000)])

    def was_in_writing(self) -> bool:
        """False too where nobody is asked: see `ask_writing`."""
        return "in_writing" in self and bool(self.in_writing.data)


def ask_writing(form: Form, *, with_liability: bool) -> None:
    """Whether it was in writing changes nothing where members are liable for no deficit: then it is not asked."""
    if not with_liability:
        del form["in_writing"]


class AdmissionDecisionForm(Form):
    """What was decided on an application."""

    outcome = RadioField(_l("What was decided?"), validators=[InputRequired()])
    decided_by = RadioField(_l("Who decided?"), validators=[InputRequired()])
    decided_on = DayField(_l("Date of the decision"), validators=[InputRequired()])
    on = DayField(_l("From which day?"), validators=[InputRequired()])
    before_deed = _before_deed_field()
    until = DayField(_l("Until when does the trial last?"), validators=[Optional()])
    note = TextAreaField(
        _l("Reasons"),
        filters=[stripped],
        validators=[Optional(), Length(max=1000)],
        description=_l("Needed after a refusal: the one who asked hears why."),
    )

    def decision(self) -> Decision:
        return Decision(self.decided_by.data, self.decided_on.data, self.on.data, note=self.note.data or "")


class ResignationForm(Form):
    """A member resigns."""

    noticed_on = DayField(_l("When did the member give notice?"), validators=[InputRequired()])
    wish = DayField(
        _l("Against which day?"),
        validators=[Optional()],
        description=_l(
            "When the member named a day. A day to come that is too early becomes the first day that is possible."
        ),
    )
    ground = SelectField(_l("With immediate effect?"), validators=[Optional()])
    learnt_on = DayField(
        _l("When did the member learn of that decision?"),
        validators=[Optional()],
        description=_l("Only for leaving at once because of a decision."),
    )
    in_writing = _in_writing_field()
    note = TextAreaField(_l("Note"), filters=[stripped], validators=[Optional(), Length(max=1000)])

    def notice(self, noticed_on: date | None = None) -> MembershipNotice:
        """As it was typed; who gives notice here and now does so today."""
        return MembershipNotice(
            noticed_on or self.noticed_on.data,
            self.wish.data,
            self.ground.data or "",
            self.learnt_on.data,
            "in_writing" in self and self.in_writing.data,
            self.note.data or "",
        )


class SuspensionForm(Form):
    """A member is suspended, where the statutes know that."""

    decided_on = DayField(_l("Date of the decision"), validators=[InputRequired()])
    on = DayField(_l("Suspended from"), validators=[InputRequired()])
    until = DayField(_l("Until and including"), validators=[Optional()])
    note = TextAreaField(
        _l("Reasons"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=2000)],
        description=_l("The member gets these in writing."),
    )

    def decision(self) -> Decision:
        """Without a body: the statutes say who decides."""
        return Decision("", self.decided_on.data, self.on.data, note=self.note.data)


class FollowingForm(Form):
    """What followed on an entry."""

    step = RadioField(_l("What happened?"), validators=[InputRequired()])
    on = DayField(_l("On which day?"), validators=[InputRequired()])
    note = TextAreaField(_l("Note"), filters=[stripped], validators=[Optional(), Length(max=2000)])


class PersonalForm(Form):
    """Another name, address, e-mail address or consent."""

    name = StringField(_l("Name"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    address = TextAreaField(_l("Address"), filters=[stripped], validators=[Optional(), Length(max=500)])
    email = EmailField(_l("E-mail address"), filters=[stripped], validators=[Optional(), Email(), Length(max=254)])
    email_consent = BooleanField(_l("Invitations to meetings may come by e-mail"))
    on = DayField(_l("From which day?"), validators=[InputRequired()])

    def changed(self) -> dict[str, str | bool | None]:
        return {
            "name": self.name.data,
            "address": self.address.data or None,
            "email": self.email.data or None,
            "email_consent": self.email_consent.data,
        }


class MembersFileForm(Form):
    """Members from a file; what was read stays in the form until it is stored."""

    text = TextAreaField(
        _l("Or paste the lines here"),
        validators=[Optional(), Length(max=500_000)],
        description=_l("With the names of the columns on the first line."),
    )
    with_alike = BooleanField(
        _l("Also take in who seems to be in the register already"),
        description=_l("Otherwise those lines are left out."),
    )
    before_deed = BooleanField(_l("Yes, this is right: these people were members before the deed"))


class ErasureForm(Form):
    """Take out what nobody has to keep."""


class EndForm(Form):
    """The cooperative ends a membership, or a member died."""

    kind = RadioField(_l("What happened?"), validators=[InputRequired()])
    ground = SelectField(_l("Ground"), validators=[NeededWhen(UNLESS_DEATH)])
    decided_on = DayField(_l("Date of the decision"), validators=[InputRequired()])
    on = DayField(
        _l("Last day of the membership"),
        validators=[InputRequired()],
        description=_l("After expulsion: when the time to appeal is over. Until then the member is suspended."),
    )
    note = TextAreaField(
        _l("Reasons"),
        filters=[stripped],
        validators=[NeededWhen(UNLESS_DEATH), Length(max=2000)],
        description=_l("The member gets these in writing."),
    )

    def decision(self) -> Decision:
        """Without a body: the statutes say who decides."""
        return Decision("", self.decided_on.data, self.on.data, self.ground.data or "", self.note.data or "")


class CorrectionForm(Form):
    """What was entered by mistake counts no more."""

    note = StringField(_l("Why is this corrected?"), filters=[stripped], validators=[DataRequired(), Length(max=500)])


class WeightForm(Form):
    """How many votes the statutes give a member."""

    votes = CountField(_l("Number of votes"), validators=[InputRequired()])
    since = DayField(_l("From which day?"), validators=[InputRequired()])
    reason = StringField(
        _l("Why?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=300)],
        description=_l("What the statutes tie it to. For example: founder, article 14."),
    )


class AccountLinkForm(Form):
    """Ask a member to link an account."""

    email = EmailField(
        _l("E-mail address of the member"),
        filters=[stripped],
        validators=[DataRequired(), Email(), Length(max=254)],
        description=_l(
            "The person gets a mail, and says yes or no. With a yes the account of this address belongs to the membership."
        ),
    )
