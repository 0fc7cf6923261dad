"""Forms of duties."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.core.forms import Form, stripped
from incubator.core.typed_fields import CountField, DayField, EurosField
from incubator.duties.values.size import SizeFigures, SizeQuestion

MOST_CENTS, MOST_WORKERS = 10**14, 1_000_000  # what is more than this was typed wrong


class DutyDoneForm(Form):
    """It was done, or it is not needed."""

    outcome = RadioField(_l("What is it?"), validators=[InputRequired()])
    on = DayField(_l("When was it done?"), validators=[Optional()])
    proof = TextAreaField(
        _l("Where can this be seen?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=1000)],
        description=_l(
            "For example: confirmation of the KVK in the mail of 3 March. Is it not needed? Then write down why."
        ),
    )


class ExtensionForm(Form):
    """The general meeting gave more time for the accounts."""

    year = SelectField(_l("Accounts of which year?"), validators=[InputRequired()])
    months = CountField(
        _l("How many months more?"),
        validators=[InputRequired()],
        description=_l("At most four, because of special circumstances (article 2:58(1) BW)."),
    )
    on = DayField(_l("Date of the decision"), validators=[InputRequired()])
    proof = StringField(
        _l("Where is the decision?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=500)],
        description=_l("For example: minutes of 1 June, decision 2."),
    )


class SizeForm(Form):
    """Balance, turnover and workers of two years in a row. It stands in the address: nothing is stored."""

    assets = EurosField(
        _l("Balance total on the last day of the year"),
        name="balans",
        validators=[InputRequired(), NumberRange(min=0, max=MOST_CENTS)],
    )
    turnover = EurosField(
        _l("Turnover of the year"), name="omzet", validators=[InputRequired(), NumberRange(min=0, max=MOST_CENTS)]
    )
    workers = CountField(
        _l("Employees, on average over the year"),
        name="werknemers",
        validators=[InputRequired(), NumberRange(min=0, max=MOST_WORKERS)],
    )
    assets_before = EurosField(
        _l("Balance total a year earlier"),
        name="balans_eerder",
        validators=[Optional(), NumberRange(min=0, max=MOST_CENTS)],
        description=_l("Leave the three figures of a year earlier empty in your first year."),
    )
    turnover_before = EurosField(
        _l("Turnover a year earlier"), name="omzet_eerder", validators=[Optional(), NumberRange(min=0, max=MOST_CENTS)]
    )
    workers_before = CountField(
        _l("Employees a year earlier"),
        name="werknemers_eerder",
        validators=[Optional(), NumberRange(min=0, max=MOST_WORKERS)],
    )
    works_council = BooleanField(_l("There is a works council"), name="or")
    adopted_on = DayField(
        _l("When did the general meeting adopt the accounts?"), name="vastgesteld", validators=[Optional()]
    )

    @classmethod
    def of(cls, args: Any) -> "SizeForm":
        """The form as the address fills it in."""
        return cls(formdata=args or None, meta={"csrf": False})

    def question(self) -> SizeQuestion | None:
        """What was asked; None when something is missing or wrong, and the fields say what."""
        if not self.validate():
            return None
        this_year = _figures(self.assets.data, self.turnover.data, self.workers.data)
        if this_year is None:
            return None
        before = _figures(self.assets_before.data, self.turnover_before.data, self.workers_before.data)
        return SizeQuestion(
            this_year, before, works_council=bool(self.works_council.data), adopted_on=self.adopted_on.data
        )


def _figures(assets: Any, turnover: Any, workers: Any) -> SizeFigures | None:
    """A year of which all three are known; of two nobody can tell how large it was."""
    if None in (assets, turnover, workers):
        return None
    return SizeFigures(assets, turnover, workers)
