"""Forms of the register."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import EditForm, Form, choices_of, stripped
from incubator.core.typed_fields import CountField, DayField, EurosField, HundredthsField
from incubator.estate.messages import HOLDINGS, KINDS, PERIODS, STATES
from incubator.estate.values import (
    EstateKind,
    EstateNews,
    EstateSaid,
    EstateState,
    EstateSubject,
    EstateTerms,
    HoldingForm,
    RentPeriod,
)
from incubator.neighbourhood.forms.buildings import GroundFields


class EstateForm(EditForm):
    """What it is; `building_id.choices` are passed in."""

    kind = SelectField(_l("What is it?"), choices=choices_of(KINDS), validators=[InputRequired()])
    name = StringField(_l("Name"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    address = StringField(_l("Address or parcel number"), filters=[stripped], validators=[Optional(), Length(max=200)])
    building_id = SelectField(_l("Building in the list of the neighbourhood"), coerce=int)
    holding = SelectField(
        _l("By which right do you hold it?"),
        choices=choices_of(HOLDINGS),
        validators=[InputRequired()],
        description=_l(
            "In your own words. What the deed says, and what stands in the land register, the notary and Kadaster decide."
        ),
    )
    state = SelectField(_l("How far is it?"), choices=choices_of(STATES), validators=[InputRequired()])
    used_by = TextAreaField(
        _l("Which groups use it, for what?"), filters=[stripped], validators=[Optional(), Length(max=2000)]
    )
    no_speculation = TextAreaField(
        _l("What prevents that somebody sells it at a profit?"),
        filters=[stripped],
        validators=[Optional(), Length(max=2000)],
        description=_l("In words, as you agreed it. Whether it holds against a buyer a notary can say."),
    )

    def terms(self) -> EstateTerms:
        """What was filled in."""
        return EstateTerms(
            EstateKind(self.kind.data),
            self.name.data or "",
            self.address.data or "",
            HoldingForm(self.holding.data),
            EstateState(self.state.data),
            self.used_by.data or "",
            self.no_speculation.data or "",
            self.building_id.data or None,
        )


class EstateStatementForm(GroundFields):
    """What every statement has below its own fields."""

    about: EstateSubject

    def statement(self) -> EstateSaid:
        """What was filled in."""
        grounds = ("certainty", "source", "said_by", "said_on")
        own = {name: field.data for name, field in self._fields.items() if name not in (*grounds, "csrf_token")}
        period = own.get("period")
        if "period" in own:
            own["period"] = RentPeriod(period) if period else None
        texts = {name: value or "" for name, value in own.items() if name in ("who", "words", "notary")}
        return EstateSaid(self.about, self.ground(), **(own | texts))


class OwnerForm(EstateStatementForm):
    """Who owns it."""

    about = EstateSubject.OWNER
    who = StringField(
        _l("Who owns it?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("An organisation, or “a private owner”; no names of people."),
    )
    share = HundredthsField(_l("Which part, in per cent?"), validators=[Optional()])
    begins_on = DayField(_l("Owner since"), validators=[Optional()])


class LeaseForm(EstateStatementForm):
    """The lease."""

    about = EstateSubject.LEASE
    who = StringField(_l("Who lets it?"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    begins_on = DayField(_l("First day"), validators=[Optional()])
    ends_on = DayField(_l("Last day"), validators=[Optional()])
    cents = EurosField(_l("Rent, in euros"), validators=[Optional()])
    period = SelectField(
        _l("For how long is the rent?"),
        choices=[SelectChoice("", _l("no amount")), *choices_of(PERIODS)],
        validators=[Optional()],
    )
    words = StringField(
        _l("How does the rent go up?"),
        filters=[stripped],
        validators=[Optional(), Length(max=500)],
        description=_l("As the contract says it, for example: each year with the prices of Statistics Netherlands."),
    )
    notice_months = CountField(_l("Notice, in months"), validators=[Optional()])
    review_on = DayField(_l("When do you look at it again?"), validators=[Optional()])


class PurchaseForm(EstateStatementForm):
    """A right to buy: of first refusal, or an option."""

    about = EstateSubject.PURCHASE
    who = StringField(
        _l("Who may buy?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("With the kind of right: first refusal, or an option."),
    )
    ends_on = DayField(_l("Until which day?"), validators=[Optional()])
    words = TextAreaField(
        _l("How is the price decided?"), filters=[stripped], validators=[DataRequired(), Length(max=1000)]
    )
    notary = StringField(_l("Notary and deed"), filters=[stripped], validators=[Optional(), Length(max=200)])


class EstateYearForm(EstateStatementForm):
    """What came in and went out in a year."""

    about = EstateSubject.YEAR
    year = CountField(_l("Year"), validators=[InputRequired()])
    income_cents = EurosField(_l("Income, in euros"), validators=[InputRequired()])
    expense_cents = EurosField(_l("Costs, in euros"), validators=[InputRequired()])


class EstateNewsForm(Form):
    """A document or news; a file is no field of a form."""

    title = StringField(_l("What does it show?"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    on_date = DayField(_l("Day"), validators=[InputRequired()])
    source = StringField(
        _l("Who says so?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("An organisation or a function, no name of a person."),
    )

    def news(self, content: bytes, name: str) -> EstateNews:
        """What was filled in, with the file that came along."""
        return EstateNews(self.on_date.data, self.title.data or "", self.source.data or "", content, name)


class EstatePublicForm(Form):
    """What visitors read."""

    with_prices = BooleanField(
        _l("Show rents and yearly figures too"),
        description=_l("Without this visitors read what it is, by which right you hold it and who uses it."),
    )


FORMS = {"eigenaar": OwnerForm, "huur": LeaseForm, "koop": PurchaseForm, "jaar": EstateYearForm}
