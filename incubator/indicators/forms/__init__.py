"""What is asked for figures."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import Form, stripped
from incubator.core.typed_fields import HundredthsField
from incubator.indicators.rules.checking import LONGEST_REASON
from incubator.indicators.rules.periods import read_period
from incubator.indicators.values import FigurePeriod, IndicatorKey
from incubator.indicators.values.entering import EnteredFigure
from incubator.neighbourhood.forms.buildings import GroundFields


class PeriodField(SelectField):
    """A period out of a list; its choices are passed in."""

    @property
    def period(self) -> FigurePeriod:
        """The period that was chosen. Raises `ValueError` for what no list holds."""
        reckoning = read_period(self.data or "")
        if reckoning is None:
            raise ValueError("No period was chosen")
        return reckoning


class EntryForm(GroundFields):
    """A figure that no system knows, with what it rests on."""

    # Other than of what is said of a building, nobody can judge a number without knowing where it comes from.
    source = StringField(
        _l("Source"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=300)],
        description=_l("Where others can look it up: a yearly report, a list of hours, a letter."),
    )
    indicator = SelectField(_l("Which figure?"), validators=[DataRequired()])
    period = PeriodField(_l("Of which period?"), validators=[DataRequired()])
    value = HundredthsField(
        _l("The figure"),
        validators=[InputRequired()],
        description=_l("Only the number. Of money whole euros, of a share the percentage."),
    )
    low = HundredthsField(
        _l("At least"),
        validators=[Optional()],
        description=_l("Fill in both ends when you are not sure of the figure."),
    )
    high = HundredthsField(_l("At most"), validators=[Optional()])

    def entered(self) -> EnteredFigure:
        return EnteredFigure(
            IndicatorKey(self.indicator.data),
            self.period.period,
            self.value.data or 0,  # what is required is there: nought was typed
            self.low.data,
            self.high.data,
            self.ground(),
        )


class FreezeForm(Form):
    """The period that is fixed, and why when it was fixed before."""

    period = PeriodField(_l("Which period?"), validators=[DataRequired()])
    reason = TextAreaField(
        _l("Why do they change?"),
        filters=[stripped],
        validators=[Optional(), Length(max=LONGEST_REASON)],
        description=_l("Only needed when this period was fixed before. Everyone who reads the figures reads this too."),
    )


class FigureTakeBackForm(Form):
    """Why a figure is taken back."""

    reason = TextAreaField(_l("Why?"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST_REASON)])
