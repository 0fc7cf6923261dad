"""The story, and what becomes public."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from incubator.core.forms import EditForm, Form, stripped
from incubator.neighbourhood.rules import LONGEST_STORY


class StoryForm(EditForm):
    """The whole story."""

    text = TextAreaField(
        _l("The story"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_STORY)],
        description=_l(
            "A line that begins with ## is a heading; a line that begins with a dash is in a list. No names of neighbours."
        ),
    )


class PublishForm(Form):
    """Which version of the story was read before it becomes public."""

    seen = HiddenField()

    def revision(self) -> int:
        """The version that was read; 0 for what is no number."""
        typed = self.seen.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
