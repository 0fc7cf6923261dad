"""A card of the market."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import EditForm, stripped
from incubator.core.typed_fields import DayField, HundredthsField
from incubator.currency.values import MarketCard, MarketSide


class MarketCardForm(EditForm):
    """What somebody offers or asks."""

    account = SelectField(_l("For which account?"), validators=[InputRequired()])
    side = RadioField(
        _l("Do you offer something, or do you ask?"),
        choices=[SelectChoice(MarketSide.OFFER.value, _l("I offer")), SelectChoice(MarketSide.NEED.value, _l("I ask"))],
        validators=[InputRequired()],
    )
    title = StringField(_l("In a few words"), filters=[stripped], validators=[DataRequired(), Length(max=80)])
    text = TextAreaField(_l("Tell more"), filters=[stripped], validators=[DataRequired(), Length(max=1500)])
    category = SelectField(_l("Where, or for what kind of thing?"), validators=[InputRequired()])
    price = HundredthsField(
        _l("For how much?"), validators=[Optional()], description=_l("Leave it empty when you agree on it together.")
    )
    until = DayField(_l("Until which day?"), validators=[InputRequired()])
    # Never filled in from the account: who shows a telephone number has chosen to.
    contact = StringField(
        _l("How can people reach you?"),
        filters=[stripped],
        validators=[Optional(), Length(max=120)],
        description=_l(
            "Everyone in the neighbourhood who opens this card reads it. It goes three months after the last day."
        ),
    )

    def card(self) -> MarketCard:
        """The card as it was filled in."""
        category = self.category.data or "" if "category" in self else ""
        return MarketCard(
            MarketSide(self.side.data),
            self.title.data or "",
            self.text.data or "",
            category,
            self.until.data,
            self.price.data,
            self.contact.data or "",
        )
