"""The form of an invitation to bid."""

from datetime import datetime, time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, Optional

from incubator.cohorts.forms.sessions import HourField
from incubator.core import clock
from incubator.core.forms import DayField, EditForm

LAST_SECOND = time(23, 59, 59)


class BidInvitationForm(EditForm):
    """By when the bid must be in, as the invitation says."""

    day = DayField(_l("By which day must the bid be in?"), validators=[DataRequired()])
    hour = HourField(
        _l("At what time?"),
        validators=[Optional()],
        description=_l("For example 12.00. Leave empty when the invitation names only a day."),
    )

    @property
    def day_only(self) -> bool:
        return self.hour.data is None

    def moment(self) -> datetime:
        """The last moment; of a day without an hour the end of that day."""
        hour: Any = self.hour.data or LAST_SECOND
        assert self.day.data is not None
        return datetime.combine(self.day.data, hour, tzinfo=clock.AMSTERDAM)
