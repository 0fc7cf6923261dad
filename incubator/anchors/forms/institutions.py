"""What is asked about an anchor, and about each job, promise, need and contact."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.anchors.rules.checking import LONGEST_LINE, LONGEST_NAME, LONGEST_TEXT
from incubator.anchors.values.institutions import (
    AnchorContactKind,
    ContactGround,
    ContactTerms,
    InstitutionKind,
    InstitutionTerms,
    JobTerms,
    NeedTerms,
    PromiseMeasure,
    PromiseTerms,
)
from incubator.core.forms import EditForm, stripped
from incubator.core.typed_fields import CountField, DayField, EurosField, HundredthsField
from incubator.neighbourhood.forms.buildings import GroundFields


def _line(label: Any, description: Any = "", *, needed: bool = False, most: int = LONGEST_LINE) -> Any:
    asked = DataRequired() if needed else Optional()
    return StringField(label, filters=[stripped], validators=[asked, Length(max=most)], description=description)


def _text(label: Any, description: Any = "", *, needed: bool = False) -> Any:
    asked = DataRequired() if needed else Optional()
    return TextAreaField(
        label, filters=[stripped], validators=[asked, Length(max=LONGEST_TEXT)], description=description
    )


class InstitutionForm(EditForm, GroundFields):
    """An anchor."""

    name = _line(_l("Name"), needed=True, most=LONGEST_NAME)
    kind = SelectField(_l("What kind of organisation is it?"), validators=[InputRequired()])
    about = _text(
        _l("What it is for the neighbourhood"),
        _l("For example: 400 people work there, and it buys cleaning, food and green maintenance."),
    )
    kvk = _line(_l("KVK number"), most=20)
    buyer = _line(
        _l("Its name as a buyer in the notices"),
        _l("Exactly as notices write it. Then its awards stand beside its own figures."),
    )

    def terms(self) -> InstitutionTerms:
        """The answers."""
        return InstitutionTerms(
            self.name.data or "",
            InstitutionKind(self.kind.data),
            self.kvk.data or "",
            self.buyer.data or "",
            self.about.data or "",
            self.ground(),
        )


class JobForm(EditForm, GroundFields):
    """Work for which an anchor hires people."""

    role = _line(_l("What work is it?"), needed=True)
    people = CountField(_l("For how many people?"), validators=[InputRequired()])
    hours = HundredthsField(_l("Hours a week, for each of them"), validators=[Optional()])
    open_to = _line(
        _l("Open to whom?"), _l("For example: people without a diploma, people with benefits, students of the college.")
    )

    def terms(self) -> JobTerms:
        """The answers."""
        return JobTerms(
            self.role.data or "", int(self.people.data or 0), self.hours.data, self.open_to.data or "", self.ground()
        )


class PromiseForm(EditForm, GroundFields):
    """What an anchor promised about its purchases."""

    text = _text(_l("What was promised, in their words"), needed=True)
    measure = RadioField(_l("How can one see whether it is kept?"), validators=[InputRequired()])
    target = HundredthsField(
        _l("Which share, in percent?"),
        validators=[Optional()],
        description=_l("Leave it empty for a promise in words."),
    )
    due_on = DayField(_l("By when?"), validators=[Optional()])

    def terms(self) -> PromiseTerms:
        """The answers."""
        return PromiseTerms(
            self.text.data or "",
            PromiseMeasure(self.measure.data),
            self.target.data,
            self.due_on.data,
            self.ground(),
        )


class NeedForm(EditForm, GroundFields):
    """What an anchor needs or will buy."""

    what = _text(_l("What does it need?"), needed=True)
    category = _line(_l("Category, in words"), _l("For example: cleaning, catering, green maintenance."))
    cpv = _line(_l("CPV code, when you know it"), most=20)
    value = EurosField(_l("About how much in a year, in euros?"), validators=[Optional()])
    expected_on = DayField(_l("When?"), validators=[Optional()])

    def terms(self) -> NeedTerms:
        """The answers."""
        return NeedTerms(
            self.what.data or "",
            self.category.data or "",
            self.cpv.data or "",
            self.value.data,
            self.expected_on.data,
            self.ground(),
        )


class AnchorContactForm(EditForm):
    """Contact with an anchor, and what comes next."""

    on_date = DayField(_l("On which day?"), validators=[InputRequired()])
    kind = RadioField(_l("What was it?"), validators=[InputRequired()])
    with_whom = _line(
        _l("With whom?"), _l("Rather a function than a name, for example: the head of purchasing."), needed=True
    )
    person_ground = RadioField(
        _l("Does a name of a person stand in it?"),
        validators=[InputRequired()],
        description=_l("The law asks for a ground before a name of a person may stand here."),
    )
    agreed = _text(_l("What was agreed?"), needed=True)
    next_step = _line(_l("Next step"))
    next_owner = _line(_l("Who takes it?"))
    next_on = DayField(_l("By which day?"), validators=[Optional()])

    def terms(self) -> ContactTerms:
        """The answers."""
        return ContactTerms(
            self.on_date.data,
            AnchorContactKind(self.kind.data),
            self.with_whom.data or "",
            ContactGround(self.person_ground.data),
            self.agreed.data or "",
            self.next_step.data or "",
            self.next_owner.data or "",
            self.next_on.data,
        )


PartForm = JobForm | PromiseForm | NeedForm | AnchorContactForm
