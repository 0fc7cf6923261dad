"""Forms of versions: a step with its day, and the confirmation of putting one back."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from incubator.core.forms import DayField, Form
from incubator.statutes.values.states import VersionStep


class StepForm(Form):
    """What happened to a version, and when."""

    kind = RadioField(_l("What happened?"), validators=[InputRequired()])
    on = DayField(_l("When was that?"), validators=[InputRequired()])

    def step(self) -> VersionStep:
        return VersionStep(self.kind.data)


class PutBackForm(Form):
    """Which draft is replaced: the one that was looked at."""

    revision = HiddenField()

    def given_revision(self) -> int:
        return int(self.revision.data) if str(self.revision.data).isdecimal() else -1


class ReturnedForm(Form):
    """The deed as a file; the file itself does not pass through the form."""
