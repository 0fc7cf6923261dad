"""Keeping a search: its name, and how often new answers are mailed."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length

from incubator.core.forms import Form, stripped
from incubator.core.mail import Pace

LONGEST_NAME = 120
PACES = {
    Pace.DAILY.value: _l("Once a day"),
    Pace.WEEKLY.value: _l("Once a week, on Monday"),
}
OWN_PACES = {**PACES, Pace.NONE.value: _l("Not at all: I look here myself")}


class SavedSearchForm(Form):
    """The name and the pace of a search that somebody with an account keeps."""

    name = StringField(
        _l("Name"),
        filters=[stripped],
        validators=[
            DataRequired(_l("Give this search a name.")),
            Length(max=LONGEST_NAME, message=_l("Use at most 120 characters.")),
        ],
    )
    pace = RadioField(
        _l("How often do you want a mail with new notices?"),
        choices=[SelectChoice(pace, words) for pace, words in OWN_PACES.items()],
        default=Pace.WEEKLY.value,
        validators=[InputRequired(_l("Choose how often."))],
    )


class SubscriptionForm(Form):
    """The address of a visitor who wants new answers by mail."""

    email = EmailField(
        _l("E-mail address"),
        filters=[stripped],
        validators=[
            DataRequired(_l("Fill in your e-mail address.")),
            Length(max=254, message=_l("Use at most 254 characters.")),
            Email(_l("Fill in an e-mail address, for example naam@voorbeeld.nl.")),
        ],
    )
    pace = RadioField(
        _l("How often do you want a mail with new notices?"),
        choices=[SelectChoice(pace, words) for pace, words in PACES.items()],
        default=Pace.WEEKLY.value,
        validators=[InputRequired(_l("Choose how often."))],
    )
