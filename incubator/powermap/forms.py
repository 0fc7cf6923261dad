"""What is asked about who is on the map, relations, proposals, positions, sheets and versions. Choices are passed in."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from incubator.core.forms import EditForm, Form, stripped
from incubator.core.typed_fields import CountField, DayField
from incubator.neighbourhood.forms.buildings import GroundFields
from incubator.powermap.rules.checking import HIGHEST, LONGEST_FOR_US, LONGEST_NAME, LONGEST_PROPOSAL
from incubator.powermap.values import PowerKind, PowerPersonGround, PowerStance, PowerTerms, PowerTie, PowerTied

TO_TEN = NumberRange(min=0, max=HIGHEST, message=_l("Give a number from 0 to 10."))


class PowerActorForm(EditForm, GroundFields):
    """A place on the map."""

    name = StringField(
        _l("Name"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_NAME)],
        description=_l("Rather an organisation or a role than a person, for example: the alderman for work."),
    )
    kind = RadioField(_l("What is it?"), validators=[InputRequired()])
    interest = CountField(
        _l("Interest, from 0 to 10"),
        validators=[InputRequired(), TO_TEN],
        description=_l("How much it matters to them what happens here."),
    )
    influence = CountField(
        _l("Influence, from 0 to 10"),
        validators=[InputRequired(), TO_TEN],
        description=_l("How much they can help it on, or stop it."),
    )
    for_us = TextAreaField(
        _l("What they are for us"),
        filters=[stripped],
        validators=[Optional(), Length(max=LONGEST_FOR_US)],
        description=_l("For example: owns the building, buys our work, knows everyone."),
    )
    person_ground = SelectField(
        _l("Only for a person: why may the name stand here?"),
        validators=[Optional()],
        description=_l("The law asks for a ground. Without one, write the role instead of the name."),
    )
    ground_on = DayField(_l("Only for a person: since when?"), validators=[Optional()])

    def terms(self) -> PowerTerms:
        """The answers."""
        return PowerTerms(
            self.name.data or "",
            PowerKind(self.kind.data),
            int(self.interest.data or 0),
            int(self.influence.data or 0),
            self.for_us.data or "",
            PowerPersonGround(self.person_ground.data) if self.person_ground.data else None,
            self.ground_on.data,
            self.ground(),
        )


class PowerRelationForm(EditForm, GroundFields):
    """What one has to do with another."""

    first = SelectField(_l("Who?"), validators=[InputRequired()])
    tie = SelectField(_l("What?"), validators=[InputRequired()])
    second = SelectField(_l("With whom, or about whom?"), validators=[InputRequired()])

    def tied(self) -> PowerTied:
        """The answers."""
        return PowerTied(int(self.first.data), int(self.second.data), PowerTie(self.tie.data))


class PowerProposalForm(EditForm):
    """A short text about which everyone can think something."""

    text = StringField(
        _l("The proposal, in a sentence"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST_PROPOSAL)],
        description=_l("For example: the old bathhouse becomes a workshop of the neighbourhood."),
    )


class PowerPositionForm(EditForm, GroundFields):
    """What somebody thinks of a proposal."""

    stance = RadioField(_l("Position"), validators=[InputRequired()])

    def chosen(self) -> PowerStance:
        """The answer."""
        return PowerStance(self.stance.data)


class PowerSheetForm(Form):
    """Names from a sheet; what was read stays in the form until it is stored."""

    text = TextAreaField(
        _l("Or paste the lines here"),
        validators=[Optional(), Length(max=200_000)],
        description=_l("With the names of the columns above them."),
    )
    replace = BooleanField(_l("Also change who is on the map already"))


class PowerVersionForm(Form):
    """A version of the map that is kept."""

    title = StringField(
        _l("What is this version called?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=80)],
        description=_l("For example: after the evening in the community centre."),
    )
