"""Forms of bidding together."""

import re

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, InputRequired, Length, NumberRange, Optional, Regexp

from incubator.bids.rules.together import LaterChange
from incubator.cooperatives.values.fact_checks import kvk_number
from incubator.core.errors import RuleViolation
from incubator.core.forms import Form, MultiCheckboxField, stripped
from incubator.core.typed_fields import DayField, EurosField, HundredthsField


def number_in(typed: object) -> int:
    """A page that does not say which revision it was opened with knew of none."""
    written = str(typed or "")
    return int(written) if re.fullmatch(r"\d{1,9}", written, re.ASCII) else -1


def _digits(typed: str | None) -> str | None:
    """The digits of a number of the trade register as people copy it (KVK 12 34 56 78); what is no such number stays as it was typed."""
    try:
        return kvk_number(re.sub(r"^kvk[\s:-]*", "", typed or "", flags=re.IGNORECASE))
    except RuleViolation:
        return typed


class ConsentFields(Form):
    """When the buyer was asked for its consent to a change after handing in, and when it gave it."""

    asked_on = DayField(_l("When did you ask the buyer for consent?"), validators=[Optional()])
    consented_on = DayField(
        _l("When did the buyer agree?"),
        validators=[Optional()],
        description=_l("Leave empty as long as there is no written answer."),
    )


class BuyerConsentForm(ConsentFields):
    """The consent of the buyer, noted afterwards."""

    revision = HiddenField()

    def noted(self) -> LaterChange:
        return LaterChange(asked_on=self.asked_on.data, consented_on=self.consented_on.data)


class LaterForm(ConsentFields):
    """A change in who bids; once it was handed in it asks since when, why, and whether the buyer agreed."""

    changed_on = DayField(_l("Since when is it different?"), validators=[Optional()])
    because = TextAreaField(_l("Why is it different?"), filters=[stripped], validators=[Optional(), Length(max=2000)])

    def keep_to(self, *, handed_in: bool) -> None:
        """Before handing in nobody is asked why."""
        if not handed_in:
            for name in LATER:
                del self[name]

    def later(self) -> LaterChange | None:
        """What was filled in of the change; None before handing in."""
        if "changed_on" not in self:
            return None
        return LaterChange(self.changed_on.data, self.because.data or "", self.asked_on.data, self.consented_on.data)


LATER = ("changed_on", "because", "asked_on", "consented_on")


class PartnerForm(LaterForm):
    """A partner: who it is, what it does, and who signs."""

    revision = HiddenField()
    name = StringField(
        _l("Name of the firm or cooperative"), filters=[stripped], validators=[DataRequired(), Length(max=200)]
    )
    kvk = StringField(
        _l("KVK number"),
        filters=[stripped, _digits],
        validators=[Optional(), Regexp(r"^[0-9]{8}$", message=_l("A KVK number has eight digits."))],
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
        return number_in(self.revision.data)

    def names_of_signatories(self) -> list[str]:
        """A name a line."""
        return [line.strip() for line in (self.signatories.data or "").splitlines() if line.strip()][:6]


def share_form(names: dict[int, str]) -> LaterForm:
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
    return type("ShareForm", (LaterForm,), fields)()


def contract_form(names: dict[int, str]) -> Form:
    """A field for what each gets of the contract, in euros without VAT."""
    fields = {}
    for number, name in names.items():
        fields[f"part_{number}"] = EurosField(name, validators=[Optional(), NumberRange(min=0, max=10**13)])
    return type("ContractPartsForm", (Form,), fields)()
