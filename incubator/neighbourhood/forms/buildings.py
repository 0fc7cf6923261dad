"""Buildings, what is said of them, and the fields that every statement has."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import EditForm, Form, choices_of, stripped
from incubator.core.typed_fields import DayField
from incubator.neighbourhood.messages import CERTAINTIES_EXPLAINED
from incubator.neighbourhood.values import Certainty, StatedGround


class BuildingForm(EditForm):
    """What a building is, apart from what people say of it."""

    name = StringField(
        _l("Name"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("As people call it, for example: the old bathhouse."),
    )
    address = StringField(_l("Address"), filters=[stripped], validators=[Optional(), Length(max=200)])
    use = SelectField(_l("What it is for"), validators=[DataRequired()])
    is_public = BooleanField(
        _l("Show it on the public page"),
        description=_l(
            "Visitors then read the name, the address, how it stands and what people want. Never the owner."
        ),
    )


class GroundFields(Form):
    """What a statement rests on: fact or estimate, from which source, who said it, on which day."""

    certainty = RadioField(
        _l("How sure is it?"),
        validators=[InputRequired(_l("Choose fact or estimate."))],
        choices=choices_of(CERTAINTIES_EXPLAINED),
    )
    source = StringField(
        _l("Source"),
        filters=[stripped],
        validators=[Optional(), Length(max=300)],
        description=_l("Where others can look it up: a register, a report, a website. A fact needs one."),
    )
    said_by = StringField(
        _l("Who said it"),
        filters=[stripped],
        validators=[Optional(), Length(max=120)],
        description=_l("An organisation or a role is enough, for example: the housing corporation."),
    )
    said_on = DayField(_l("On which day"), validators=[InputRequired()])

    def ground(self) -> StatedGround:
        """The ground as it was filled in."""
        return StatedGround(
            Certainty(self.certainty.data), self.source.data or "", self.said_by.data or "", self.said_on.data
        )


class SaidForm(GroundFields):
    """A sentence about a building."""

    text = TextAreaField(_l("What is said"), filters=[stripped], validators=[DataRequired(), Length(max=1000)])
    since = DayField(_l("Since when is it so?"), validators=[Optional()])


class BuildingStateForm(GroundFields):
    """How a building stands."""

    text = SelectField(_l("How does it stand?"), validators=[DataRequired()])
    since = DayField(_l("Since when is it so?"), validators=[Optional()])
