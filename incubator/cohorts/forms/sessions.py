"""Forms of a session: the plan, who was there, the report, files and links."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.cohorts.values import AttendanceState, GatheringPlan
from incubator.core import clock
from incubator.core.forms import EditForm, Form, choices_of, stripped
from incubator.core.typed_fields import CountField, DayField, HourField

LONGEST = 10_000


class GatheringForm(EditForm):
    """When and where a session is, and what it is about."""

    title = StringField(_l("What is it called?"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    day = DayField(_l("Day"), validators=[InputRequired()])
    begins = HourField(_l("From"), validators=[InputRequired()], description=_l("For example 19.30."))
    ends = HourField(_l("Until"), validators=[InputRequired()])
    place = StringField(
        _l("Where"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("The name and the address. Online only? Then fill in the link alone."),
    )
    video_url = StringField(
        _l("Link to the video call"),
        filters=[stripped],
        validators=[Optional(), Length(max=500)],
        description=_l("Begins with https://."),
    )
    agenda = TextAreaField(_l("Agenda"), filters=[stripped], validators=[Optional(), Length(max=LONGEST)])
    preparation = TextAreaField(
        _l("Beforehand"),
        filters=[stripped],
        validators=[Optional(), Length(max=LONGEST)],
        description=_l("What everyone does or takes along. It stands in the reminder too."),
    )
    lesson = StringField(
        _l("Lesson"),
        filters=[stripped],
        validators=[Optional(), Length(max=120)],
        description=_l("Which lesson it goes with, when there is one."),
    )
    led_by = SelectField(_l("Who leads it?"), validators=[Optional()])
    preparing_minutes = CountField(
        _l("Minutes of preparation"),
        validators=[Optional(), NumberRange(min=0, max=1440, message=_l("At most 1440 minutes."))],
        description=_l("Counts with the hours of who leads it."),
    )

    def planned(self) -> GatheringPlan:
        """What was filled in; hours are those of a clock in the Netherlands."""
        return GatheringPlan(
            title=self.title.data or "",
            starts_at=self._moment(self.begins),
            ends_at=self._moment(self.ends),
            place=self.place.data or "",
            video_url=self.video_url.data or "",
            agenda=self.agenda.data or "",
            preparation=self.preparation.data or "",
            lesson=self.lesson.data or "",
            preparing_minutes=self.preparing_minutes.data or 0,
        )

    def _moment(self, hour: HourField) -> datetime:
        # An hour is that of the wall in the Netherlands, in summer and in winter.
        typed: Any = hour.data
        return datetime.combine(self.day.data, typed, tzinfo=clock.AMSTERDAM)


class ReportForm(EditForm):
    """What was discussed and agreed."""

    report = TextAreaField(_l("Report"), filters=[stripped], validators=[Optional(), Length(max=20_000)])


class MaterialForm(Form):
    """A file or a link; the file itself is no field of a form."""

    title = StringField(
        _l("What is it called?"),
        filters=[stripped],
        validators=[Optional(), Length(max=120)],
        description=_l("Without a name it is called as the file or the link."),
    )
    url = StringField(_l("Link"), filters=[stripped], validators=[Optional(), Length(max=500)])


ATTENDANCES = {
    AttendanceState.PRESENT: _l("was there"),
    AttendanceState.EXCUSED: _l("told beforehand"),
    AttendanceState.ABSENT: _l("was not there"),
}
UNKNOWN = "unknown"


class AttendanceForm(EditForm):
    """Who was there; `attendance_form` adds a choice for each person."""

    def noted(self) -> dict[tuple[int, int], AttendanceState | None]:
        """By group and person what was chosen."""
        chosen: dict[tuple[int, int], AttendanceState | None] = {}
        for name, field in self._fields.items():
            group, person = numbers_of(name)
            if person:
                chosen[group, person] = None if field.data == UNKNOWN else AttendanceState(field.data)
        return chosen


def field_of(group_id: int, user_id: int) -> str:
    return f"there-{group_id}-{user_id}"


def numbers_of(name: str) -> tuple[int, int]:
    """The group and the person of a field; zeros for another field."""
    parts = name.split("-")
    if parts[0] != "there":
        return 0, 0
    return int(parts[1]), int(parts[2])


def attendance_form(people: Sequence[tuple[int, int, str]], known: dict[tuple[int, int], str]) -> AttendanceForm:
    """The form for these people: the number of the group, their own, and the name; with what was noted before."""
    fields: dict[str, Any] = {}
    choices = choices_of(ATTENDANCES)
    choices.append(SelectChoice(UNKNOWN, _l("not known")))
    for group_id, user_id, name in people:
        fields[field_of(group_id, user_id)] = RadioField(
            name, choices=choices, validators=[InputRequired(_l("Choose."))]
        )
    data = {field_of(group, person): known.get((group, person), UNKNOWN) for group, person, _name in people}
    # WTForms reads its fields from a class, and each session has other people.
    form: AttendanceForm = type("AttendanceFormOfThisSession", (AttendanceForm,), fields)(data=data)
    return form
