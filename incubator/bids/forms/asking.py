"""Forms of the questions to a buyer and of what its answers change."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import EditForm, Form, stripped
from incubator.core.typed_fields import DayField


def number_or_none(value: Any) -> int | None:
    """The number of a row that was chosen; nothing chosen, or nonsense, is none."""
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


class BuyerQuestionForm(EditForm):
    """A question for the buyer."""

    text = TextAreaField(
        _l("What do you want to know?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=2000)],
        description=_l("All bidders read your question. Do not write anything about your price or your plan."),
    )
    requirement_id = SelectField(
        _l("Which requirement or criterion is it about?"), coerce=number_or_none, validators=[Optional()]
    )
    ours = RadioField(
        _l("Whose question is it?"),
        choices=[
            SelectChoice("yes", _l("Ours")),
            SelectChoice("no", _l("Of another bidder; the answer matters to us")),
        ],
        default="yes",
    )

    def without_bidders(self) -> None:
        """Work that was asked of this group alone: nobody else bids, asks or reads along."""
        self.text.description = ""
        del self.ours


class SentForm(Form):
    """The questions went to the buyer."""

    sent_on = DayField(_l("On which day did you send them?"), validators=[InputRequired()])


class BuyerAnswerForm(EditForm):
    """What the buyer answered."""

    answer = TextAreaField(
        _l("What did the buyer answer?"), filters=[stripped], validators=[Optional(), Length(max=10_000)]
    )
    answered_on = DayField(
        _l("On which day was it published?"),
        validators=[InputRequired()],
        description=_l("The day on the nota van inlichtingen."),
    )
    answer_file_id = SelectField(_l("In which file does it stand?"), coerce=number_or_none, validators=[Optional()])


class AnswerEffectForm(Form):
    """What an answer changes for this bid."""

    kind = RadioField(_l("What changes?"), validators=[InputRequired(_l("Choose what changes."))])
    requirement_id = SelectField(_l("Which requirement?"), coerce=number_or_none, validators=[Optional()])
    section_id = SelectField(_l("Which section?"), coerce=number_or_none, validators=[Optional()])
    due_on = DayField(
        _l("The new day"),
        validators=[Optional()],
        description=_l("Only when the deadline changes, or the start of the work."),
    )
    note = TextAreaField(_l("In a few words"), filters=[stripped], validators=[Optional(), Length(max=1000)])
