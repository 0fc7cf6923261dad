"""Forms of a procedure in two stages: by which road one comes, and the invitation to bid."""

from datetime import datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from incubator.core import clock
from incubator.core.forms import EditForm, stripped
from incubator.core.typed_fields import DayField, HourField

LAST_SECOND = time(23, 59, 59)
ASK, BID = "ask", "bid"


class BidInvitationForm(EditForm):
    """By when the bid must be in, as the invitation says."""

    day = DayField(_l("By which day must the bid be in?"), validators=[DataRequired()])
    hour = HourField(
        _l("At what time?"),
        validators=[Optional()],
        description=_l("For example 12.00. Leave empty when the invitation names only a day."),
    )

    invited_on = DayField(
        _l("On which day did the buyer invite you?"),
        validators=[Optional()],
        description=_l("The day of the letter or the message. Leave empty when you do not know it."),
    )

    @property
    def day_only(self) -> bool:
        return self.hour.data is None

    def moment(self) -> datetime:
        """The last moment; of a day without an hour the end of that day."""
        hour: Any = self.hour.data or LAST_SECOND
        assert self.day.data is not None
        return datetime.combine(self.day.data, hour, tzinfo=clock.AMSTERDAM)


class RoadForm(EditForm):
    """By which road one comes, as the papers of the buyer say it."""

    road = RadioField(
        _l("What do you hand in by the day in this notice?"),
        choices=[
            SelectChoice(ASK, _l("A request to take part (aanmelding): who is chosen is invited to bid")),
            SelectChoice(BID, _l("The bid itself, with the plan and the price")),
            SelectChoice("", _l("We do not know yet")),
        ],
        validators=[Optional()],
    )
    because = StringField(
        _l("Where did you read that?"),
        filters=[stripped],
        validators=[Optional(), Length(max=300)],
        description=_l("For example: the guide, page 4. Or: the buyer said so by telephone."),
    )

    @property
    def asks_first(self) -> bool | None:
        """None for who does not know."""
        return {ASK: True, BID: False}.get(self.road.data or "")
