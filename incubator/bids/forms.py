"""Forms of a bid."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.core.forms import DayField, EditForm, EurosField, Form, HundredthsField, stripped


class StageForm(Form):
    """Another stage for a bid. `revision` is that of the note when this page was opened."""

    revision = HiddenField()
    stage = SelectField(_l("What happened?"), validators=[DataRequired()])
    note = TextAreaField(
        _l("What did you learn?"),
        filters=[stripped],
        validators=[Optional(), Length(max=2000)],
        description=_l("For the next bid: why was it won or lost?"),
    )

    def number_of_revision(self) -> int:
        """A page that does not say which revision it was opened with knew of none."""
        typed = str(self.revision.data or "")
        return int(typed) if re.fullmatch(r"\d{1,9}", typed, re.ASCII) else -1


class ContractForm(EditForm):
    """Work that was agreed. What is not known yet may stay empty."""

    name = StringField(_l("What is the work?"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    client = StringField(_l("For whom?"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    agreed_on = DayField(_l("When was it agreed?"), validators=[InputRequired()])
    ends_on = DayField(
        _l("Until when?"), validators=[Optional()], description=_l("Leave empty when there is no end date.")
    )
    value_cents = EurosField(
        _l("How much is it worth?"),
        validators=[Optional(), NumberRange(min=0, max=10**13)],
        description=_l("The whole contract, without VAT. Leave empty when you do not know."),
    )
    jobs_percent = HundredthsField(
        _l("How many full-time jobs does it give?"),
        validators=[Optional(), NumberRange(min=0, max=10**6)],
        description=_l("Two people for half a week are 1 together. Leave empty when you do not know."),
    )
