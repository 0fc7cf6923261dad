"""Forms of handing in and taking back."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.bids.rules.submitting import LONGEST_PLACE
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.forms import Form, stripped
from incubator.core.i18n import mark as N_
from incubator.core.typed_fields import DayField, HourField

AFTERWARDS = _l("We handed in before we put this bid here")


class SubmitForm(Form):
    """When and where a bid was handed in."""

    when = RadioField(
        _l("When did you hand it in?"),
        choices=[SelectChoice("now", _l("Just now")), SelectChoice("earlier", _l("Earlier, namely on:"))],
        validators=[InputRequired()],
        default="now",
    )
    day = DayField(_l("Day"), validators=[Optional()], description=_l("Only when it was earlier."))
    hour = HourField(_l("Time"), validators=[Optional()], description=_l("For example 19.30."))
    afterwards = BooleanField(AFTERWARDS)
    place = StringField(
        _l("Where did you hand it in?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_PLACE)],
        description=_l("As the notice or the documents of the buyer say it: a web address, or how else."),
    )
    reference = StringField(
        _l("Number of the confirmation"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("It stands in the confirmation that you got when you handed in."),
    )
    open_because = TextAreaField(
        _l("Why do you hand in all the same?"),
        filters=[stripped],
        validators=[Optional(), Length(max=2000)],
    )

    def moment(self, now: datetime) -> datetime:
        """The moment that was meant. Raises `RuleViolation` for an earlier one without its day and hour: they decide if it was late."""
        if self.when.data != "earlier":
            return now
        hour: Any = self.hour.data
        if self.day.data is None or hour is None:
            raise RuleViolation(N_("On which day was it, and at what time?"), field="day")
        # An hour is that of the wall in the Netherlands, in summer and in winter.
        return datetime.combine(self.day.data, hour, tzinfo=clock.AMSTERDAM)


class TakeBackForm(Form):
    """Why a hand-in does not count."""

    reason = TextAreaField(
        _l("Why do you take it back?"), filters=[stripped], validators=[DataRequired(), Length(max=2000)]
    )
