"""What is asked about a list of creditors, a category of it, and the survey of suppliers."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from incubator.anchors.values.purchases import ListTerms, PersonNames, ReachTerms, SpendReach, SurveyTerms
from incubator.core.forms import EditForm
from incubator.core.typed_fields import CountField, DayField, EurosField, HundredthsField
from incubator.neighbourhood.forms.buildings import GroundFields

LONGEST_PASTED = 400_000  # letters: two thousand lines


class SpendListForm(GroundFields):
    """A list of creditors; what was read stays in the form until it is stored. `seen` is the mark of what was shown."""

    text = TextAreaField(
        _l("Or paste the lines here"),
        validators=[Optional(), Length(max=LONGEST_PASTED)],
        description=_l("With the names of the columns above them."),
    )
    year = CountField(_l("Of which year is the list?"), validators=[InputRequired()])
    whole = EurosField(
        _l("All purchases of that year, in euros"),
        validators=[Optional()],
        description=_l("From the annual accounts. Then you see how much of it the list holds: 80% or more is enough."),
    )
    persons = RadioField(_l("Names of self-employed people"), validators=[InputRequired()])
    seen = HiddenField()

    def terms(self) -> ListTerms:
        """The answers."""
        return ListTerms(int(self.year.data or 0), self.whole.data, PersonNames(self.persons.data), self.ground())


class CategoryReachForm(EditForm, GroundFields):
    """Whether a category can be influenced."""

    reach = RadioField(_l("Can it be bought in another way?"), validators=[InputRequired()])
    until = DayField(_l("Only for a contract: until when does it run?"), validators=[Optional()])

    def terms(self, category: str) -> ReachTerms:
        """The answers about this category."""
        return ReachTerms(category, SpendReach(self.reach.data), self.until.data, self.ground())


class RespendForm(EditForm, GroundFields):
    """What suppliers answered about spending again."""

    asked = CountField(_l("How many suppliers were asked?"), validators=[InputRequired()])
    answered = CountField(_l("How many answered?"), validators=[InputRequired()])
    share = HundredthsField(
        _l("Which part do they spend in the municipality again, in percent?"),
        validators=[InputRequired()],
        description=_l("Wages of people who live here, and suppliers here. The mean of who answered."),
    )

    def terms(self) -> SurveyTerms:
        """The answers."""
        return SurveyTerms(
            int(self.asked.data or 0), int(self.answered.data or 0), int(self.share.data or 0), self.ground()
        )
