"""The parts of an OCDS release: who, what and where. Extensions are read where they are common."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from incubator.core.reference import eforms_codes, nuts
from incubator.formats import identities
from incubator.formats.fields import JsonObject, cpv_code, distinct
from incubator.formats.values import Criterion, Money, NoticeChange, ReadDocument, ReadOrganisation, Reserved

ROLES = {
    "buyer": "buyer",
    "procuringentity": "buyer",
    "supplier": "winner",
    "tenderer": "tenderer",
    "reviewbody": "review-body",
}
SIZES = frozenset({"micro", "small", "medium", "large"})
CRITERIA = frozenset({"price", "cost", "quality"})
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
LONGEST_DURATION = 36_500  # days
_PUBLICATION = re.compile(r"tenderned\.nl/\S*?aankondigingen/(?:overzicht/)?(\d{1,9})\b", re.ASCII)
_NUTS = re.compile(r"^[A-Z]{2}[0-9A-Z]{1,3}$")
_CPV = re.compile(r"^\d{8}(-\d)?$", re.ASCII)
_CURRENCY = re.compile(r"^[A-Z]{3}$")
_ADDRESS = re.compile(r"https?://[^\s)>\"]+")
_CPV_SCHEMES = frozenset({"CPV", "CPVS", ""})
_LATER = ("contracts", "awards")  # where a release of a later stage says what its tender is about


def code(item: JsonObject, key: str) -> str:
    """A code in small letters; "" when there is none."""
    return (item.text(key) or "").lower()


def title(item: JsonObject) -> str | None:
    """The title of the tender, else of an award or contract, else of the budget."""
    own = item.child("tender").text("title")
    later = (part.text("title") for part in _later(item) if part.has("title"))
    return own or next(later, None) or item.text("title") or item.child("planning").child("budget").text("project")


def description(item: JsonObject) -> str | None:
    own = item.child("tender").prose("description")
    later = (part.prose("description") for part in _later(item) if part.has("description"))
    return own or next(later, None) or item.child("planning").prose("rationale")


def _later(item: JsonObject) -> Iterator[JsonObject]:
    return chain.from_iterable(map(item.children, _LATER))


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
        party = by_id.get(named.text("id") or "")
        organisation = _organisation(party, "buyer") if party else None
        if organisation := organisation or _organisation(named, "buyer"):
            return organisation
    buying = (party for party in parties if "buyer" in _roles(party))
    return next(filter(None, (_organisation(party, "buyer") for party in buying)), None)


def _organisation(party: JsonObject, role: str) -> ReadOrganisation | None:
    identifier, address, contact = party.child("identifier"), party.child("address"), party.child("contactPoint")
    name = party.text("name") or identifier.text("legalName")
    if name is None:
        return None
    more = [other.text("id") for other in party.children("additionalIdentifiers")]
    scale = (party.child("details").text("scale") or "").lower()
    return ReadOrganisation(
        name=name,
        role=role,
        ids=distinct((identifier.text("id"), party.text("id"), *more)),
        city=address.text("locality"),
        postcode=address.text("postalCode"),
        nuts=_nuts(address.text("region")),
        country=_country(address),
        email=contact.text("email"),
        phone=contact.text("telephone"),
        contact=contact.text("name"),
        url=contact.address("url"),
        size=scale if scale in SIZES else None,
    )


def _country(address: JsonObject) -> str | None:
    """The country by its code or its name; the EU profile writes the code in `country`."""
    for key in ("countryCode", "country", "countryName"):
        written = address.text(key) or ""
        country = eforms_codes.country2(written) or COUNTRY_NAMES.get(written.lower())
        if country:
            return country
    return None


def _nuts(region: str | None) -> str | None:
    """The region when it is written as a NUTS code."""
    code = (region or "").upper()
    if _NUTS.match(code) and nuts.known(code):
        return code
    return None


def codes(item: JsonObject) -> tuple[tuple[str, ...], str | None]:
    """CPV codes of the tender, its items and awards. The tender's own classification is the main one."""
    tender = item.child("tender")
    main = distinct(classified(tender.child("classification")))
    awarded = chain.from_iterable(
        part.children("items") for part in (*item.children("awards"), *item.children("contracts"))
    )
    listed = list(main)
    for part in (*tender.children("items"), *awarded):
        listed += classified(part.child("classification"))
        listed += _additional(part)
    every = distinct((*listed, *_additional(tender)))
    if main:
        return every, main[0]
    return every, every[0] if len(every) == 1 else None


def _additional(part: JsonObject) -> list[str]:
    return list(chain.from_iterable(map(classified, part.children("additionalClassifications"))))


def classified(classification: JsonObject) -> list[str]:
    """The code when it is a CPV code: other schemes are left aside, in whatever shape."""
    scheme = (classification.text("scheme") or "").upper()
    written = classification.text("id")
    if scheme not in _CPV_SCHEMES or not written or (not scheme and not _CPV.match(written)):
        return []
    return list(filter(None, [cpv_code(classification, written)]))


