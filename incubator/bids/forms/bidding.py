"""Forms of a bid."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from incubator.core.forms import Form, stripped


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
