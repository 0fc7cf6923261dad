"""Forms of the personal data for the deed: where the link goes, and what a founder fills in. Nothing is required: one can come back."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from incubator.core.forms import EditForm, Form, choices_of, stripped
from incubator.core.typed_fields import DayField
from incubator.statutes.messages.founders import DOCUMENT_KINDS, LABELS, MARITAL_STATUSES
from incubator.statutes.values.founder_details import (
    MAY_STAY_EMPTY,
    DetailsOfFounder,
    OrganisationDetails,
    PersonDetails,
    as_texts,
    from_texts,
)

LONGEST = 200
NUMBER = "document_number"


class LinkForm(Form):
    """Where the link goes."""

    email = EmailField(_l("E-mail address"), filters=[stripped], validators=[DataRequired(), Length(max=254)])


def _line(name: str, hint: LazyString | str = "") -> StringField:
    return StringField(LABELS[name], filters=[stripped], validators=[Optional(), Length(max=LONGEST)], description=hint)


def _day(name: str, hint: LazyString | str = "") -> DayField:
    return DayField(LABELS[name], validators=[Optional()], description=hint)


def _choice(name: str, words: Mapping[Any, LazyString], hint: LazyString | str = "") -> SelectField:
    choices = choices_of(words)
    choices.insert(0, SelectChoice("", _l("choose")))
    return SelectField(LABELS[name], choices=choices, validators=[Optional()], description=hint)


class FounderForm(EditForm):
    """What a founder fills in."""

    asks_for: type[PersonDetails] | type[OrganisationDetails]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self._editable():
            # The notary needs it, so the page does not call it optional; that one may fill it in later is in the text above.
            field.flags.required = name not in MAY_STAY_EMPTY
            field.flags.optional = not field.flags.required

    def details(self, before: DetailsOfFounder) -> DetailsOfFounder:
        """What is typed now; an empty number of a document leaves the one of before."""
        typed = {name: value for name, field in self._editable() if (value := _text(field.data))}
        kept = as_texts(before).get(NUMBER)
        if kept and NUMBER in self._fields:
            typed.setdefault(NUMBER, kept)
        return from_texts(self.asks_for, typed)


def _text(value: Any) -> str:
    """A value as text; a choice of blanks alone is no choice, as for the field itself."""
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "").strip()


class PersonForm(FounderForm):
    """Of a person."""

    asks_for = PersonDetails
    first_names = _line("first_names", _l("As they stand in your passport."))
    surname = _line("surname", _l("The name that you were born with."))
    birth_date = _day("birth_date")
    birth_place = _line("birth_place")
    street = _line("street")
    postcode = _line("postcode")
    city = _line("city")
    country = _line("country", _l("Only when it is not the Netherlands."))
    marital_status = _choice("marital_status", MARITAL_STATUSES)
    document_kind = _choice("document_kind", DOCUMENT_KINDS, _l("Bring this document to the notary."))
    document_number = _line(NUMBER, _l("Not your citizen service number (BSN): the notary asks for that."))
    document_issued_on = _day("document_issued_on")
    document_issued_at = _line("document_issued_at", _l("The town or authority that the document names."))
    document_valid_until = _day("document_valid_until")


class OrganisationForm(FounderForm):
    """Of an organisation."""

    asks_for = OrganisationDetails
    legal_name = _line("legal_name")
    seat = _line("seat", _l("The municipality that its statutes name."))
    street = _line("street")
    postcode = _line("postcode")
    city = _line("city")
    country = _line("country", _l("Only when it is not the Netherlands."))
    kvk = _line("kvk")
    representatives = _line("representatives", _l("Names and functions. At the notary they show who they are."))


def form_of(founder_kind: str, before: DetailsOfFounder) -> FounderForm:
    """The form for this kind of founder, with what was filled in before."""
    if founder_kind == "legal":
        return OrganisationForm(data=shown(before))
    return PersonForm(data=shown(before))


def shown(details: DetailsOfFounder) -> dict[str, Any]:
    """What a page shows of what was filled in: never the number of a document."""
    filled_in = as_texts(details)
    # Who finds the link on somebody's phone does not get what identifies a person everywhere.
    filled_in.pop(NUMBER, None)
    return {name: _as_in_form(getattr(details, name)) for name in filled_in}


def _as_in_form(value: Any) -> Any:
    return str(value) if isinstance(value, StrEnum) else value
