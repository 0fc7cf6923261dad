"""What the notary needs to know of who appears at the deed, as each founder fills it in: a person, or an organisation."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any


class MaritalStatus(StrEnum):
    """The civil status (burgerlijke staat), as far as a deed names it."""

    SINGLE = "single"
    MARRIED = "married"
    PARTNERSHIP = "partnership"


class DocumentKind(StrEnum):
    """With what a founder can show who they are."""

    PASSPORT = "passport"
    IDENTITY_CARD = "identity-card"
    DRIVING_LICENCE = "driving-licence"
    RESIDENCE_PERMIT = "residence-permit"


NETHERLANDS = frozenset({"", "nederland", "nl", "the netherlands", "netherlands"})


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Of a person. What was not filled in is empty or None."""

    first_names: str = ""
    surname: str = ""
    birth_date: date | None = None
    birth_place: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    marital_status: MaritalStatus | None = None
    document_kind: DocumentKind | None = None
    document_number: str = ""
    document_issued_on: date | None = None
    document_issued_at: str = ""
    document_valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """Of an organisation that founds along."""

    legal_name: str = ""
    seat: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    kvk: str = ""
    representatives: str = ""


DetailsOfFounder = PersonDetails | OrganisationDetails
# An address in the Netherlands names no country.
MAY_STAY_EMPTY = frozenset({"country"})
DATES = frozenset({"birth_date", "document_issued_on", "document_valid_until"})


def kind_of(founder_kind: str) -> type[PersonDetails] | type[OrganisationDetails]:
    """What is asked of a founder of this kind in the answers."""
    return OrganisationDetails if founder_kind == "legal" else PersonDetails


def missing(details: DetailsOfFounder) -> list[str]:
    """The names of what still has to be filled in."""
    empty = [field.name for field in fields(details) if not getattr(details, field.name)]
    return [name for name in empty if name not in MAY_STAY_EMPTY]


def is_dutch(details: DetailsOfFounder) -> bool:
    """Whether the address is in the Netherlands."""
    return details.country.strip().casefold() in NETHERLANDS


def as_texts(details: DetailsOfFounder) -> dict[str, str]:
    """What was filled in, as texts to keep."""
    given = {field.name: getattr(details, field.name) for field in fields(details)}
    return {name: _text(value) for name, value in given.items() if value}


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def from_texts(kind: type[PersonDetails] | type[OrganisationDetails], texts: Mapping[str, str]) -> DetailsOfFounder:
    """What `as_texts` made, read again; what this kind of founder is not asked is left out."""
    known = {field.name: _value(field.name, texts[field.name]) for field in fields(kind) if field.name in texts}
    return kind(**known)


def _value(name: str, text: str) -> Any:
    if name in DATES:
        return date.fromisoformat(text)
    if name == "marital_status":
        return MaritalStatus(text)
    return DocumentKind(text) if name == "document_kind" else text
