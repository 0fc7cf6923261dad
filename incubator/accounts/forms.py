"""Forms about accounts."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, PasswordField, RadioField, SelectField, StringField, TelField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length, Optional

from incubator.core.forms import EditForm, Form, choices_of, stripped
from incubator.core.i18n import LANGUAGES
from incubator.core.mail import MailKind, Pace

PACES = {
    Pace.AT_ONCE: _l("At once"),
    Pace.DAILY: _l("Once a day"),
    Pace.WEEKLY: _l("Once a week, on Monday"),
    Pace.NONE: _l("Not at all"),
}
KINDS = {
    MailKind.WORK: _l("Mails about work"),
    MailKind.REMINDERS: _l("Reminders"),
    MailKind.NOTICES: _l("Mails about notices"),
    MailKind.SOURCES: _l("Mails about sources"),
}
_ADDRESS = [DataRequired(), Length(max=254)]


class SignInForm(Form):
    email = EmailField(_l("E-mail address"), filters=[stripped], validators=_ADDRESS)
    password = PasswordField(_l("Password"), validators=[DataRequired(), Length(max=256)])
    remember = BooleanField(_l("Stay signed in on this device for two weeks"))


class SignUpForm(Form):
    name = StringField(_l("Your name"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    email = EmailField(
        _l("E-mail address"),
        filters=[stripped],
        validators=_ADDRESS,
        description=_l("We send you a link to choose a password."),
    )


class AddressForm(Form):
    email = EmailField(_l("E-mail address"), filters=[stripped], validators=_ADDRESS)


class NewPasswordForm(Form):
    """Choose a password, twice the same."""

    password = PasswordField(
        _l("New password"),
        validators=[DataRequired(), Length(max=256)],
        description=_l("At least 12 characters. A sentence of a few words is easiest to remember."),
    )
    again = PasswordField(
        _l("The same password again"),
        validators=[DataRequired(), EqualTo("password", _l("The two passwords are not the same."))],
    )


class ChangePasswordForm(NewPasswordForm):
    current = PasswordField(_l("Your current password"), validators=[DataRequired(), Length(max=256)])


def pace_field(label: LazyString, hint: LazyString | str = "") -> SelectField:
    """How soon someone wants mails of a kind."""
    choices = choices_of(PACES)
    return SelectField(label, coerce=Pace, choices=choices, description=hint)


class DetailsForm(EditForm):
    name = StringField(_l("Your name"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    phone = TelField(
        _l("Telephone number"),
        filters=[stripped],
        validators=[Optional(), Length(max=30)],
        description=_l("Only your group and your coach see it."),
    )
    language = SelectField(
        _l("Language of your mails"), choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()]
    )


class MailsForm(EditForm):
    """Which mails someone wants, and how soon."""

    mail_work = pace_field(
        _l("Mails about work: handed in, answered, another coach"),
        _l("What comes at one moment is one mail. Mails about your password or address always come at once."),
    )
    mail_reminders = pace_field(
        _l("Reminders of what waits"),
        _l("For a group: the next step, when nothing happened for a while. For a coach: work that waits long."),
    )
    mail_notices = pace_field(_l("Procurements that you follow"))
    mail_sources = pace_field(
        _l("Sources of notices that are broken or quiet"),
        _l("Without these mails you see it on the page of the sources only."),
    )


class DeletionForm(Form):
    password = PasswordField(_l("Your password"), validators=[DataRequired(), Length(max=256)])
    sure = BooleanField(_l("Yes, delete my account"), validators=[DataRequired()])


class InvitationForm(Form):
    """Invite someone to the incubator; the role is chosen, not guessed."""

    name = StringField(_l("Name"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    email = EmailField(_l("E-mail address"), filters=[stripped], validators=_ADDRESS)
    role = RadioField(_l("Role"), validators=[InputRequired(_l("Choose a role."))])


class JoinForm(NewPasswordForm):
    """Say yes to an invitation, by someone who has no account yet."""

    name = StringField(_l("Your name"), filters=[stripped], validators=[DataRequired(), Length(max=120)])


class RoleForm(EditForm):
    role = SelectField(_l("Role"), validators=[DataRequired()])


class NameAndAddressForm(EditForm):
    """Another name or address for somebody, by the manager, who says why."""

    name = StringField(_l("Name"), filters=[stripped], validators=[DataRequired(), Length(max=120)])
    email = EmailField(_l("E-mail address"), filters=[stripped], validators=_ADDRESS)
    reason = StringField(
        _l("Why?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=300)],
        description=_l("For example: a typing mistake in the invitation, or another name after a marriage."),
    )


class CodeForm(Form):
    """The second step at sign-in: a code of the app, or one on paper."""

    code = StringField(
        _l("Code"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=40)],
        description=_l("The six digits in the app on your phone. Without your phone: one of your recovery codes."),
    )


class SetUpForm(Form):
    """Connect an app: who set it up proves it with a code, and that it is their account with the password."""

    code = StringField(
        _l("The code that the app shows now"), filters=[stripped], validators=[DataRequired(), Length(max=40)]
    )
    password = PasswordField(_l("Your password"), validators=[DataRequired(), Length(max=256)])


class ProofForm(CodeForm):
    """A change of the second step itself asks for both steps."""

    password = PasswordField(_l("Your password"), validators=[DataRequired(), Length(max=256)])
