"""Forms of the board register; choices are passed in."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import Form, MultiCheckboxField, NeededWhen, stripped
from incubator.core.typed_fields import DayField, EurosField
from incubator.register.values.board import BoardOrgan, Office, SeatChange, SeatStep


class AppointmentForm(Form):
    """Somebody gets a seat."""

    organ = RadioField(_l("In which body?"), validators=[InputRequired()])
    person = SelectField(_l("Who is it?"), validators=[NeededWhen(_l("required, or fill in a name from outside"))])
    name = StringField(
        _l("Name of somebody from outside"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("Only when the statutes allow directors who are no member."),
    )
    offices = MultiCheckboxField(_l("Which office in the board?"), validators=[Optional()])
    decided_by = RadioField(_l("Who decided?"), validators=[InputRequired()])
    decided_on = DayField(_l("Date of the decision"), validators=[InputRequired()])
    on = DayField(_l("In office from"), validators=[InputRequired()])
    until = DayField(
        _l("Last day of the term"),
        validators=[Optional()],
        description=_l("Empty: as long as the statutes allow."),
    )
    year = SelectField(
        _l("The accounts of which financial year?"),
        validators=[Optional()],
        description=_l("Only of the audit committee, that looks into the accounts of a year (article 2:48(2) BW)."),
    )
    leaves_committee = BooleanField(_l("Who comes into the board leaves the audit committee"))
    note = TextAreaField(_l("Note"), filters=[stripped], validators=[Optional(), Length(max=1000)])

    def name_of_outsider(self) -> str:
        """Who is no member; nobody where the statutes want members only."""
        return (self.name.data or "") if self.name else ""

    def step(self) -> SeatStep:
        return SeatStep(
            SeatChange.APPOINTMENT,
            self.on.data,
            self.decided_on.data,
            "" if self.decided_by.data == BY_OTHERS else self.decided_by.data,
            tuple(map(Office, self.offices.data or ())),
            self.until.data,
            self.decided_by.data == BY_OTHERS,
            self.note.data or "",
            self._year(),
        )

    def _year(self) -> int | None:
        """Of a seat in the audit committee alone."""
        is_committee = self.organ.data == BoardOrgan.COMMITTEE.value
        return int(self.year.data) if is_committee and self.year.data else None


BY_OTHERS = "others"


class SeatChangeForm(Form):
    """Something happens to a seat. What does not belong to the change is taken out by `of`."""

    decided_by = RadioField(_l("Who decided?"), validators=[InputRequired()])
    decided_on = DayField(_l("Date of the decision"), validators=[InputRequired()])
    on = DayField(_l("From which day?"), validators=[InputRequired()])
    until = DayField(
        _l("Last day of the term"), validators=[Optional()], description=_l("Empty: as long as the statutes allow.")
    )
    offices = MultiCheckboxField(_l("Which office in the board?"), validators=[Optional()])
    year = SelectField(_l("The accounts of which financial year?"), validators=[Optional()])
    note = TextAreaField(_l("Note"), filters=[stripped], validators=[Optional(), Length(max=1000)])

    @classmethod
    def of(cls, kind: SeatChange, today: date, offices: tuple[Office, ...]) -> "SeatChangeForm":
        form = cls(data={"decided_on": today, "on": today, "offices": list(map(str, offices))})
        if kind is not SeatChange.REAPPOINTMENT:
            del form.until
        if kind is not SeatChange.OFFICES:
            del form.offices
        # Who resigns or dies is decided on by nobody.
        if kind in {SeatChange.RESIGNATION, SeatChange.DEATH}:
            del form.decided_by
        if kind.ends:
            form.on.label.text = _l("Last day in office")
        return form

    def step(self, kind: SeatChange) -> SeatStep:
        chosen = self.decided_by.data if self.decided_by else ""
        offices: list[str] = []
        if self.offices:
            offices = self.offices.data or []
        until = self.until.data if self.until else None
        others = chosen == BY_OTHERS
        if others:
            chosen = ""
        year = self.year.data if self.year else None
        return SeatStep(
            kind,
            self.on.data,
            self.decided_on.data,
            chosen,
            tuple(map(Office, offices)),
            until,
            others,
            self.note.data or "",
            int(year) if year else None,
        )


class SigningProxyForm(Form):
    """A written power of attorney (volmacht)."""

    signers = RadioField(_l("Who signs the proxy?"), validators=[InputRequired()])
    holder = StringField(_l("Who gets the proxy?"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    purpose = TextAreaField(
        _l("For what?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=1000)],
        description=_l("For example: hand in and explain the bid for green maintenance in Utrecht."),
    )
    most = EurosField(
        _l("Up to which amount?"),
        validators=[Optional()],
        description=_l("This limit stands in the proxy itself, so others can see it. Empty: no amount."),
    )
    until = DayField(_l("Until which day?"), validators=[InputRequired()])
    substitution = BooleanField(_l("The holder may pass it on to somebody else"))
