"""Forms of evenings, cards and votes."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.core import clock
from incubator.core.forms import EditForm, Form, MultiCheckboxField, stripped
from incubator.core.typed_fields import CountField, DayField, HourField
from incubator.steps.values.dreams import CardText, EveningPlan, VoteTerms


class EveningForm(EditForm):
    """When and where people dream and plan, and about what."""

    title = StringField(_l("What is it called?"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    theme = StringField(_l("Theme"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    day = DayField(_l("Day"), validators=[InputRequired()])
    begins = HourField(_l("From"), validators=[InputRequired()], description=_l("For example 19.30."))
    place = StringField(_l("Where"), filters=[stripped], validators=[DataRequired(), Length(max=200)])

    def plan(self) -> EveningPlan:
        """What was filled in; the hour is that of a clock in the Netherlands."""
        typed: Any = self.begins.data
        starts_at = datetime.combine(self.day.data, typed, tzinfo=clock.AMSTERDAM)
        return EveningPlan(self.title.data or "", self.theme.data or "", starts_at, self.place.data or "")


class CardForm(EditForm):
    """A dream or a plan; the picture is no field of a form."""

    title = StringField(_l("In a few words"), filters=[stripped], validators=[DataRequired(), Length(max=80)])
    text = TextAreaField(_l("The dream or the plan"), filters=[stripped], validators=[DataRequired(), Length(max=2000)])
    said_by = StringField(
        _l("Who said it?"),
        filters=[stripped],
        validators=[Optional(), Length(max=80)],
        description=_l("Not needed. A name only when that person says yes."),
    )
    picture_words = StringField(
        _l("What is on the picture?"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("For who does not see it. Needed when there is a picture."),
    )

    def card(self, content: bytes, name: str) -> CardText:
        """What was filled in, with the picture that came along."""
        return CardText(
            self.title.data or "",
            self.text.data or "",
            self.said_by.data or "",
            self.picture_words.data or "",
            content,
            name,
        )


class CombineForm(Form):
    """Several cards that say the same become one."""

    cards = MultiCheckboxField(_l("Which cards belong together?"), validators=[Optional()])
    title = StringField(_l("In a few words"), filters=[stripped], validators=[DataRequired(), Length(max=80)])
    text = TextAreaField(
        _l("What they say together"), filters=[stripped], validators=[DataRequired(), Length(max=2000)]
    )


class VoteForm(Form):
    """How many dots, until when."""

    title = StringField(_l("What do you choose?"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    dots = CountField(_l("Dots for each person"), validators=[InputRequired()])
    last_day = DayField(_l("Last day"), validators=[InputRequired()])

    def terms(self) -> VoteTerms:
        """What was filled in."""
        return VoteTerms(self.title.data or "", self.dots.data or 0, self.last_day.data)


class DotsForm(Form):
    """Dots for each card; `dots_form` adds a field for each."""

    def spread(self) -> dict[int, int]:
        """By card how many dots."""
        fields = [field for field in self if field.name.startswith("card-")]
        return {int(field.name.removeprefix("card-")): field.data or 0 for field in fields}


def dots_form(cards: list[tuple[int, str]], given: dict[int, int]) -> DotsForm:
    """The form for these cards, with the dots as they lie."""
    fields = {
        f"card-{number}": CountField(title, validators=[Optional(), NumberRange(min=0, max=99)])
        for number, title in cards
    }
    # WTForms reads its fields from a class, and each vote has other cards.
    form: DotsForm = type("DotsFormOfThisVote", (DotsForm,), fields)(
        data={f"card-{number}": given.get(number, 0) for number, _title in cards}
    )
    return form
