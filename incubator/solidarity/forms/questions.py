"""Forms of asking support and of voting."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import Form, choices_of, stripped
from incubator.core.typed_fields import CountField, DayField, EurosField
from incubator.solidarity.messages.words import CHOICES, KINDS, RETURNS
from incubator.solidarity.values import QuestionKind, SupportAsk, SupportReturn


class SupportAskForm(Form):
    """What a cooperative needs."""

    why = TextAreaField(
        _l("What happened, and what do you need it for?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=4000)],
        description=_l("The first line is the title. No names and nothing about the health of anybody."),
    )
    kind = RadioField(_l("What do you ask?"), choices=choices_of(KINDS), validators=[InputRequired(_l("Choose."))])
    cents = EurosField(_l("Amount, in euros"), validators=[InputRequired()])
    people = CountField(_l("Wages: for how many people?"), validators=[Optional()])
    months = CountField(_l("Wages: for how many months?"), validators=[Optional()])
    returns = RadioField(
        _l("Will you pay it back?"), choices=choices_of(RETURNS), validators=[InputRequired(_l("Choose."))]
    )
    closes_on = DayField(_l("Until which day can the others vote?"), validators=[InputRequired()])

    def asked(self) -> SupportAsk:
        """What was filled in."""
        return SupportAsk(
            QuestionKind(self.kind.data),
            self.cents.data or 0,
            self.people.data,
            self.months.data,
            self.why.data or "",
            SupportReturn(self.returns.data),
            self.closes_on.data,
        )


class FundVoteForm(Form):
    """The vote of a cooperative; `voter.choices` are passed in."""

    voter = SelectField(_l("For which cooperative?"), coerce=int, validators=[InputRequired()])
    choice = RadioField(
        _l("What does your cooperative vote?"),
        choices=choices_of(CHOICES),
        validators=[InputRequired(_l("Choose."))],
    )
