"""Forms of how a bid ended."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.bids.forms.submitting import AFTERWARDS
from incubator.core.forms import CountField, DayField, EditForm, Form, HundredthsField, MultiCheckboxField, stripped

A_PLACE = NumberRange(min=1, max=1000)
POINTS = NumberRange(min=0, max=10**8)
TIME = re.compile(r"(\d{1,2})[.:](\d{2})")


class AwardDecisionForm(EditForm):
    """The decision of the buyer, as its letter has it."""

    outcome = RadioField(_l("What did the buyer decide?"), validators=[InputRequired(_l("Choose what was decided."))])
    sent_on = DayField(
        _l("When was the decision sent?"),
        validators=[InputRequired()],
        description=_l("The day of the letter or the message: the term counts from the day after it."),
    )
    lots_won = MultiCheckboxField(_l("Which lots did you win?"), validators=[Optional()])
    winner = StringField(_l("Who won?"), filters=[stripped], validators=[Optional(), Length(max=200)])
    place = CountField(_l("Your place"), validators=[Optional(), A_PLACE])
    price_place = CountField(_l("Your place on price alone"), validators=[Optional(), A_PLACE])
    bids_number = CountField(_l("How many bids were there?"), validators=[Optional(), A_PLACE])
    reason = SelectField(_l("Why did you not win, by the letter?"), validators=[Optional()])
    standstill_until = DayField(
        _l("Last day to object, when the documents name it"),
        validators=[Optional()],
        description=_l("Leave empty when only the law gives a term."),
    )


class CriterionScoreForm(EditForm):
    """What a criterion brought."""

    criterion = StringField(_l("Criterion"), filters=[stripped], validators=[DataRequired(), Length(max=300)])
    lot = SelectField(_l("Lot"), validators=[Optional()])
    ours = HundredthsField(_l("Our points"), validators=[Optional(), POINTS])
    most = HundredthsField(_l("The most points one could get"), validators=[Optional(), POINTS])
    winners = HundredthsField(_l("Points of the winner"), validators=[Optional(), POINTS])
    remark = TextAreaField(
        _l("What the buyer says of it"), filters=[stripped], validators=[Optional(), Length(max=3000)]
    )


class WithdrawnForm(Form):
    """The buyer takes its decision back."""

    withdrawn_on = DayField(_l("When did the buyer say so?"), validators=[InputRequired()])
    because = TextAreaField(_l("Why?"), filters=[stripped], validators=[Optional(), Length(max=2000)])


class AskedForm(Form):
    """The group asked for the reasons."""

    asked_on = DayField(_l("On which day did you ask?"), validators=[InputRequired()])


class LessonForm(Form):
    """What was learnt. `revision` is that of the text when this page was opened."""

    revision = HiddenField()
    note = TextAreaField(
        _l("What did you learn?"),
        filters=[stripped],
        validators=[Optional(), Length(max=2000)],
        description=_l("What will you do the same next time, and what not?"),
    )

    def number_of_revision(self) -> int:
        """A page that does not say which revision it was opened with knew of none."""
        typed = str(self.revision.data or "")
        return int(typed) if re.fullmatch(r"\d{1,9}", typed, re.ASCII) else -1


class MissedForm(Form):
    """What happened to a bid whose deadline passed."""

    happened = RadioField(
        _l("Did you hand it in?"),
        choices=[SelectChoice("yes", _l("Yes, it was handed in")), SelectChoice("no", _l("No, we did not"))],
        validators=[InputRequired(_l("Choose yes or no."))],
    )
    on = DayField(_l("On which day?"), validators=[Optional()])
    time = StringField(
        _l("At what time?"),
        filters=[stripped],
        validators=[Optional(), Length(max=5)],
        description=_l("As the confirmation of the buyer has it, such as 11.45."),
    )
    afterwards = BooleanField(AFTERWARDS)
    place = StringField(
        _l("Where did you hand it in?"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
    )
    open_because = TextAreaField(
        _l("Why do you hand in all the same?"),
        filters=[stripped],
        validators=[Optional(), Length(max=2000)],
    )
    lesson = TextAreaField(_l("What did you learn?"), filters=[stripped], validators=[Optional(), Length(max=2000)])
