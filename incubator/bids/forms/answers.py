"""Forms of the answer library: one for each kind."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from incubator.bids.models import LibraryKind
from incubator.core.forms import EditForm, stripped
from incubator.core.typed_fields import DayField, EurosField

LONGEST = 20_000


class KeptAnswerForm(EditForm):
    """What every answer has: who keeps it up to date."""

    owner = SelectField(_l("Who keeps this up to date?"), validators=[Optional()])


class TextForm(KeptAnswerForm):
    """A text that fits in more than one bid."""

    title = StringField(_l("Subject"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    body = TextAreaField(_l("Text"), filters=[stripped], validators=[DataRequired(), Length(max=LONGEST)])


class ReferenceForm(KeptAnswerForm):
    """Work that was done for somebody."""

    title = StringField(_l("What did you do?"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    client = StringField(_l("For whom?"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    begun_on = DayField(_l("From"), validators=[Optional()])
    ended_on = DayField(
        _l("Until"),
        validators=[Optional()],
        description=_l("Buyers look back three years for services, five for building works (art. 2.93 Aw 2012)."),
    )
    works = BooleanField(_l("It was building work (five years instead of three)"))
    value_cents = EurosField(
        _l("How much was it worth?"),
        validators=[Optional(), NumberRange(min=0, max=10**13)],
        description=_l("Without VAT. It stands here, and never in the text of the plan."),
    )
    body = TextAreaField(_l("How did it go?"), filters=[stripped], validators=[Optional(), Length(max=LONGEST)])
    contact = StringField(
        _l("Contact person of the client"), filters=[stripped], validators=[Optional(), Length(max=200)]
    )
    permitted = BooleanField(_l("The client agrees that we name it"))


class ColleagueForm(KeptAnswerForm):
    """Somebody who does the work."""

    title = StringField(_l("Name"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    role = StringField(_l("Role"), filters=[stripped], validators=[DataRequired(), Length(max=200)])
    body = TextAreaField(
        _l("Short CV"),
        filters=[stripped],
        validators=[Optional(), Length(max=LONGEST)],
        description=_l("Only what the buyer needs: training, years, examples. No address or date of birth."),
    )
    permitted = BooleanField(_l("This person agrees to be named in our bids"))


class CertificateForm(KeptAnswerForm):
    """A certificate, or a statement such as the GVA."""

    title = StringField(
        _l("Name of the certificate or statement"), filters=[stripped], validators=[DataRequired(), Length(max=200)]
    )
    number = StringField(_l("Number"), filters=[stripped], validators=[Optional(), Length(max=100)])
    issuer = StringField(_l("Issued by"), filters=[stripped], validators=[Optional(), Length(max=200)])
    begun_on = DayField(_l("Issued on"), validators=[Optional()])
    valid_until = DayField(
        _l("Valid until"), validators=[Optional()], description=_l("This date comes in your agenda.")
    )


FORMS: dict[LibraryKind, type[KeptAnswerForm]] = {
    LibraryKind.TEXT: TextForm,
    LibraryKind.REFERENCE: ReferenceForm,
    LibraryKind.PERSON: ColleagueForm,
    LibraryKind.CERTIFICATE: CertificateForm,
}
