"""Forms of at the meeting: proxies, votes, results and minutes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from incubator.core.forms import EditForm, Form, MultiCheckboxField, stripped
from incubator.core.typed_fields import CountField, DayField
from incubator.meetings.values.holding import CommitteeAdvice, RoundTerms, Vote, VotingWay

COUNTED = "count_"  # before the key of a choice


def whole_number(value: Any) -> int | None:
    """The number of a row that was chosen; nothing, or nonsense, is none. Below zero it is a director who is no member."""
    text = str(value or "")
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 10 else None


class ProxyForm(Form):
    """Who lets whom vote."""

    giver_id = SelectField(_l("Who cannot come?"), coerce=whole_number, validators=[InputRequired()])
    holder_id = SelectField(_l("Who votes for this member?"), coerce=whole_number, validators=[InputRequired()])
    note = StringField(
        _l("Where is the proxy?"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("For example: an e-mail of 3 March, or a letter that was handed over."),
    )
    written = BooleanField(_l("The proxy is in writing. An e-mail or a message is enough, a word is not."))


class OwnProxyForm(Form):
    """Let another member vote, given here and therefore in writing."""

    holder_id = SelectField(_l("Who votes for you?"), coerce=whole_number, validators=[InputRequired()])


class RoundForm(EditForm):
    """What is put to the vote."""

    question = TextAreaField(
        _l("What is put to the vote?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=5000)],
        description=_l("Word for word, as it stands in the minutes later."),
    )
    way = RadioField(
        _l("How do you vote?"),
        description=_l("When everybody votes alike, the result shows what each voted, also of a secret vote."),
        validators=[InputRequired(_l("Choose how you vote."))],
    )

    def terms(self, repeats_id: int | None) -> RoundTerms:
        """What was filled in."""
        return RoundTerms(VotingWay(self.way.data), self.question.data or "", repeats_id=repeats_id)


class ElectionForm(RoundForm):
    """Between whom is chosen."""

    candidates = TextAreaField(
        _l("Who are the candidates?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=3000)],
        description=_l("One name on a line."),
    )
    seats = CountField(_l("How many people are chosen?"), validators=[InputRequired()])

    def terms(self, repeats_id: int | None) -> RoundTerms:
        names = [" ".join(line.split()) for line in (self.candidates.data or "").splitlines()]
        asked = super().terms(repeats_id)
        return replace(asked, candidates=tuple(filter(None, names)), seats=self.seats.data or 0)


class BallotForm(Form):
    """A vote. The browser keeps no copy of it."""

    choice = RadioField(_l("What do you vote?"), validators=[InputRequired(_l("Choose what you vote."))])
    token = HiddenField()

    def validate_choice(self, field: RadioField) -> None:
        """Two answers on one ballot are no vote: nobody picks the first of them for the voter."""
        if len(field.raw_data or ()) > 1:
            raise ValidationError(_("Choose one answer. Nothing was stored."))

    def vote(self) -> Vote:
        return Vote(tuple(filter(None, [self.choice.data])))


class ConsentForm(BallotForm):
    """What somebody thinks of a proposal that is being prepared."""

    words = TextAreaField(_l("Why?"), filters=[stripped], validators=[Optional(), Length(max=1000)])

    def vote(self) -> Vote:
        return replace(super().vote(), words=self.words.data or "")


class SeveralBallotForm(Form):
    """A vote for several people."""

    choices = MultiCheckboxField(_l("Whom do you vote for?"), validators=[InputRequired(_l("Choose what you vote."))])
    token = HiddenField()

    def vote(self) -> Vote:
        return Vote(tuple(self.choices.data or ()))


class BallotPaperForm(Form):
    """What stands on a ballot paper."""

    code = StringField(_l("The code on the paper"), filters=[stripped], validators=[DataRequired(), Length(max=20)])
    choices = MultiCheckboxField(_l("What stands on it?"), validators=[InputRequired()])

    def vote(self) -> Vote:
        return Vote(tuple(self.choices.data or ()))


class RulingForm(Form):
    """The chair says what the result is."""

    ruling = StringField(
        _l("What do you say about it?"),
        filters=[stripped],
        validators=[Optional(), Length(max=1000)],
        description=_l("Only when there is something to explain. It stands in the minutes."),
    )
    drawn = MultiCheckboxField(_l("Who was drawn by lot?"), validators=[Optional()])


class ClosingForm(Form):
    """That no vote comes in any more. Of papers that are not entered the chair says how many did not come back."""

    missing = CountField(
        _l("How many papers did not come back?"),
        validators=[Optional()],
        description=_l("Only when they stay away: their votes do not count, and that stands in the minutes."),
    )


class CallOffForm(Form):
    """Why a vote does not count."""

    reason = StringField(
        _l("Why do you call this vote off?"), filters=[stripped], validators=[DataRequired(), Length(max=500)]
    )


class MinuteNoteForm(EditForm):
    """What was talked about."""

    words = TextAreaField(
        _l("What was talked about?"),
        filters=[stripped],
        validators=[Optional(), Length(max=20_000)],
        description=_l("In a few sentences. Who was there, the votes and the decisions write themselves."),
    )


class DecisionReviewForm(EditForm):
    """When the group looks at a decision again."""

    review_on = DayField(
        _l("When do you look whether this still fits?"),
        validators=[Optional()],
        description=_l("On that day it comes back in your agenda. Leave it empty when it need not."),
    )


class CommitteeQuestionForm(Form):
    """A question of the audit committee."""

    text = TextAreaField(
        _l("What do you want to know?"), filters=[stripped], validators=[DataRequired(), Length(max=3000)]
    )


class CommitteeAnswerForm(EditForm):
    """The answer of the board."""

    answer = TextAreaField(_l("Your answer"), filters=[stripped], validators=[DataRequired(), Length(max=5000)])


class CommitteeReportForm(EditForm):
    """The report of the audit committee."""

    words = TextAreaField(
        _l("What did you look at, and what did you see?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=20_000)],
    )
    advice = RadioField(
        _l("What do you advise the meeting?"),
        choices=[
            SelectChoice(CommitteeAdvice.APPROVE.value, _l("Adopt the accounts and discharge the board")),
            SelectChoice(CommitteeAdvice.WITH_REMARKS.value, _l("Adopt and discharge, with our remarks")),
            SelectChoice(CommitteeAdvice.AGAINST.value, _l("Do not adopt or discharge yet")),
        ],
        validators=[InputRequired(_l("Choose what you advise."))],
    )


def hands_form(choices: Sequence[tuple[str, str]]) -> type[Form]:
    """A form with a count for each choice, for a show of hands."""
    fields: Mapping[str, Any] = {
        f"{COUNTED}{key}": CountField(label, validators=[Optional()]) for key, label in choices
    }
    return type("HandsForm", (Form,), dict(fields))


def hands_of(form: Form) -> dict[str, int]:
    """The hands that were counted; what was left empty is none."""
    hands = {}
    for name, value in form.data.items():
        if name.startswith(COUNTED):
            hands[name.removeprefix(COUNTED)] = value or 0
    return hands
