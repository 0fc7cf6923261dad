"""Forms of institutions and talks."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from incubator.core.forms import EditForm, Form, choices_of, stripped
from incubator.core.typed_fields import DayField
from incubator.steps.forms.commitments import FUNCTION_ONLY
from incubator.steps.messages.network import ANCHORS
from incubator.steps.values.network import AnchorKind, AnchorTerms, TalkTerms


class AnchorForm(EditForm):
    """An institution, what it can do, and the next step."""

    name = StringField(_l("Organisation"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    kind = SelectField(_l("What kind is it?"), choices=choices_of(ANCHORS), validators=[InputRequired()])
    contact = StringField(
        _l("Whom do you ask there?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=FUNCTION_ONLY,
    )
    can_do = TextAreaField(
        _l("What can it do?"),
        filters=[stripped],
        validators=[Optional(), Length(max=2000)],
        description=_l("Buy nearby, hire nearby, lend a room, open doors."),
    )
    next_step = StringField(_l("Next step"), filters=[stripped], validators=[Optional(), Length(max=300)])
    next_owner = StringField(_l("Who takes it?"), filters=[stripped], validators=[Optional(), Length(max=120)])
    next_on = DayField(_l("By when"), validators=[Optional()])

    def terms(self) -> AnchorTerms:
        """What was filled in."""
        return AnchorTerms(
            name=self.name.data or "",
            kind=AnchorKind(self.kind.data),
            contact=self.contact.data or "",
            can_do=self.can_do.data or "",
            next_step=self.next_step.data or "",
            next_owner=self.next_owner.data or "",
            next_on=self.next_on.data,
        )


class TalkForm(Form):
    """A talk and what came of it."""

    on_date = DayField(_l("Day"), validators=[InputRequired()])
    with_whom = StringField(
        _l("With whom?"), filters=[stripped], validators=[DataRequired(), Length(max=120)], description=FUNCTION_ONLY
    )
    result = TextAreaField(_l("What came of it?"), filters=[stripped], validators=[DataRequired(), Length(max=2000)])

    def terms(self) -> TalkTerms:
        """What was filled in."""
        return TalkTerms(self.on_date.data, self.with_whom.data or "", self.result.data or "")
