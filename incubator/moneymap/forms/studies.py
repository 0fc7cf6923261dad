"""What is asked for a study of the local multiplier."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.core.forms import EditForm, stripped
from incubator.core.typed_fields import CountField, DayField, EurosField, HundredthsField
from incubator.moneymap.rules.checking import FIRST_YEAR, LAST_YEAR, LONGEST_NAME, LONGEST_SOURCE
from incubator.moneymap.values.studies import StudyAnswers

MOST_PEOPLE = 1_000_000


class StudyForm(EditForm):
    """A year of an organisation: what came in, what it spent here, and what those people and firms spent here."""

    organisation = StringField(
        _l("Of which organisation?"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST_NAME)]
    )
    year = CountField(_l("Year"), validators=[InputRequired(), NumberRange(min=FIRST_YEAR, max=LAST_YEAR)])
    local_means = TextAreaField(
        _l("What is “local” in this study?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=300)],
        description=_l("For example: everything within the municipality. It holds for all amounts below."),
    )
    turnover = EurosField(
        _l("Turnover in euros"), validators=[InputRequired()], description=_l("Round 1: what came in.")
    )
    wages = EurosField(
        _l("Net wages of people who live there, in euros"),
        validators=[InputRequired()],
        description=_l("Net: taxes and premiums leave the neighbourhood."),
    )
    wages_share = HundredthsField(_l("What they spend there, in percent"), validators=[InputRequired()])
    people_asked = CountField(
        _l("How many of them did you ask?"), validators=[InputRequired(), NumberRange(max=MOST_PEOPLE)]
    )
    people_answered = CountField(
        _l("How many of them answered?"), validators=[InputRequired(), NumberRange(max=MOST_PEOPLE)]
    )
    suppliers = EurosField(_l("Paid to suppliers there, in euros"), validators=[InputRequired()])
    suppliers_share = HundredthsField(_l("What they spend there in turn, in percent"), validators=[InputRequired()])
    suppliers_asked = CountField(
        _l("How many suppliers did you ask?"), validators=[InputRequired(), NumberRange(max=MOST_PEOPLE)]
    )
    suppliers_answered = CountField(
        _l("How many suppliers answered?"), validators=[InputRequired(), NumberRange(max=MOST_PEOPLE)]
    )
    surveyed_on = DayField(_l("When did you ask them?"), validators=[Optional()])
    source = StringField(
        _l("Where do the amounts come from?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_SOURCE)],
        description=_l("For example: annual accounts, or a conversation."),
    )
    other_name = StringField(
        _l("To compare: which firm from elsewhere?"),
        filters=[stripped],
        validators=[Optional(), Length(max=LONGEST_NAME)],
        description=_l("For example: a national cleaning firm. For the same turnover."),
    )
    other_wages = EurosField(
        _l("To compare: net wages that it pays there, in euros"),
        validators=[Optional()],
        description=_l("You may leave it empty."),
    )
    other_suppliers = EurosField(
        _l("To compare: what it pays to suppliers there, in euros"),
        validators=[Optional()],
        description=_l("You may leave it empty."),
    )
    is_public = BooleanField(_l("Show this study on the public page"))

    def leave_public_to_drivers(self) -> None:
        """Who is no driver fills in the study, and does not decide what visitors read."""
        del self.is_public

    def answers(self, *, stands: bool = False) -> StudyAnswers:
        """What was filled in; where it was left to drivers, the study stays as public as it stands."""
        values: dict[str, Any] = {name: self[name].data for name in AS_THEY_ARE if name in self}
        values.setdefault("is_public", stands)
        values |= {f"{name}_cents": self[name].data for name in AMOUNTS}
        return StudyAnswers(**values)


AMOUNTS = ("turnover", "wages", "suppliers", "other_wages", "other_suppliers")
AS_THEY_ARE = tuple(name for name in StudyAnswers.__slots__ if not name.endswith("_cents"))
