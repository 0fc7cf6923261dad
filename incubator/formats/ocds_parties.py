"""The parties of an OCDS release: who buys and who else takes part, and where they are."""

import re

from incubator.core.reference import eforms_codes, nuts
from incubator.formats.fields import JsonObject, distinct
from incubator.formats.values import ReadOrganisation

# Roles of the standard (a closed list) in small letters, since publishers write procuringEntity and ProcuringEntity.
ROLES = {
    "buyer": "buyer",
    "procuringentity": "buyer",
    "supplier": "winner",
    "tenderer": "tenderer",
    "reviewbody": "review-body",
}
SIZES = frozenset({"micro", "small", "medium", "large"})
# eTendering systems write the name of the country into `countryName`, each in its own language.
COUNTRY_NAMES = {
    "nederland": "NL",
    "netherlands": "NL",
    "the netherlands": "NL",
    "belgië": "BE",
    "belgie": "BE",
    "belgium": "BE",
    "duitsland": "DE",
    "germany": "DE",
}
_NUTS = re.compile(r"^[A-Z]{2}[0-9A-Z]{1,3}$")


def code(item: JsonObject, key: str) -> str:
    """A code in small letters; "" when there is none."""
    return (item.text(key) or "").lower()


def organisations(item: JsonObject) -> tuple[ReadOrganisation | None, tuple[ReadOrganisation, ...]]:
    """The buyer and all others. In version 1.0 the details stand in the buyer itself, later in `parties`."""
    parties = item.children("parties")
    buyer = _buyer(item, parties)
    others = []
    for party in parties:
        for role in _roles(party):
            organisation = _organisation(party, role)
            is_buyer = buyer and role == "buyer" and organisation and organisation.name == buyer.name
            if organisation and not is_buyer:
                others.append(organisation)
    return buyer, tuple(others)


def _roles(party: JsonObject) -> tuple[str, ...]:
    return distinct(ROLES.get(role.lower(), "other") for role in party.texts("roles"))


def _buyer(item: JsonObject, parties: list[JsonObject]) -> ReadOrganisation | None:
    by_id = {party.text("id"): party for party in reversed(parties)}
    for named in (item.child("buyer"), item.child("tender").child("procuringEntity")):
        for described in (by_id.get(named.text("id") or ""), named):
            if described and (organisation := _organisation(described, "buyer")):
                return organisation
    return _by_role(parties)


def _by_role(parties: list[JsonObject]) -> ReadOrganisation | None:
    """Publishers of 1.1 may leave `buyer` out and only give a party that role."""
    for party in parties:
        if "buyer" in _roles(party) and (organisation := _organisation(party, "buyer")):
            return organisation
    return None


def _organisation(party: JsonObject, role: str) -> ReadOrganisation | None:
    identifier, address, contact = party.child("identifier"), party.child("address"), party.child("contactPoint")
    name = party.text("name") or identifier.text("legalName")
    if name is None:
        return None
    more = [other.text("id") for other in party.children("additionalIdentifiers")]
    return ReadOrganisation(
        name=name,
        role=role,
        ids=distinct((identifier.text("id"), party.text("id"), *more)),
        city=address.text("locality"),
        postcode=address.text("postalCode"),
        nuts=region(address.text("region")),
        country=country(address),
        email=contact.text("email"),
        phone=contact.text("telephone"),
        contact=contact.text("name"),
        url=contact.address("url"),
        size=size_of(party),
    )


def size_of(party: JsonObject) -> str | None:
    """How large an organisation is (extension partyDetails_scale): micro, small, medium or large; None when it does not say."""
    scale = code(party.child("details"), "scale")
    if scale in SIZES:
        return scale
    return None


def country(address: JsonObject) -> str | None:
    """The country by its code or its name; the EU profile writes the code in `country`."""
    for key in ("countryCode", "country", "countryName"):
        written = address.text(key) or ""
        known = eforms_codes.country2(written) or COUNTRY_NAMES.get(written.lower())
        if known:
            return known
    return None


def region(written: str | None) -> str | None:
    """The region when it is written as a NUTS code."""
    code = (written or "").upper()
    if _NUTS.match(code) and nuts.known(code):
        return code
    return None
