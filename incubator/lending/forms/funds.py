"""The name and the terms of a fund, what it got to lend, and who decides."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import Form, choices_of, stripped
from incubator.core.typed_fields import CountField, DayField, EurosField, HundredthsField
from incubator.lending.messages import words
from incubator.lending.values import FundTerms, Gift, GiverKind


class LendingFundForm(Form):
    """What the fund is called."""

    name = StringField(_l("Name of the fund"), filters=[stripped], validators=[DataRequired(), Length(max=80)])


class LendingTermsForm(Form):
    """Terms that hold from a day on."""

    starts_on = DayField(_l("From which day?"), validators=[InputRequired()])
    largest = EurosField(_l("Largest loan"), validators=[InputRequired()])
    shortest = CountField(_l("Shortest term, in months"), validators=[InputRequired()])
    longest = CountField(_l("Longest term, in months"), validators=[InputRequired()])
    interest = HundredthsField(
        _l("Interest a year, in per cent"),
        validators=[InputRequired()],
        description=_l("The fund asks no other costs."),
    )
    share = HundredthsField(
        _l("Which part of the fund may be with one borrower, in per cent?"),
        validators=[InputRequired()],
        description=_l("So that the fund can bear it when one group cannot repay."),
    )
    quorum = CountField(
        _l("How many members of the committee decide, at least?"),
        validators=[InputRequired()],
        description=_l("Who is tied to the group that applies does not count."),
    )
    basis = TextAreaField(
        _l("Which decision do these terms rest on?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=1000)],
        description=_l("For example: meeting of the members of the fund on 3 March, item 4."),
    )

    def decided(self) -> FundTerms:
        """What was filled in."""
        return FundTerms(
            self.starts_on.data,
            self.largest.data or 0,
            self.shortest.data or 0,
            self.longest.data or 0,
            self.interest.data or 0,
            self.share.data or 0,
            self.quorum.data or 0,
            self.basis.data or "",
        )


class GiftForm(Form):
    """Money that came in the fund."""

    token = HiddenField(validators=[DataRequired(), Length(max=64)])
    kind = SelectField(
        _l("Who gave it?"),
        choices=choices_of(words.GIVERS),
        validators=[InputRequired()],
    )
    giver = StringField(
        _l("Name"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("An organisation rather than a person."),
    )
    amount = EurosField(_l("Amount"), validators=[InputRequired()])
    on = DayField(_l("On which day did it come in?"), validators=[InputRequired()])
    agreement = StringField(_l("By which agreement?"), filters=[stripped], validators=[DataRequired(), Length(max=300)])

    def given(self) -> Gift:
        """What was filled in."""
        on: date = self.on.data
        return Gift(
            GiverKind(self.kind.data), self.giver.data or "", self.amount.data or 0, on, self.agreement.data or ""
        )


class CommitteeSeatForm(Form):
    """Who comes in the committee."""

    member = SelectField(_l("Who?"), validators=[InputRequired()])
    since = DayField(_l("From which day?"), validators=[InputRequired()])
    basis = StringField(_l("By which decision?"), filters=[stripped], validators=[Optional(), Length(max=300)])


class EndOfSeatForm(Form):
    """The last day of somebody in the committee."""

    until = DayField(_l("Last day"), validators=[InputRequired()])


class LendingReasonForm(Form):
    """Why something is corrected, or written off."""

    token = HiddenField(validators=[Optional(), Length(max=64)])
    reason = TextAreaField(_l("Why?"), filters=[stripped], validators=[DataRequired(), Length(max=1000)])
