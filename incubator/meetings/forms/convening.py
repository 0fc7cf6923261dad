"""Forms of before a meeting."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core import clock
from incubator.core.forms import EditForm, Form, MultiCheckboxField, choices_of, stripped
from incubator.core.typed_fields import DayField, HourField
from incubator.meetings.values import Channel, ItemKind, MeetingKind, MeetingMode, MeetingPurpose, Suiting
from incubator.meetings.values.case import DecisionEffect
from incubator.meetings.values.planning import MeetingPlan, PlannedItem

BOARD = "board"
LONGEST = 5_000


class MeetingForm(EditForm):
    """When and where a meeting is, and what it is for. The day may follow later, out of days that are compared."""

    what = SelectField(_l("What kind of meeting?"), validators=[InputRequired()])
    title = StringField(
        _l("What is it called?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("For example: General meeting of spring."),
    )
    day = DayField(
        _l("Day"), validators=[Optional()], description=_l("Leave it empty when you want to compare days first.")
    )
    begins = HourField(_l("Hour"), validators=[Optional()], description=_l("For example 19.30."))
    place = StringField(
        _l("Where"),
        filters=[stripped],
        validators=[Optional(), Length(max=300)],
        description=_l("The name and the address, or the link when people take part from elsewhere."),
    )
    mode = SelectField(_l("How do people meet?"), validators=[InputRequired()])
    convened_by = SelectField(_l("Who calls the members?"), validators=[InputRequired()])
    inspection_place = StringField(
        _l("Where can members read the papers?"),
        filters=[stripped],
        validators=[Optional(), Length(max=300)],
        description=_l("A place that everyone can reach, such as your office. They stand on this site too."),
    )
    inspection_from = DayField(_l("From which day do the papers lie there?"), validators=[Optional()])

    def planned(self) -> MeetingPlan:
        """What was filled in; an hour is that of a clock in the Netherlands."""
        is_board = self.what.data == BOARD
        return MeetingPlan(
            title=self.title.data or "",
            kind=MeetingKind.BOARD if is_board else MeetingKind.GENERAL,
            purpose=self.purpose,
            mode=MeetingMode(self.mode.data),
            begins_at=self.moment,
            place=self.place.data or "",
            convened_by=self.convened_by.data or "",
            inspection_from=self.inspection_from.data,
            inspection_place=self.inspection_place.data or "",
        )

    @property
    def purpose(self) -> MeetingPurpose:
        if self.what.data in set(MeetingPurpose):
            return MeetingPurpose(self.what.data)
        return MeetingPurpose.OTHER

    @property
    def moment(self) -> datetime | None:
        day, hour = self.day.data, self.begins.data
        if day is None or hour is None:
            return None
        moment: datetime = datetime.combine(day, hour, tzinfo=clock.AMSTERDAM)
        return moment

    def validate(self, extra_validators: Any = None) -> bool:
        """A day without an hour, or an hour without a day, would be lost without a word."""
        is_valid = bool(super().validate(extra_validators))
        for field, other in ((self.begins, self.day), (self.day, self.begins)):
            if field.data is None and other.data is not None and not field.errors:
                field.errors = [_("Fill in both: the day and the hour.")]
                is_valid = False
        return is_valid


class ItemForm(EditForm):
    """An item of the agenda."""

    kind = SelectField(_l("What is asked of the meeting?"), validators=[InputRequired()])
    title = StringField(_l("Title on the agenda"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    words = TextAreaField(_l("What is it about?"), filters=[stripped], validators=[Optional(), Length(max=LONGEST)])
    proposal = TextAreaField(
        _l("Proposal"),
        filters=[stripped],
        validators=[Optional(), Length(max=LONGEST)],
        description=_l("What the members vote on, word for word. Not needed when nothing is decided."),
    )
    proposed_by = StringField(_l("Whose proposal is it?"), filters=[stripped], validators=[Optional(), Length(max=200)])
    version = SelectField(_l("Version of the statutes"), validators=[Optional()])

    def planned(self) -> PlannedItem:
        version = self.version.data or ""
        return PlannedItem(
            title=self.title.data or "",
            kind=ItemKind(self.kind.data),
            words=self.words.data or "",
            proposal=self.proposal.data or "",
            proposed_by=self.proposed_by.data or "",
            statutes_version=int(version) if version.isdecimal() else None,
        )


class EffectsForm(Form):
    """What a decision does to members beside its subject."""

    effects = MultiCheckboxField(
        _l("What does this decision do?"),
        validators=[Optional()],
        description=_l("Tick nothing when it does none of these."),
    )

    def chosen(self) -> list[DecisionEffect]:
        return list(map(DecisionEffect, self.effects.data or ()))


class DayForm(Form):
    """A moment at which the meeting could be."""

    day = DayField(_l("Day"), validators=[InputRequired()])
    begins = HourField(_l("Hour"), validators=[InputRequired()], description=_l("For example 19.30."))

    @property
    def moment(self) -> datetime:
        typed: Any = self.begins.data
        return datetime.combine(self.day.data, typed, tzinfo=clock.AMSTERDAM)


class ReasonForm(Form):
    """Why a meeting does not go on."""

    because = TextAreaField(
        _l("Why does it not go on?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=1000)],
        description=_l("Everyone who was called by e-mail reads this."),
    )


class CallSentForm(Form):
    """That a convocation on paper has gone."""

    road = RadioField(_l("How did it go?"), validators=[InputRequired()])
    sent_on = DayField(_l("On which day?"), validators=[InputRequired()])


class MeetingRequestForm(Form):
    """Members ask for a general meeting."""

    title = StringField(
        _l("What should the meeting be about?"), filters=[stripped], validators=[DataRequired(), Length(max=120)]
    )
    words = TextAreaField(
        _l("What must be decided, and why?"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST)]
    )


class RequestSupportForm(Form):
    """A member who stands behind a request on paper."""

    member = SelectField(_l("Which member?"), validators=[InputRequired()])


class RowsForm(Form):
    """A form with a choice for each of a list; `days_form` and `roads_form` add the fields."""

    def chosen(self) -> dict[int, str]:
        """By the number of the row what was chosen; what was left open is not there."""
        answers = {}
        for name, field in self._fields.items():
            _prefix, _dash, number = name.partition("-")
            if number.isdecimal() and field.data:
                answers[int(number)] = str(field.data)
        return answers


class DaysForm(RowsForm):
    """Which days suit somebody."""

    def suiting(self) -> dict[int, Suiting | None]:
        return {number: Suiting(value) for number, value in self.chosen().items()}


class RoadsForm(RowsForm):
    """By which road each member is called."""

    anyway = BooleanField(_l("We know this, and call the members all the same."))

    def roads(self) -> dict[int, Channel]:
        return {number: Channel(value) for number, value in self.chosen().items()}


def row_name(number: int) -> str:
    return f"row-{number}"


def days_form(options: Sequence[tuple[int, str]], words: dict[Suiting, Any], known: dict[int, str]) -> DaysForm:
    """The form for these moments: the number and the words of each, with what was answered before."""
    choices = choices_of(words)
    fields: dict[str, Any] = {}
    for number, label in options:
        fields[row_name(number)] = RadioField(label, choices=choices, validators=[Optional()])
    data = {row_name(number): value for number, value in known.items()}
    # WTForms reads its fields from a class, and each meeting has other days.
    form: DaysForm = type("DaysFormOfThisMeeting", (DaysForm,), fields)(data=data)
    return form


def roads_form(people: Sequence[tuple[int, str, list[SelectChoice], str]]) -> RoadsForm:
    """The form for these members: the number, the name, the roads that are open, and the one that we propose."""
    fields: dict[str, Any] = {}
    data = {}
    for number, name, choices, proposed in people:
        fields[row_name(number)] = SelectField(name, choices=choices)
        data[row_name(number)] = proposed
    form: RoadsForm = type("RoadsFormOfThisMeeting", (RoadsForm,), fields)(data=data)
    return form
