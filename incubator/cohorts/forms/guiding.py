"""Forms of contact with a group, and of a note for oneself."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.cohorts.values import ContactKind, ContactNote
from incubator.core.forms import EditForm, stripped
from incubator.core.typed_fields import CountField, DayField

LONGEST = 10_000


class ContactForm(EditForm):
    """Contact with a group: when, how, how long, with whom, and what comes next."""

    kind = RadioField(_l("How?"), validators=[InputRequired(_l("Choose how you were in contact."))])
    on_date = DayField(_l("Day"), validators=[InputRequired()])
    minutes = CountField(
        _l("Minutes"), validators=[InputRequired()], description=_l("With the preparation and the way there.")
    )
    with_whom = StringField(_l("With whom?"), filters=[stripped], validators=[Optional(), Length(max=200)])
    text = TextAreaField(_l("What was it about?"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST)])
    shared = BooleanField(_l("The group may read this"))
    follow_up = StringField(
        _l("What do you come back to?"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("The group does not read this, nor the day."),
    )
    follow_up_on = DayField(_l("On which day?"), validators=[Optional()])

    def noted(self) -> ContactNote:
        """What was filled in."""
        return ContactNote(
            ContactKind(self.kind.data),
            self.on_date.data,
            self.minutes.data or 0,
            self.text.data or "",
            self.with_whom.data or "",
            bool(self.shared.data),
            self.follow_up.data or "",
            self.follow_up_on.data,
        )


class PrivateNoteForm(EditForm):
    """What somebody notes for nobody else."""

    text = TextAreaField(_l("My note"), filters=[stripped], validators=[Optional(), Length(max=LONGEST)])
