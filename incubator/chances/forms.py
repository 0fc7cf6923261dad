"""What is filled in of a chance."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.chances.messages import KINDS, STATES
from incubator.chances.values import ChanceKind, ChanceProgress, ChanceState, ChanceTerms
from incubator.core.forms import EditForm, choices_of, stripped
from incubator.core.typed_fields import DayField
from incubator.neighbourhood.forms.buildings import GroundFields


class ChanceForm(EditForm, GroundFields):
    """What could become a cooperative, what that rests on, and who follows it. The choices of people, buildings and work are passed in."""

    kind = SelectField(
        _l("What kind of chance is it?"),
        choices=choices_of(KINDS),
        validators=[InputRequired()],
    )
    title = StringField(
        _l("In a few words"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=80)],
        description=_l("A group that starts with it gets this name. It can be changed later."),
    )
    text = TextAreaField(
        _l("What could be done here, and by whom?"), filters=[stripped], validators=[DataRequired(), Length(max=4000)]
    )
    sector = SelectField(_l("Kind of work"), validators=[Optional()])
    building = SelectField(_l("Building"), validators=[Optional()])
    owner = SelectField(
        _l("Who follows it?"),
        validators=[Optional()],
        description=_l("Somebody of the neighbourhood, who sees to the next step."),
    )

    def terms(self) -> ChanceTerms:
        """What was filled in."""
        return ChanceTerms(
            kind=ChanceKind(self.kind.data),
            title=self.title.data or "",
            text=self.text.data or "",
            ground=self.ground(),
            sector=self.sector.data or None,
            building_id=_number(self.building.data),
            owner_id=_number(self.owner.data),
        )


class ChanceProgressForm(EditForm):
    """How far it is, and what is done next."""

    state = SelectField(_l("How far is it?"), validators=[InputRequired()])
    reason = TextAreaField(
        _l("Why not now?"),
        filters=[stripped],
        validators=[Optional(), Length(max=1000)],
        description=_l("Only for a chance that you leave for later."),
    )
    next_step = StringField(_l("Next step"), filters=[stripped], validators=[Optional(), Length(max=200)])
    next_on = DayField(_l("By which day?"), validators=[Optional()])
    news = TextAreaField(
        _l("News"),
        filters=[stripped],
        validators=[Optional(), Length(max=2000)],
        description=_l("What did you do or hear? It is kept in the history."),
    )

    def progress(self) -> ChanceProgress:
        """What was filled in."""
        next_on: date | None = self.next_on.data
        return ChanceProgress(
            ChanceState(self.state.data),
            self.reason.data or "",
            self.next_step.data or "",
            next_on,
            self.news.data or "",
        )


def states_to_choose(before: ChanceState) -> list[SelectChoice]:
    """How far a chance can be said to be: that a group started comes from its own button."""
    if before is ChanceState.STARTED:
        return [SelectChoice(before.value, STATES[before])]
    chosen = [state for state in ChanceState if state is not ChanceState.STARTED]
    return [SelectChoice(state.value, STATES[state]) for state in chosen]


def _number(chosen: str | None) -> int | None:
    return int(chosen) if chosen else None
