"""Forms of versions: a step with its day, and the confirmation of putting one back."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import EditForm, Form, stripped
from incubator.core.typed_fields import DayField
from incubator.statutes.values.states import VersionStep

LONGEST_EXPLANATION = 5000


class StepForm(Form):
    """What happened to a version, and when."""

    kind = RadioField(_l("What happened?"), validators=[InputRequired()])
    on = DayField(_l("When was that?"), validators=[InputRequired()])

    def step(self) -> VersionStep:
        return VersionStep(self.kind.data)


class ExplanationForm(EditForm):
    """Why an article changes."""

    text = TextAreaField(
        _l("Why does this article change?"),
        filters=[stripped],
        validators=[Optional(), Length(max=LONGEST_EXPLANATION)],
        description=_l("The members read this beside the text. Write what goes wrong now, and what becomes better."),
    )


class CommentForm(Form):
    """Something that somebody says of a clause."""

    text = TextAreaField(
        _l("Your comment"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST_EXPLANATION)]
    )


class PutBackForm(Form):
    """Which draft is replaced: the one that was looked at."""

    revision = HiddenField()

    def given_revision(self) -> int:
        return int(self.revision.data) if str(self.revision.data).isdecimal() else -1


class ReturnedForm(Form):
    """The deed as a file; the file itself does not pass through the form."""
