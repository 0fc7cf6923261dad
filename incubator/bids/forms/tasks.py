"""The form of a task of a bid."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length, Optional

from incubator.core.forms import EditForm, stripped
from incubator.core.typed_fields import DayField


class BidTaskForm(EditForm):
    """Who does it, and by when."""

    owner_id = SelectField(_l("Who does it?"), validators=[Optional()])
    due_on = DayField(_l("By when?"), validators=[Optional()])


class OwnBidTaskForm(BidTaskForm):
    """A task that somebody adds."""

    words = StringField(_l("What has to be done?"), filters=[stripped], validators=[DataRequired(), Length(max=300)])
