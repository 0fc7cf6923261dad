"""Forms of the sections of a plan."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from incubator.bids.rules.sections import LONGEST_TITLE, PARTS
from incubator.core.forms import EditForm, Form, stripped
from incubator.core.typed_fields import CountField

LONGEST_COMMENT = 5000


class SectionForm(Form):
    """The text of a section, in its three parts. `revision` is that of the text when this page was opened."""

    revision = HiddenField()
    what = TextAreaField(_l("What do you do?"), validators=[Optional()])
    view = TextAreaField(_l("How does the buyer see it?"), validators=[Optional()])
    proof = TextAreaField(_l("What is your proof?"), validators=[Optional()])

    def number_of_revision(self) -> int:
        """A page that does not say which revision it was opened with knew of none."""
        typed = str(self.revision.data or "")
        return int(typed) if re.fullmatch(r"\d{1,9}", typed, re.ASCII) else -1

    def texts(self) -> dict[str, str]:
        return {part: self[part].data or "" for part in PARTS}


class OwnSectionForm(Form):
    """A heading of one's own."""

    title = StringField(
        _l("Heading"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_TITLE)],
        description=_l(
            "For something that the buyer does not ask, such as who you are. The plan says that it is yours."
        ),
    )


class SectionTermsForm(EditForm):
    """Who writes a section, and how long it may be."""

    title = StringField(_l("Heading"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST_TITLE)])
    owner = SelectField(_l("Who writes this?"), validators=[Optional()])
    page_limit = CountField(
        _l("How many pages of A4 may it be?"),
        validators=[Optional(), NumberRange(min=1, max=200)],
        description=_l("We count with about 450 words a page. Leave empty when the buyer sets no limit."),
    )
    word_limit = CountField(_l("Or how many words?"), validators=[Optional(), NumberRange(min=1, max=100_000)])


class SectionAmountForm(EditForm):
    """Why an amount may stand in a section."""

    reason = TextAreaField(
        _l("Where does the buyer ask for an amount here?"),
        filters=[stripped],
        validators=[Optional(), Length(max=2000)],
        description=_l("For example: guide, page 12, asks what we spend on training. Leave empty to take it back."),
    )


class SectionCommentForm(Form):
    """Something that somebody says of a section."""

    text = TextAreaField(
        _l("Your comment"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST_COMMENT)]
    )
