"""The founders in the papers for the notary: the sheet with what a deed names of each party, filled in as far as they did so.

Of a person the deed names the names, date and place of birth, address and civil status, of an organisation its form, name and address
(article 40 of the Wet op het notarisambt); who appears, shows a document (article 39). A BSN is not among them: the notary asks for that.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from incubator.core.quantities import write_day
from incubator.core.word import Block, Heading, Inline, Open, Paragraph, Table, Text
from incubator.statutes.values import Statutes
from incubator.statutes.values.answers import Founder
from incubator.statutes.values.founder_details import (
    DetailsOfFounder,
    DocumentKind,
    MaritalStatus,
    OrganisationDetails,
    PersonDetails,
    kind_of,
)

CIVIL_STATUS = {
    MaritalStatus.SINGLE: "niet gehuwd en geen geregistreerd partner",
    MaritalStatus.MARRIED: "gehuwd",
    MaritalStatus.PARTNERSHIP: "geregistreerd partner",
}
DOCUMENTS = {
    DocumentKind.PASSPORT: "paspoort",
    DocumentKind.IDENTITY_CARD: "identiteitskaart",
    DocumentKind.DRIVING_LICENCE: "rijbewijs",
    DocumentKind.RESIDENCE_PERMIT: "verblijfsdocument",
}
FilledIn = Mapping[str, DetailsOfFounder]


def founder_blocks(statutes: Statutes, filled_in: FilledIn) -> Iterator[Block]:
    """The founders' sheet; what a founder did not fill in is an open point."""
    yield Paragraph("De notaris vraagt deze gegevens van iedere oprichter, met een geldig legitimatiebewijs.", "intro")
    if filled_in:
        yield Paragraph(
            "Dit stuk bevat persoonsgegevens, alleen voor de akte. Geef het alleen aan de notaris en bewaar het niet langer dan nodig.",
            "note",
        )
    for founder in statutes.deed.founders:
        yield Heading(founder.name, level=2)
        details = filled_in.get(founder.person_id) or kind_of(founder.kind)()
        rows = [(label, _given(founder, label, text)) for label, text in _rows(details)]
        present = "verschijnt zelf" if founder.present else "geeft een schriftelijke volmacht"
        yield Table(("Gegeven", "Invullen"), (*rows, ("Bij de akte", present)), f"Gegevens van {founder.name}", (5, 9))


def personal_words(founder: Founder, filled_in: FilledIn) -> tuple[Inline, ...]:
    """Who gives a power of attorney, as a deed names a person; an open point as long as something is missing."""
    details = filled_in.get(founder.person_id)
    if isinstance(details, PersonDetails):
        parts = (_names(details), _born(details), details.birth_place, _address(details))
        if all(parts):
            return (f"{parts[0]}, geboren op {parts[1]} te {parts[2]}, wonende te {parts[3]}",)
    return (Open("voornamen, achternaam, geboortedatum en adres", f"Personalia van {founder.name}"),)


def _given(founder: Founder, label: str, text: str) -> Text:
    return text or (Open("in te vullen", f"{founder.name}: {label.lower()}"),)


def _rows(details: DetailsOfFounder) -> Iterator[tuple[str, str]]:
    if isinstance(details, OrganisationDetails):
        yield "Statutaire naam", details.legal_name
        yield "Zetel", details.seat
        yield "Adres", _address(details)
        yield "KVK-nummer", details.kvk
        yield "Wie tekent", details.representatives
        return
    yield "Voornamen en achternaam", _names(details)
    yield "Geboortedatum", _born(details)
    yield "Geboorteplaats", details.birth_place
    yield "Adres", _address(details)
    yield "Burgerlijke staat", CIVIL_STATUS[details.marital_status] if details.marital_status else ""
    yield "Soort en nummer legitimatie", _document(details)
    yield "Afgegeven op", _day(details.document_issued_on)
    yield "Afgegeven te", details.document_issued_at
    yield "Geldig tot", _day(details.document_valid_until)


def _names(details: PersonDetails) -> str:
    return f"{details.first_names} {details.surname}" if details.first_names and details.surname else ""


def _born(details: PersonDetails) -> str:
    return _day(details.birth_date)


def _day(day: date | None) -> str:
    return write_day(day) if day else ""


def _address(details: DetailsOfFounder) -> str:
    if not (details.street and details.postcode and details.city):
        return ""
    country = f", {details.country}" if details.country else ""
    return f"{details.street}, {details.postcode.upper()} {details.city}{country}"


def _document(details: PersonDetails) -> str:
    if details.document_kind is None or not details.document_number:
        return ""
    return f"{DOCUMENTS[details.document_kind]} {details.document_number}"
