"""Forms of an assembly, its tree, its minutes and decisions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core import clock
from incubator.core.forms import EditForm, Form, choices_of, stripped
from incubator.core.typed_fields import CountField, DayField, HourField
from incubator.steps.messages.assemblies import TREE
from incubator.steps.models import SignUp
from incubator.steps.values.assemblies import AssemblyDecisionTerms, AssemblyPlan, Leaf, TreeKind

TOP = ""  # a leaf that hangs on nothing


class AssemblyForm(EditForm):
    """When and where people meet, and how everyone can come."""

    title = StringField(_l("What is it called?"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    day = DayField(_l("Day"), validators=[InputRequired()])
    begins = HourField(_l("From"), validators=[InputRequired()], description=_l("For example 19.30."))
    ends = HourField(_l("Until"), validators=[InputRequired()])
    place = StringField(_l("Where"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    invitation = TextAreaField(
        _l("Text of the invitation"),
        filters=[stripped],
        validators=[Optional(), Length(max=4000)],
        description=_l("Why people come, in plain words."),
    )
    how_to_reach = TextAreaField(
        _l("How do you reach everyone?"),
        filters=[stripped],
        validators=[Optional(), Length(max=2000)],
        description=_l("For example: letterboxes, the school yard, the mosque, the supermarket."),
    )
    childcare = BooleanField(_l("There is childcare"))
    languages = StringField(
        _l("Languages"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("In which languages somebody can help to understand and to speak."),
    )
    agenda = TextAreaField(
        _l("Agenda"),
        filters=[stripped],
        validators=[Optional(), Length(max=4000)],
        description=_l("One point on each line."),
    )

    def planned(self) -> AssemblyPlan:
        """What was filled in; hours are those of a clock in the Netherlands."""
        return AssemblyPlan(
            title=self.title.data or "",
            starts_at=self._moment(self.begins),
            ends_at=self._moment(self.ends),
            place=self.place.data or "",
            invitation=self.invitation.data or "",
            how_to_reach=self.how_to_reach.data or "",
            childcare=bool(self.childcare.data),
            languages=self.languages.data or "",
            agenda=self.agenda.data or "",
        )

    def _moment(self, hour: HourField) -> datetime:
        # An hour is that of the wall in the Netherlands, in summer and in winter.
        typed: Any = hour.data
        return datetime.combine(self.day.data, typed, tzinfo=clock.AMSTERDAM)


class ComingForm(Form):
    """How many come, and what they need."""

    number = CountField(_l("How many people?"), validators=[InputRequired()])
    children = CountField(_l("Children for childcare"), validators=[Optional()])
    language = StringField(_l("Language"), filters=[stripped], validators=[Optional(), Length(max=60)])
    name = StringField(
        _l("Name"),
        filters=[stripped],
        validators=[Optional(), Length(max=80)],
        description=_l("Not needed. Only when this person says yes to it."),
    )
    agrees = BooleanField(_l("This person says yes: the name may stand here"))

    def coming(self) -> SignUp:
        """Who counts on coming, not stored yet."""
        return SignUp(
            number=self.number.data,
            children=self.children.data or 0,
            language=self.language.data or "",
            name=self.name.data or "",
        )


class LeafForm(EditForm):
    """A leaf of the tree; `offer` fills in where it can hang."""

    kind = SelectField(_l("What is it?"), choices=choices_of(TREE), validators=[InputRequired()])
    text = StringField(_l("In a few words"), filters=[stripped], validators=[DataRequired(), Length(max=160)])
    parent = SelectField(_l("Hangs below"), validators=[Optional()])

    def offer(self, leaves: Sequence[Leaf], *, without: int | None = None) -> None:
        """Every leaf but itself can be above it."""
        offered = [SelectChoice(str(leaf.id), leaf.text) for leaf in leaves if leaf.id != without]
        self.parent.choices = [SelectChoice(TOP, _("nothing: it stands at the top")), *offered]

    def leaf(self) -> tuple[TreeKind, str, int | None]:
        """The kind, the words, and what it hangs below."""
        return TreeKind(self.kind.data), self.text.data or "", int(self.parent.data) if self.parent.data else None


class MinutesForm(EditForm):
    """What was said."""

    minutes = TextAreaField(_l("Minutes"), filters=[stripped], validators=[Optional(), Length(max=20_000)])


class AssemblyDecisionForm(EditForm):
    """What was decided."""

    text = TextAreaField(_l("What was decided?"), filters=[stripped], validators=[DataRequired(), Length(max=1000)])
    owner = StringField(
        _l("Who does it?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("A group or a function: the drivers, the working group on green."),
    )
    due_on = DayField(_l("By when"), validators=[Optional()])

    def terms(self) -> AssemblyDecisionTerms:
        """What was filled in."""
        return AssemblyDecisionTerms(self.text.data or "", self.owner.data or "", self.due_on.data)
