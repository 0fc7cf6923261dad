"""Forms of the watch."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from incubator.accounts.forms import MailsForm, pace_field
from incubator.core.forms import Form, MultiCheckboxField, stripped
from incubator.core.typed_fields import CountField, DayField, EurosField

_HOURS = [SelectChoice("", _l("not set")), *(SelectChoice(str(hour), f"{hour}.00") for hour in range(24))]
_LINES = _l("One on each line.")
APART = "|"  # between the items of a hidden field: no word or code holds it


class ItemsField(HiddenField):
    """Words and codes that the page hands on unseen."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = list(filter(None, "".join(valuelist[:1]).split(APART)))

    def _value(self) -> str:
        return APART.join(self.data or ())


class OfferedField(MultiCheckboxField):
    """Words or codes of the chosen trades. What is sent of a trade that was just taken out is no error: it goes with its trade."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, validate_choice=False, **options)


class ProfileForm(Form):
    """What a cooperative does and where: facts of the dossier; and how it wants to hear of notices."""

    version = HiddenField()  # of the answers when this page was opened
    offered = ItemsField()  # words and codes of trades that this page showed with a box
    dropped = ItemsField()  # those that were crossed out, also of trades that are not on the page
    opened = ItemsField()  # codes of the tree that are unfolded
    seen = ItemsField()  # the notices that the last preview gave

    name = StringField(_l("Name of the profile"), filters=[stripped], validators=[Optional(), Length(max=60)])
    description = TextAreaField(
        _l("What work do you do?"),
        filters=[stripped],
        validators=[Optional(), Length(max=5000)],
        description=_l("In your own words, as you would tell a client."),
    )
    trades = MultiCheckboxField(_l("Is this your work?"), validators=[Optional()])
    words = OfferedField(_l("Words"), validators=[Optional()])
    codes = OfferedField(_l("Codes"), validators=[Optional()])
    keywords = TextAreaField(
        _l("Other words by which you recognise your work"),
        filters=[stripped],
        validators=[Optional(), Length(max=3000)],
        description=_l(
            'One on each line. Between "quotation marks" only exactly these words count, and an abbreviation in CAPITALS is no '
            "part of a longer word."
        ),
    )
    exclude = TextAreaField(
        _l("Words of work that you do not do"),
        filters=[stripped],
        validators=[Optional(), Length(max=3000)],
        description=_l("One on each line. We leave out only that work, not what comes with it."),
    )
    cpv = TextAreaField(
        _l("Codes that you add yourselves"),
        filters=[stripped],
        validators=[Optional(), Length(max=9000)],
        description=_l(
            "A code or a word on each line. We look up the codes that go with a word. You may leave this empty."
        ),
    )
    cpv_found = MultiCheckboxField(_l("Codes that go with your words"), validators=[Optional()])
    code_words = StringField(
        _l("Look for kinds of work"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("For example: hovenier, or washing windows."),
    )
    places = TextAreaField(
        _l("Where do you work?"),
        filters=[stripped],
        validators=[Optional(), Length(max=3000)],
        description=_l(
            "Places, regions or provinces, one on each line: Den Bosch, Friesland, regio Utrecht. No postcodes."
        ),
    )
    reach = RadioField(_l("How far do you go?"), validators=[Optional()])
    min_value = StringField(
        _l("Smallest contract"),
        filters=[stripped],
        validators=[Optional(), Length(max=40)],
        description=_l("As you write it: 5000, or 25.000."),
    )
    max_value = StringField(
        _l("Largest contract that you can handle"),
        filters=[stripped],
        validators=[Optional(), Length(max=40)],
        description=_l("As you write it: 250.000, or 2,5 ton."),
    )
    languages = MultiCheckboxField(
        _l("In which languages can you read a contract?"),
        validators=[Optional()],
        description=_l("Tick nothing if the language makes no difference."),
    )
    kinds = MultiCheckboxField(_l("Tell us about"), validators=[Optional()])
    min_days_left = CountField(
        _l("Days that must be left"),
        validators=[Optional(), NumberRange(0, 365)],
        description=_l("Fewer than this counts against a notice."),
    )
    strictness = RadioField(_l("How sure must we be?"), validators=[Optional()])
    active = BooleanField(_l("Look for notices for us"))


class NewProfileForm(Form):
    """One more profile: what it is called, and what it begins with."""

    name = StringField(
        _l("Name of the profile"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=60)],
        description=_l("For example: cleaning in schools."),
    )
    begins_as = RadioField(_l("What does it begin with?"), validators=[DataRequired()])


class MailPreferencesForm(MailsForm):
    """All that someone chooses about mails, with a field for each profile of their cooperatives: `for_profiles` adds those."""

    quiet_from = SelectField(_l("No mails about what was found from"), choices=_HOURS)
    quiet_until = SelectField(_l("Mails again from"), choices=_HOURS)
    quiet_weekend = BooleanField(_l("Not in the weekend: Monday tells what came then"))


def for_profiles(profiles: Mapping[int, str]) -> type[MailPreferencesForm]:
    """The form with one more field for each of these profiles, by their number and what they are called."""
    fields = {profile_field(number): pace_field(name) for number, name in profiles.items()}
    return type("MailPreferencesOfReader", (MailPreferencesForm,), fields)


def profile_field(number: int) -> str:
    return f"profile_{number}"


class WebhookForm(Form):
    """Where a system of the group itself listens."""

    url = StringField(
        _l("Address of your system"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=1000)],
        description=_l("It begins with https://. We send a trial message to it before we save."),
    )


class SharingForm(Form):
    """What other groups see of one that takes part in “who else is interested?”."""

    contact = StringField(
        _l("Whom can others call or mail?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=200)],
        description=_l(
            "A name with a phone number or mail address. Other groups see this only where you show your interest."
        ),
    )


class JudgeForm(Form):
    """Why a notice does not suit."""

    seen = HiddenField()  # how it was judged when this page was opened

    unsuitable = RadioField(
        _l("Why does it not suit you?"),
        validators=[InputRequired(_l("Say why it does not suit you: we learn from it."))],
    )
    because = StringField(
        _l("In your own words"),
        filters=[stripped],
        validators=[Optional(), Length(max=300)],
        description=_l("Only needed with “something else”."),
    )


class RequestForm(Form):
    """What a client asks of a group: who, what, by when."""

    client = StringField(_l("Who asks?"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    title = StringField(
        _l("What work is it, in one line?"),
        filters=[stripped],
        validators=[DataRequired(), Length(max=200)],
        description=_l("For example: clean the community centre twice a week."),
    )
    description = TextAreaField(
        _l("What exactly do they ask?"), filters=[stripped], validators=[Optional(), Length(max=5000)]
    )
    due_on = DayField(_l("By when do they want your answer?"), validators=[Optional()])
    value_cents = EurosField(_l("What may it cost, if you know?"), validators=[Optional()])
    place = StringField(
        _l("Where is the work?"),
        filters=[stripped],
        validators=[Optional(), Length(max=200)],
        description=_l("A place, a neighbourhood or an address."),
    )
    came_by = RadioField(_l("How did the question come?"), validators=[Optional()])
    contact = StringField(
        _l("Whom do you answer?"),
        filters=[stripped],
        validators=[Optional(), Length(max=300)],
        description=_l("A name with a mail address or phone number."),
    )
    link = StringField(
        _l("Where are the papers?"),
        filters=[stripped],
        validators=[
            Optional(),
            Length(max=500),
            Regexp(r"https?://\S+$", message=_l("Paste the whole address of the page: it begins with https://.")),
        ],
        description=_l("The address of a page or a shared file."),
    )
