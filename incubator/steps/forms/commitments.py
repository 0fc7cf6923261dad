"""Forms of commitments, proof, secondments and seats."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import EditForm, Form, choices_of, stripped
from incubator.core.typed_fields import DayField, EurosField, HundredthsField
from incubator.steps.messages.commitments import KINDS, PERIODS, STATES
from incubator.steps.values.commitments import (
    BudgetPeriod,
    CommitmentKind,
    CommitmentState,
    CommitmentTerms,
    HeardKind,
    HeardOf,
    SeatTerms,
    SecondmentTerms,
)

FUNCTION_ONLY = _l("The function, without a name: alderman for the economy, area manager.")


class CommitmentForm(EditForm):
    """What was promised, by whom, how far it is."""

    kind = SelectField(_l("What kind is it?"), choices=choices_of(KINDS), validators=[InputRequired()])
    title = StringField(_l("Name"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    promise = TextAreaField(
        _l("What was promised?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=4000)],
        description=_l("As precisely as it was said or written."),
    )
    promised_on = DayField(_l("Promised on"), validators=[InputRequired()])
    owner = StringField(
        _l("Organisation that promised it"), filters=[stripped], validators=[DataRequired(), Length(max=120)]
    )
    owner_function = StringField(
        _l("Who there answers for it"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=FUNCTION_ONLY,
    )
    state = SelectField(_l("How far is it?"), choices=choices_of(STATES), validators=[InputRequired()])
    reason = TextAreaField(
        _l("Why was it withdrawn or did it lapse?"), filters=[stripped], validators=[Optional(), Length(max=2000)]
    )
    decision_body = StringField(
        _l("Decided by"),
        filters=[stripped],
        validators=[Optional(), Length(max=120)],
        description=_l("For example: the municipal council."),
    )
    decided_on = DayField(_l("Decided on"), validators=[Optional()])
    decision_reference = StringField(
        _l("Number of the decision"), filters=[stripped], validators=[Optional(), Length(max=120)]
    )
    decision_url = StringField(
        _l("Link to the decision"),
        filters=[stripped],
        validators=[Optional(), Length(max=500)],
        description=_l("Begins with https://."),
    )
    budget_cents = EurosField(_l("Amount"), validators=[Optional()], description=_l("In euros, for example 25.000."))
    budget_period = SelectField(
        _l("For how long is the amount?"),
        choices=[SelectChoice("", _l("no amount")), *choices_of(PERIODS)],
        validators=[Optional()],
    )
    due_on = DayField(_l("To be done by"), validators=[Optional()])
    next_report_on = DayField(_l("Next report on"), validators=[Optional()])

    def terms(self) -> CommitmentTerms:
        """What was filled in."""
        period = self.budget_period.data
        return CommitmentTerms(
            kind=CommitmentKind(self.kind.data),
            title=self.title.data or "",
            promise=self.promise.data or "",
            owner=self.owner.data or "",
            owner_function=self.owner_function.data or "",
            state=CommitmentState(self.state.data),
            promised_on=self.promised_on.data,
            decision_body=self.decision_body.data or "",
            decided_on=self.decided_on.data,
            decision_reference=self.decision_reference.data or "",
            decision_url=self.decision_url.data or "",
            budget_cents=self.budget_cents.data,
            budget_period=BudgetPeriod(period) if period else None,
            due_on=self.due_on.data,
            next_report_on=self.next_report_on.data,
            reason=self.reason.data or "",
        )


class HeardForm(Form):
    """Proof or news; a file is no field of a form."""

    kind = RadioField(
        _l("What do you have?"),
        choices=[
            SelectChoice(HeardKind.PROOF.value, _l("Proof")),
            SelectChoice(HeardKind.NEWS.value, _l("News without proof")),
        ],
        validators=[InputRequired(_l("Choose."))],
        default=HeardKind.PROOF.value,
    )
    title = StringField(_l("What does it show?"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    on_date = DayField(_l("Day"), validators=[InputRequired()])
    source = StringField(
        _l("Who says so?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("An organisation or a function, no name of a person."),
    )
    url = StringField(
        _l("Link"),
        filters=[stripped],
        validators=[Optional(), Length(max=500)],
        description=_l("Begins with https://."),
    )
    notice = StringField(
        _l("Award notice"),
        filters=[stripped],
        validators=[Optional(), Length(max=300)],
        description=_l("Open the notice on this site and copy its address, or type its number."),
    )

    def heard(self, content: bytes, name: str) -> HeardOf:
        """What was filled in, with the file that came along."""
        return HeardOf(
            kind=HeardKind(self.kind.data),
            on_date=self.on_date.data,
            title=self.title.data or "",
            source=self.source.data or "",
            url=self.url.data or "",
            notice=self.notice.data or "",
            content=content,
            name=name,
        )


class SecondmentForm(EditForm):
    """Who works for whom."""

    who = StringField(
        _l("Who goes?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("The function, without a name: policy officer, chair of the residents."),
    )
    from_organisation = StringField(_l("From"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    to_organisation = StringField(_l("To"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    hours = HundredthsField(_l("Hours a week"), validators=[InputRequired()])
    begins_on = DayField(_l("First day"), validators=[InputRequired()])
    ends_on = DayField(_l("Last day"), validators=[Optional()])
    aim = TextAreaField(_l("What for?"), filters=[stripped], validators=[DataRequired(), Length(max=1000)])
    agreement = StringField(
        _l("Agreement"),
        filters=[stripped],
        validators=[Optional(), Length(max=300)],
        description=_l("Where it is written down: a number, a letter, a contract."),
    )

    def terms(self) -> SecondmentTerms:
        """What was filled in."""
        return SecondmentTerms(
            who=self.who.data or "",
            from_organisation=self.from_organisation.data or "",
            to_organisation=self.to_organisation.data or "",
            hours_hundredths=self.hours.data or 0,
            begins_on=self.begins_on.data,
            ends_on=self.ends_on.data,
            aim=self.aim.data or "",
            agreement=self.agreement.data or "",
        )


class SeatForm(Form):
    """A seat at a body."""

    body = StringField(_l("Where is the seat?"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    holder = StringField(
        _l("Who sits there?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("On behalf of whom, without a name: chosen by the assembly of the neighbourhood."),
    )
    appointed_on = DayField(_l("Appointed on"), validators=[InputRequired()])
    until = DayField(_l("Until"), validators=[Optional()])

    def terms(self) -> SeatTerms:
        """What was filled in."""
        return SeatTerms(self.body.data or "", self.holder.data or "", self.appointed_on.data, self.until.data)


class SeatReportForm(Form):
    """What was said and done from a seat."""

    on_date = DayField(_l("Day"), validators=[InputRequired()])
    text = TextAreaField(
        _l("What was said, and what was decided?"), filters=[stripped], validators=[DataRequired(), Length(max=4000)]
    )
