"""Forms of the price of a bid."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, Length, NumberRange, Optional

from incubator.bids.values.pricing import PricedLine, PriceLineKind, PriceTerms, WageSource
from incubator.core.forms import EditForm, stripped
from incubator.core.typed_fields import CountField, EurosField, HundredthsField

MOST_CENTS = 10**13
MOST_QUANTITY = 10**11
MOST_PERCENT = 50_000  # hundredths: 500 percent
RATES_OF_VAT = (0, 900, 2100)  # hundredths of a percent, in the Netherlands
AN_AMOUNT = NumberRange(min=0, max=MOST_CENTS, message=_l("Fill in an amount of 0 euros or more."))


def _percent(label: str, hint: str = "") -> HundredthsField:
    within = NumberRange(min=0, max=MOST_PERCENT, message=_l("Fill in a percentage from 0 to 500."))
    return HundredthsField(label, validators=[Optional(), within], description=hint)


class PriceLineForm(EditForm):
    """A line: hours of a kind of work, or something that is bought."""

    kind = SelectField(
        _l("What kind of line is it?"),
        choices=[
            SelectChoice(PriceLineKind.HOURS.value, _l("Hours of work")),
            SelectChoice(PriceLineKind.OTHER.value, _l("Something else")),
        ],
    )
    what = StringField(_l("What is it?"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    quantity_hundredths = HundredthsField(
        _l("How many?"),
        validators=[Optional(), NumberRange(min=0, max=MOST_QUANTITY, message=_l("Fill in a number of 0 or more."))],
    )
    unit = StringField(
        _l("Of what?"),
        filters=[stripped],
        validators=[Optional(), Length(max=40)],
        description=_l("For example: hour, visit, square metre, month."),
    )
    cost_cents = EurosField(
        _l("What does each of it cost you?"),
        validators=[Optional(), AN_AMOUNT],
        description=_l("Without VAT. Leave it empty for hours that cost what every hour costs."),
    )
    lot = SelectField(_l("For which lot?"), validators=[Optional()])

    def line(self) -> PricedLine:
        """What was filled in; where there is nothing to choose between, a line is of the whole work."""
        offered = self._fields.get("lot")
        lot = offered.data or "" if offered is not None else ""
        return PricedLine(
            PriceLineKind(self.kind.data),
            self.what.data,
            self.quantity_hundredths.data,
            self.unit.data or "",
            self.cost_cents.data,
            lot,
        )


class PriceForm(EditForm):
    """What stands beside the lines: the cost of an hour, what comes on top, the wage, and the words of an offer."""

    hour_cents = EurosField(
        _l("What does an hour cost?"),
        validators=[Optional(), AN_AMOUNT],
        description=_l(
            "Without VAT. The price per hour of the lesson already holds fixed costs and what you put aside."
        ),
    )
    overhead_hundredths = _percent(
        _l("Overhead, in percent"), _l("Leave it empty when the price per hour holds it already.")
    )
    risk_hundredths = _percent(_l("Risk, in percent"))
    profit_hundredths = _percent(_l("Profit or reserve, in percent"))
    vat_hundredths = HundredthsField(
        _l("VAT, in percent"),
        validators=[Optional(), AnyOf(RATES_OF_VAT, message=_l("VAT is 0, 9 or 21 percent. Fill in one of these."))],
        description=_l("For most work 21. Some care and education has none."),
    )
    wage_cents = EurosField(
        _l("The gross wage per hour that must be paid"),
        validators=[Optional(), AN_AMOUNT],
        description=_l("From your collective agreement, or the minimum wage. You look it up yourselves."),
    )
    wage_source = SelectField(
        _l("Where does this wage come from?"),
        choices=[
            SelectChoice("", _l("Not chosen yet")),
            SelectChoice(WageSource.CAO.value, _l("Collective agreement (cao)")),
            SelectChoice(WageSource.MINIMUM.value, _l("Minimum wage")),
        ],
        validators=[Optional()],
    )
    wage_named = StringField(
        _l("Which one, and from when?"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("For example: cao Schoonmaak, scale 2, from 1 January 2026."),
    )
    on_top_hundredths = _percent(
        _l("What comes on top of the wage, in percent"),
        _l("Holiday pay, premiums, pension and illness: often 35 to 40."),
    )
    explanation = TextAreaField(
        _l("Why is this price right, if it is lower than the wage?"),
        filters=[stripped],
        validators=[Optional(), Length(max=2000)],
        description=_l("A buyer may set aside a price that is too low and not explained."),
    )
    in_plan = BooleanField(_l("The buyer asks the price in the plan of approach"))
    in_plan_because = StringField(
        _l("Where does the buyer ask that?"), filters=[stripped], validators=[Optional(), Length(max=300)]
    )
    offer_text = TextAreaField(
        _l("What do you offer?"),
        filters=[stripped],
        validators=[Optional(), Length(max=8000)],
        description=_l("What you do, what you do not, and what you agreed."),
    )
    valid_days = CountField(
        _l("For how many days does your offer hold?"), validators=[Optional(), NumberRange(min=1, max=730)]
    )

    def terms(self) -> PriceTerms:
        """What was filled in; a field that this bid does not have stays empty."""
        values = {}
        for name, field in self._fields.items():
            if name in PriceTerms.__dataclass_fields__:
                values[name] = field.data
        for name in ("wage_source", "wage_named", "explanation", "in_plan_because", "offer_text"):
            values[name] = values.get(name) or ""
        return PriceTerms(**values)
