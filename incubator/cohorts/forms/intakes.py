"""Forms of an application: that of a visitor, and those of who decides."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, HiddenField, RadioField, SelectField, StringField, TelField, TextAreaField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from incubator.core.forms import EditForm, Form, MultiCheckboxField, stripped
from incubator.core.typed_fields import CountField

LONGEST = 5000


class IntakeForm(Form):
    """Who you are, where, and what you want to do."""

    name = StringField(_l("Your name"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    email = EmailField(
        _l("E-mail address"),
        filters=[stripped],
        validators=[DataRequired(), Email(), Length(max=254)],
        description=_l("We answer to this address."),
    )
    phone = TelField(_l("Telephone number"), filters=[stripped], validators=[Optional(), Length(max=40)])
    others = TextAreaField(
        _l("Who else takes part?"),
        filters=[stripped],
        validators=[Optional(), Length(max=1000)],
        description=_l("First names are enough. Ask them first whether you may."),
    )
    municipality = StringField(
        _l("Municipality"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=80)],
        description=_l("Where you want to work, for example Utrecht."),
    )
    neighbourhood = StringField(_l("Neighbourhood"), filters=[stripped], validators=[Optional(), Length(max=80)])
    plan = TextAreaField(
        _l("What do you want to do?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=LONGEST)],
        description=_l("Which work, for whom, and why. A few sentences are enough."),
    )
    people = CountField(_l("With how many people are you now?"), validators=[InputRequired()])
    start = RadioField(_l("What do you have already?"), validators=[InputRequired(_l("Choose what comes closest."))])
    languages = MultiCheckboxField(_l("Which languages do you speak together?"), validators=[Optional()])
    agreed = BooleanField(
        _l("You may keep this, to decide about my application and to answer me"),
        validators=[InputRequired(_l("Without this we may not keep your application."))],
    )


class NotesForm(EditForm):
    """What coaches and managers should know of each other."""

    notes = TextAreaField(_l("Notes"), filters=[stripped], validators=[Optional(), Length(max=10_000)])


class AnswerIntakeForm(Form):
    """The mail with which somebody is invited to talk, put off or declined."""

    seen = HiddenField()
    subject = StringField(_l("Subject"), filters=[stripped], validators=[DataRequired(), Length(max=150)])
    text = TextAreaField(_l("Text of the mail"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST)])


class AcceptForm(Form):
    """What the group is called, in which cohort it begins, and who guides it."""

    seen = HiddenField()
    name = StringField(
        _l("Name of the group"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=120)],
        description=_l("A working name is fine; the group can change it."),
    )
    cohort = SelectField(_l("Cohort"), validators=[Optional()])
    coach = SelectField(_l("Coach"), validators=[Optional()])
