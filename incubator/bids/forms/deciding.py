"""The form of go or no-go."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional

from incubator.core.forms import EditForm, stripped
from incubator.core.typed_fields import CountField, EurosField

ANSWERS = [
    SelectChoice("", _l("no answer yet")),
    SelectChoice("yes", _l("yes")),
    SelectChoice("no", _l("no")),
    SelectChoice("unsure", _l("not sure")),
]
MOST_HOURS = 100_000
MOST_CENTS = 10**13


def _question(label: object) -> SelectField:
    return SelectField(label, choices=ANSWERS, default="", validators=[Optional()])


class GoForm(EditForm):
    """Short and honest questions before a group begins to write."""

    hours = _question(_l("Do you have the hours to write, and to do the work?"))
    hours_needed = CountField(
        _l("How many hours a week does the work take?"), validators=[Optional(), NumberRange(min=0, max=MOST_HOURS)]
    )
    hours_available = CountField(
        _l("How many hours a week do you have for it?"), validators=[Optional(), NumberRange(min=0, max=MOST_HOURS)]
    )
    pays = _question(_l("Does it pay: your wages, your costs, and something over?"))
    turnover_asked_cents = EurosField(
        _l("Which turnover a year does the buyer ask?"), validators=[Optional(), NumberRange(min=0, max=MOST_CENTS)]
    )
    turnover_own_cents = EurosField(
        _l("What was your turnover last year?"), validators=[Optional(), NumberRange(min=0, max=MOST_CENTS)]
    )
    want = _question(_l("Do you really want this work?"))
    skills = _question(_l("Can you do it well: do you know this work?"))
    partners = _question(_l("Can you do it without others, or are the partners there?"))
    lead_id = SelectField(_l("Who leads?"), validators=[Optional()])
    risk = TextAreaField(
        _l("What do you risk?"), filters=[stripped], validators=[Optional(), Length(max=2000)], render_kw={"rows": 3},
        description=_l("Think of money up front, a fine, people who fall ill."),
    )  # fmt: skip
    reason = TextAreaField(
        _l("Why do you do it, or not?"), filters=[stripped], validators=[Optional(), Length(max=2000)], render_kw={"rows": 3},
        description=_l("Needed for a no-go, and for a go while something still stops the bid."),
    )  # fmt: skip
