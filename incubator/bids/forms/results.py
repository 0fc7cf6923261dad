"""Forms of how a bid ended."""

import re
from collections.abc import Collection
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.bids.forms.submitting import AFTERWARDS
from incubator.bids.rules.outcomes import COMPARED, FOR_US
from incubator.core.forms import EditForm, Form, MultiCheckboxField, NeededWhen, stripped
from incubator.core.typed_fields import CountField, DayField, HourField, HundredthsField

A_PLACE = NumberRange(min=1, max=1000)
# Fictitious discounts are amounts: of large works some millions, written with a minus or without.
POINTS = NumberRange(min=-2 * 10**9, max=2 * 10**9)
CURRENCY = re.compile(r"€|\beuro?\b", re.IGNORECASE)
AMOUNT = re.compile(
    r"(?P<before>[+\-−]?)\s*(?:€|eur\b|euro\b)?\s*(?P<after>[+\-−]?)\s*(?P<number>\d[\d.,' ]*[-–—]{0,2})\s*(?:€|euro?)?",
    re.IGNORECASE,
)
WITHOUT_CENTS = re.compile(r"[.,](?:-{1,2}|–|—)$")  # "10.000,-"


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
    reason = SelectField(_l("Why not, by the letter?"), validators=[Optional()])
    standstill_until = DayField(
        _l("Last day to object, when the letter or the documents name it"),
        validators=[Optional()],
        description=_l("Leave empty when no day is named. Where the law gives a term, we count it beside this day."),
    )

    def fit(self, outcomes: Collection[str], *, is_of_authority: bool) -> None:
        """Ask only what goes with what can be decided here: where nobody wins there are no places."""
        unasked = set()
        if not COMPARED.intersection(outcomes):
            unasked |= {"place", "price_place", "bids_number"}
            if "invalid" not in outcomes or "not-selected" in outcomes:
                unasked |= {"winner"}
        # A client that is no authority has no term in which others can object.
        if not is_of_authority:
            unasked |= {"standstill_until"}
        if not FOR_US.intersection(outcomes) or not self.lots_won.choices:
            unasked |= {"lots_won"}
        for name in unasked:
            del self[name]

    def answer(self, name: str) -> Any:
        """What was typed; None of what was not asked."""
        return self[name].data if name in self else None


class ScoreField(HundredthsField):
    """Points, or an amount as letters write a fictitious discount (12,5, € 125.000, -2.000, - € 2.000,-), in hundredths or cents."""

    def read(self, typed: str) -> Any:
        parts = AMOUNT.fullmatch(typed)
        if parts is None:
            return super().read(typed)
        return super().read("".join((parts["before"], parts["after"], WITHOUT_CENTS.sub("", parts["number"]))))

    @property
    def is_amount(self) -> bool:
        """Whether a mark of money stands in what was typed."""
        return any(CURRENCY.search(str(typed)) for typed in self.raw_data or ())


class CriterionScoreForm(EditForm):
    """What a criterion brought."""

    criterion = StringField(_l("Criterion"), filters=[stripped], validators=[DataRequired(), Length(max=300)])
    lot = SelectField(_l("Lot"), validators=[Optional()])
    in_euros = RadioField(
        _l("In what does the buyer count?"),
        choices=[
            SelectChoice("points", _l("In points")),
            SelectChoice("euros", _l("In euros that it takes off the price (fictitious discount)")),
        ],
        default="points",
        validators=[Optional()],
    )
    ours = ScoreField(_l("Our points"), validators=[Optional(), POINTS], description=_l("Such as 12,5 or € 125.000."))
    most = ScoreField(_l("The most points one could get"), validators=[Optional(), POINTS])
    winners = ScoreField(_l("Points of the winner"), validators=[Optional(), POINTS])
    remark = TextAreaField(
        _l("What the buyer says of it"), filters=[stripped], validators=[Optional(), Length(max=3000)]
    )

    def counts_in_euros(self) -> bool:
        """Whether amounts were meant: as was chosen, or by a mark of money in what was typed."""
        return self.in_euros.data == "euros" or any(field.is_amount for field in (self.ours, self.most, self.winners))


class WithdrawnForm(Form):
    """The buyer takes its decision back."""

    withdrawn_on = DayField(_l("When did the buyer say so?"), validators=[InputRequired()])
    because = TextAreaField(_l("Why?"), filters=[stripped], validators=[Optional(), Length(max=2000)])


class AskedForm(EditForm):
    """The group asked for the reasons, or mends on which day."""

    asked_on = DayField(_l("On which day did you ask?"), validators=[Optional()])


class SignedForm(Form):
    """The agreement was signed."""

    agreed_on = DayField(
        _l("On which day was the agreement signed?"),
        validators=[InputRequired()],
        description=_l("By the last of you who signed. Not the day of the letter that says that you won."),
    )
    because = TextAreaField(
        _l("Why was it signed before the buyer might?"),
        filters=[stripped],
        validators=[NeededWhen(_l("only when it was within the days that the buyer waits")), Length(max=1000)],
    )


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
    time = HourField(
        _l("At what time?"),
        validators=[Optional()],
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