def places(item: JsonObject) -> tuple[str, ...]:
    """Where the work is done (extension "location" and what EU publishers make of it): NUTS codes, else countries.

    The Netherlands alone says nothing of where, to readers in the Netherlands, and is left out.
    """
    codes = [_place(address) for address in (*item.children("deliveryAddresses"), item.child("deliveryAddress"))]
    for location in (*item.children("deliveryLocations"), item.child("deliveryLocation")):
        gazetteer = location.child("gazetteer")
        if (gazetteer.text("scheme") or "").upper().startswith("NUTS"):
            codes += map(_nuts, gazetteer.texts("identifiers"))
    return tuple(code for code in distinct(codes) if not nuts.is_whole_country(code))


def all_places(parts: Iterable[JsonObject]) -> tuple[str, ...]:
    return distinct(chain.from_iterable(map(places, parts)))


def _place(address: JsonObject) -> str | None:
    return _nuts(address.text("region")) or _country(address)


def money(parent: JsonObject, key: str, kind: str) -> Money | None:
    """An amount with its currency; `amountNet` is what the tender extension of the EU calls it."""
    written = parent.child(key)
    amount = written.amount("amount" if written.has("amount") else "amountNet", "value")
    if amount is None:
        return None
    currency = (written.text("currency") or "EUR").upper()
    return Money(amount, currency if _CURRENCY.match(currency) else "EUR", kind)


def sme_suitable(tender: JsonObject) -> bool | None:
    return tender.child("suitability").flag("sme")


def reserved(tender: JsonObject) -> Reserved | None:
    groups = {group.lower() for group in tender.child("otherRequirements").texts("reservedParticipation")}
    if "shelteredworkshop" in groups:
        return Reserved.SHELTERED
    if "publicservicemissionorganization" in groups:
        return Reserved.PUBLIC_SERVICE_MISSION
    return None


def months(period: JsonObject) -> int | None:
    """Months, when a number of days comes down to whole ones the way publishers count: 30 days, or 365 in a year."""
    days = period.whole("durationInDays")
    if not days or days > LONGEST_DURATION:
        return None
    if days % 365 == 0:
        return days // 365 * 12
    if days % 30 == 0:
        return days // 30
    return None


def contract_day(item: JsonObject, key: str, name: str) -> date | None:
    """Begin or end of the contract: as agreed when there are contracts, else as planned."""
    agreed = distinct(contract.child("period").day(key, name) for contract in item.children("contracts"))
    if not agreed:
        return item.child("tender").child("contractPeriod").day(key, name)
    if key == "startDate":
        return min(agreed)
    return max(agreed)


def criteria(tender: JsonObject) -> tuple[Criterion, ...]:
    """Award criteria with their weights (extension "awardCriteria"); an older one has a code of that name."""
    if not isinstance(tender.value.get("awardCriteria"), dict):
        return ()
    return tuple(filter(None, map(_criterion, tender.child("awardCriteria").children("criteria"))))


def _criterion(criterion: JsonObject) -> Criterion | None:
    name = criterion.text("name") or criterion.text("description")
    kind = (criterion.text("type") or "quality").lower()
    weight = next((number.amount("number") for number in criterion.children("numbers")), None)
    if name:
        return Criterion(kind if kind in CRITERIA else "quality", name, None, weight)
    return None


def changes(item: JsonObject) -> tuple[NoticeChange, ...]:
    """Amendments, as 1.0 (one object) and 1.1 (a list) write them."""
    listed: dict[NoticeChange, None] = {}
    for part in (item.child("tender"), *item.children("contracts")):
        for amendment in (*part.children("amendments"), *part.children("amendment")):
            description = amendment.prose("description") or amendment.prose("rationale")
            if description:
                listed[NoticeChange(description, amendment.text("rationale"))] = None
    return tuple(listed)


def documents(item: JsonObject) -> tuple[ReadDocument, ...]:
    """Documents of planning, tender, awards and contracts that have an address."""
    parts = (item.child("planning"), item.child("tender"), *item.children("awards"), *item.children("contracts"))
    listed: dict[ReadDocument, None] = {}
    for document in chain.from_iterable(part.children("documents") for part in parts):
        url = document.address("url", document.at("url"))
        if url:
            name = document.text("title") or document.text("description") or url
            listed[ReadDocument(name, url, document.text("documentType"), document.day("datePublished"))] = None
    return tuple(listed)


def tenderned_numbers(item: JsonObject) -> tuple[str, ...]:
    """The publications of TenderNed that a release points to."""
    parts = [item.child("planning"), item.child("tender"), *item.children("awards")]
    documents = chain.from_iterable(part.children("documents") for part in parts)
    matches = (_PUBLICATION.search(document.text("url") or "") for document in documents)
    return distinct(identities.number(match[1]) for match in matches if match)


def submission_url(tender: JsonObject) -> str | None:
    """The first address in the words on how to submit."""
    match = _ADDRESS.search(tender.text("submissionMethodDetails") or "")
    if match:
        return match[0].rstrip(".,;")
    return None
