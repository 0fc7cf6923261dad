"""Forms of what a buyer asks."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from incubator.core.forms import EditForm, Form, stripped
from incubator.core.typed_fields import HundredthsField

UNITS = (
    SelectChoice("", _l("not given")),
    SelectChoice("percentage", _l("percent")),
    SelectChoice("points", _l("points")),
    SelectChoice("euro", _l("euros of fictitious discount")),
    SelectChoice("order", _l("place in the order")),
)
LONGEST_TEXT = 4000


class RequirementForm(EditForm):
    """A requirement: what is asked, who sees to it, where it is answered and with what it is proven."""

    kind = SelectField(_l("What kind is it?"), validators=[DataRequired()])
    text = TextAreaField(
        _l("What does the buyer ask?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_TEXT)],
        description=_l("In the words of the buyer."),
    )
    lot = StringField(
        _l("For which lot?"),
        filters=[stripped],
        validators=[Optional(), Length(max=100)],
        description=_l("Empty: for all."),
    )
    weight = HundredthsField(_l("How much does it count?"), validators=[Optional(), NumberRange(min=0, max=10**12)])
    weight_unit = SelectField(_l("Counted in"), choices=UNITS, validators=[Optional()])
    knock_out = BooleanField(_l("Knock-out: who does not meet this is out"))
    owner = SelectField(_l("Who sees to it?"), validators=[Optional()])
    answered_in = StringField(
        _l("Where is it answered?"),
        filters=[stripped],
        validators=[Optional(), Length(max=300)],
        description=_l("For example: section 2 of the plan, or question III.D of the UEA."),
    )
    evidence = TextAreaField(
        _l("What is the proof?"), filters=[stripped], validators=[Optional(), Length(max=LONGEST_TEXT)]
    )


class ConfirmedRequirementForm(RequirementForm):
    """A requirement on the list, with how far it is."""

    done = BooleanField(_l("This is done"))
    waived_because = TextAreaField(
        _l("Why may the bid be handed in without?"),
        filters=[stripped],
        validators=[Optional(), Length(max=LONGEST_TEXT)],
        description=_l("Only for a knock-out that stays open. What you write here stays with your name."),
    )


class BuyerFilesForm(Form):
    """Files of the buyer; the files themselves come beside it."""

    replaces = SelectField(
        _l("Is it a newer version of a file that is here?"),
        validators=[Optional()],
        description=_l("A file with the same name counts as a newer version by itself."),
    )


def hundredths(weight: str | None) -> int | None:
    """A weight as the form shows it."""
    return round(float(weight) * 100) if weight else None


def weight_of(typed: int | None) -> str | None:
    """A weight as it is kept: 40 or 12.5."""
    if typed is None:
        return None
    whole, part = divmod(typed, 100)
    return f"{whole}.{part:02d}".rstrip("0").rstrip(".")
