"""Rules that a meeting decided, rules that are put to the vote, and a vote."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.core.forms import Form, stripped
from incubator.core.typed_fields import CountField, DayField, HundredthsField
from incubator.currency.values import CurrencyDecision, CurrencyTerms, DemurragePeriod


class RulesForm(Form):
    """The rules themselves."""

    credit = HundredthsField(
        _l("How far below zero may an account go?"),
        validators=[InputRequired()],
        description=_l("A new account stands at zero. With this room somebody can pay first and earn later."),
    )
    upper = HundredthsField(
        _l("How much may an account hold at most?"),
        validators=[Optional()],
        description=_l("So that it keeps going round. Leave it empty for no upper limit."),
    )
    warn_low = HundredthsField(
        _l("Warn at or below"),
        validators=[Optional()],
        description=_l("For example -15. A warning is a word of advice; it stops nobody."),
    )
    warn_high = HundredthsField(_l("Warn at or above"), validators=[Optional()])
    demurrage = HundredthsField(
        _l("Demurrage: which percentage of what lies still goes to the common pot?"),
        validators=[Optional()],
        description=_l("Only when you decide so. Leave it empty for none."),
    )
    demurrage_period = SelectField(
        _l("How often?"),
        choices=[
            SelectChoice("", _l("never")),
            SelectChoice(DemurragePeriod.MONTH.value, _l("each month")),
            SelectChoice(DemurragePeriod.QUARTER.value, _l("each quarter")),
            SelectChoice(DemurragePeriod.YEAR.value, _l("each year")),
        ],
        validators=[Optional()],
    )
    places = TextAreaField(
        _l("Where and for what can it be earned and spent?"),
        filters=[stripped],
        validators=[Optional(), Length(max=4000)],
        description=_l("One place or category on each line. Leave it empty for everywhere in the neighbourhood."),
    )
    applies_from = DayField(_l("From which day do these rules hold?"), validators=[InputRequired()])

    def terms(self) -> CurrencyTerms:
        """The rules as they were filled in."""
        period = self.demurrage_period.data
        # One text and no rows of their own: a version is put to the vote, compared and kept as a whole.
        places = [line.strip() for line in (self.places.data or "").splitlines()]
        return CurrencyTerms(
            self.applies_from.data,
            self.credit.data or 0,
            self.upper.data,
            self.warn_low.data,
            self.warn_high.data,
            self.demurrage.data or 0,
            DemurragePeriod(period) if period else None,
            "\n".join(filter(None, places)),
        )


class RecordedRulesForm(RulesForm):
    """Rules with the decision that a meeting took about them."""

    decided_on = DayField(_l("When was this decided?"), validators=[InputRequired()])
    meeting = StringField(_l("In which meeting?"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    text = TextAreaField(
        _l("What was proposed, word for word?"), filters=[stripped], validators=[DataRequired(), Length(max=3000)]
    )
    votes = StringField(
        _l("How did people vote?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=200)],
        description=_l("For example: 14 for, 2 against, 1 blank."),
    )

    def decision(self) -> CurrencyDecision:
        """The decision that they rest on."""
        return CurrencyDecision(
            self.decided_on.data, self.meeting.data or "", self.text.data or "", self.votes.data or ""
        )


class ProposedRulesForm(RulesForm):
    """Rules that are put to the vote."""

    text = TextAreaField(
        _l("What do you propose, and why?"), filters=[stripped], validators=[DataRequired(), Length(max=3000)]
    )
    closes_on = DayField(_l("Until which day can people vote?"), validators=[InputRequired()])
    quorum = CountField(
        _l("How many per cent of the people must vote at least?"),
        validators=[InputRequired(), NumberRange(max=100)],
        description=_l("0 when every turn-out is enough."),
    )


class CurrencyVoteForm(Form):
    """Yes, no or blank."""

    choice = RadioField(_l("Your vote"), validators=[InputRequired(_l("Choose yes, no or blank."))])
