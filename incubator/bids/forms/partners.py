"""Forms of bidding together."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, InputRequired, Length, NumberRange, Optional, Regexp

from incubator.core.forms import Form, HundredthsField, MultiCheckboxField, stripped


class PartnerForm(Form):
    """A partner: who it is, what it does, and who signs."""

    revision = HiddenField()
    name = StringField(
        _l("Name of the firm or cooperative"), filters=[stripped], validators=[DataRequired(), Length(max=200)]
    )
    kvk = StringField(
        _l("KVK number"),
        filters=[stripped],
        validators=[Optional(), Regexp(r"^\d{8}$", message=_l("A KVK number has eight digits."))],
        description=_l("With it we recognise a cooperative of this incubator, and a double bid."),
    )
    role = SelectField(_l("Which place in the bid?"), validators=[DataRequired()])
    task = TextAreaField(
        _l("What do they do, or what do they lend you?"),
        filters=[stripped],
        validators=[Optional(), Length(max=2000)],
    )
    lots = MultiCheckboxField(_l("Which lots?"), description=_l("Leave all empty when they take part in everything."))
    contact_name = StringField(_l("Contact person"), filters=[stripped], validators=[Optional(), Length(max=200)])
    contact_email = EmailField(
        _l("E-mail address"), filters=[stripped], validators=[Optional(), Email(), Length(max=254)]
    )
    signatories = TextAreaField(
        _l("Who signs for them?"),
        filters=[stripped],
        validators=[Optional(), Length(max=600)],
        description=_l("One name with function on a line, as the KVK extract has it."),
    )
    two_sign = BooleanField(_l("Two people have to sign together."))

    def number_of_revision(self) -> int:
        """A page that does not say which revision it was opened with knew of none."""
        typed = str(self.revision.data or "")
        return int(typed) if re.fullmatch(r"\d{1,9}", typed, re.ASCII) else -1

    def names_of_signatories(self) -> list[str]:
        """A name a line."""
        return [line.strip() for line in (self.signatories.data or "").splitlines() if line.strip()][:6]


def share_form(names: dict[int, str]) -> Form:
    """A field for the share of each partner, in percent."""
    fields = {}
    for number, name in names.items():
        fields[f"share_{number}"] = HundredthsField(
            name,
            validators=[
                InputRequired(),
                NumberRange(min=0, max=10_000, message=_l("A share lies between 0 and 100%%.")),
            ],
        )
    return type("ShareForm", (Form,), fields)()
