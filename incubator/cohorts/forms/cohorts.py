"""Forms of a cohort."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from incubator.cooperatives.forms import NamesField
from incubator.core.forms import EditForm, Form, stripped
from incubator.core.typed_fields import DayField

LONGEST = 5000


class CohortForm(EditForm):
    """What a cohort is called, when it is, and who leads it."""

    name = StringField(
        _l("Name"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=80)],
        description=_l("For example: autumn 2026."),
    )
    starts_on = DayField(_l("First day"), validators=[Optional()])
    ends_on = DayField(_l("Last day"), validators=[Optional()])
    description = TextAreaField(
        _l("What it is about"),
        filters=[stripped],
        validators=[Optional(), Length(max=LONGEST)],
        description=_l("The groups read this on their page."),
    )
    shows_groups = BooleanField(_l("The groups see which other groups there are"))
    coaches = NamesField(_l("Who leads it?"), validators=[Optional()])


class CohortGroupsForm(EditForm):
    """Which groups are in a cohort."""

    groups = NamesField(_l("Groups"), validators=[Optional()])


class MessageForm(Form):
    """A message to everyone in a cohort; `step` says whether it is looked at first, changed again, or sent."""

    subject = StringField(_l("Subject"), filters=[stripped], validators=[DataRequired(), Length(max=150)])
    text = TextAreaField(
        _l("Message"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST)],
        description=_l("An empty line begins a new paragraph."),
    )
