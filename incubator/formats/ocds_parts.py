"""The parts of an OCDS release: who, what, where, for how much. Extensions are read where they are common."""

import re
from datetime import date
from decimal import Decimal

from incubator.core.reference import eforms_codes, nuts
from incubator.formats import identities
from incubator.formats.fields import JsonObject, cpv_code, distinct
from incubator.formats.values import (
    Criterion,
    Money,
    NoticeChange,
    NoticeKind,
    ReadDocument,
    ReadLot,
    ReadOrganisation,
    Winner,
)

ROLES = {
    "buyer": "buyer",
    "procuringentity": "buyer",
    "supplier": "winner",
    "tenderer": "tenderer",
    "reviewbody": "review-body",
}
SIZES = frozenset({"micro", "small", "medium", "large"})
ENDED = frozenset({"cancelled", "unsuccessful"})
_PUBLICATION = re.compile(r"tenderned\.nl/\S*?aankondigingen/(?:overzicht/)?(\d{1,9})\b")
_CPV_SCHEMES = frozenset({"CPV", "CPVS", ""})


def title(item: JsonObject) -> str | None:
    """The title of the tender, else of an award or contract, else of the budget."""
    told = item.child("tender").text("title")
    for key in ("contracts", "awards"):
        told = told or next((one.text("title") for one in item.children(key) if one.has("title")), None)
    return told or item.text("title") or item.child("planning").child("budget").text("project")


def description(item: JsonObject) -> str | None:
    told = item.child("tender").prose("description")
    for key in ("contracts", "awards"):
        told = told or next((one.prose("description") for one in item.children(key) if one.has("description")), None)
    return told or item.child("planning").prose("rationale")


def organisations(item: JsonObject) -> tuple[ReadOrganisation | None, tuple[ReadOrganisation, ...]]:
    """The buyer and all others. In version 1.0 the details stand in the buyer itself, later in `parties`."""
    parties = item.children("parties")
    buyer = _buyer(item, parties)
    others = []
    for party in parties:
        roles = [one.lower() for one in party.texts("roles")]
        for role in distinct(ROLES.get(one, "other") for one in roles):
            told = _organisation(party, role)
            if told and not (buyer and role == "buyer" and told.name == buyer.name):
                others.append(told)
    return buyer, tuple(others)


def _buyer(item: JsonObject, parties: list[JsonObject]) -> ReadOrganisation | None:
    for named in (item.child("buyer"), item.child("tender").child("procuringEntity")):
        reference = named.text("id")
        party = next((one for one in parties if reference and one.text("id") == reference), None)
        told = _organisation(party, "buyer") if party else None
        if told or (told := _organisation(named, "buyer")):
            return told
    by_role = (one for one in parties if any(ROLES.get(role.lower()) == "buyer" for role in one.texts("roles")))
    return next(filter(None, (_organisation(one, "buyer") for one in by_role)), None)


def _organisation(party: JsonObject, role: str) -> ReadOrganisation | None:
    identifier, address, contact = party.child("identifier"), party.child("address"), party.child("contactPoint")
    name = party.text("name") or identifier.text("legalName")
    if name is None:
        return None
    more = [one.text("id") for one in party.children("additionalIdentifiers")]
    country = address.text("countryCode") or address.text("countryName") or ""
    scale = (party.child("details").text("scale") or "").lower()
    return ReadOrganisation(
        name=name,
        role=role,
        ids=distinct((identifier.text("id"), party.text("id"), *more)),
        city=address.text("locality"),
        postcode=address.text("postalCode"),
        nuts=_nuts(address.text("region")),
        country=eforms_codes.country2(country) or _country_by_name(country),
        email=contact.text("email"),
        phone=contact.text("telephone"),
        contact=contact.text("name"),
        url=contact.address("url"),
        size=scale if scale in SIZES else None,
    )


def _country_by_name(name: str) -> str | None:
    return {"nederland": "NL", "netherlands": "NL", "the netherlands": "NL"}.get(name.lower())


def _nuts(region: str | None) -> str | None:
    """The region when it is written as a NUTS code."""
    code = (region or "").upper()
    return code if re.match(r"^[A-Z]{2}[0-9A-Z]{1,3}$", code) and nuts.known(code) else None


def codes(item: JsonObject) -> tuple[tuple[str, ...], str | None]:
    """CPV codes of the tender, its items and awards. The tender's own classification is the main one."""
    tender = item.child("tender")
    main = distinct(_classified(tender.child("classification")))
    items = [*tender.children("items")]
    for key in ("awards", "contracts"):
        items += [one for part in item.children(key) for one in part.children("items")]
    found = list(main)
    for one in items:
        found += _classified(one.child("classification"))
        for more in one.children("additionalClassifications"):
            found += _classified(more)
    for more in tender.children("additionalClassifications"):
        found += _classified(more)
    only = distinct(found)
    return only, main[0] if main else only[0] if len(only) == 1 else None


def _classified(classification: JsonObject) -> list[str]:
    """The code when it is a CPV code: other schemes are left aside, in whatever shape."""
    scheme = (classification.text("scheme") or "").upper()
    told = classification.text("id")
    if scheme not in _CPV_SCHEMES or not told or (not scheme and not re.match(r"^\d{8}(-\d)?$", told)):
        return []
    code = cpv_code(classification, told)
    return [code] if code else []


def places(item: JsonObject) -> tuple[str, ...]:
    """NUTS codes of delivery (extension "location" and what EU publishers make of it)."""
    addresses = [*item.children("deliveryAddresses"), item.child("deliveryAddress")]
    found = [_nuts(one.text("region")) for one in addresses]
    for location in (*item.children("deliveryLocations"), item.child("deliveryLocation")):
        gazetteer = location.child("gazetteer")
        if (gazetteer.text("scheme") or "").upper().startswith("NUTS"):
            found += [_nuts(one) for one in gazetteer.texts("identifiers")]
    return tuple(one for one in distinct(found) if not nuts.is_whole_country(one))


def money(parent: JsonObject, key: str, kind: str) -> Money | None:
    """An amount with its currency; `amountNet` is what the tender extension of the EU calls it."""
    told = parent.child(key)
    amount = told.amount("amount", "value") if told.has("amount") else told.amount("amountNet", "value")
    currency = (told.text("currency") or "EUR").upper()
    if amount is None:
        return None
    return Money(amount, currency if re.match(r"^[A-Z]{3}$", currency) else "EUR", kind)


def value(item: JsonObject, kind: NoticeKind) -> Money | None:
    """What was awarded when this is about an award, else the estimate, else the budget."""
    tender = item.child("tender")
    if kind in {NoticeKind.AWARD, NoticeKind.MODIFICATION}:
        for key in ("contracts", "awards"):
            known = [money(one, "value", "awarded") for one in item.children(key) if not _ended(one)]
            told = [one for one in known if one]
            if told and len({one.currency for one in told}) == 1:
                return Money(sum((one.amount for one in told), Decimal(0)), told[0].currency, "awarded")
    budget = item.child("planning").child("budget")
    return money(tender, "value", "estimated") or money(budget, "amount", "estimated")


def _ended(award: JsonObject) -> bool:
    return (award.text("status") or "").lower() in ENDED


def nothing_awarded(item: JsonObject) -> bool:
    """Whether there are awards and all of them came to nothing."""
    awards = item.children("awards")
    return bool(awards) and all(_ended(one) for one in awards) and not item.has("contracts")


def winners(item: JsonObject) -> tuple[Winner, ...]:
    found = []
    parties = {one.text("id"): one for one in item.children("parties")}
    for award in item.children("awards"):
        if _ended(award):
            continue
        lots = award.texts("relatedLots")
        for supplier in award.children("suppliers"):
            party = parties.get(supplier.text("id"), supplier)
            name = supplier.text("name") or party.text("name")
            if name:
                identifier = party.child("identifier").text("id") or supplier.text("id")
                found.append(Winner(name, identifier, lots, money(award, "value", "awarded")))
    return tuple(dict.fromkeys(found))


def lots(item: JsonObject) -> tuple[ReadLot, ...]:
    """Lots (extension), with the codes of the items that belong to them."""
    tender = item.child("tender")
    items = tender.children("items")
    found = []
    for position, lot in enumerate(tender.children("lots")):
        lot_id = lot.text("id") or f"LOT-{position + 1:04d}"
        own = [one for one in items if one.text("relatedLot") == lot_id]
        listed = distinct(code for one in own for code in _classified(one.child("classification")))
        found.append(
            ReadLot(
                id=lot_id,
                title=lot.text("title"),
                description=lot.prose("description"),
                cpv=listed,
                main_cpv=listed[0] if len(listed) == 1 else None,
                places=distinct(place for one in (lot, *own) for place in places(one)),
                value=money(lot, "value", "estimated"),
                deadline=lot.child("tenderPeriod").moment("endDate", f"lots[{position}].deadline"),
                sme_suitable=sme_suitable(lot),
                duration_months=months(lot.child("contractPeriod")),
                start=lot.child("contractPeriod").day("startDate"),
                end=lot.child("contractPeriod").day("endDate"),
                criteria=criteria(lot),
            )
        )
    return tuple(found)


def sme_suitable(tender: JsonObject) -> bool | None:
    return tender.child("suitability").flag("sme")


def months(period: JsonObject) -> int | None:
    """Months, when a number of days comes down to whole ones the way publishers count: 30 days, or 365 in a year."""
    days = period.whole("durationInDays")
    if not days:
        return None
    if days % 365 == 0:
        return days // 365 * 12
    return days // 30 if days % 30 == 0 else None


def contract_day(item: JsonObject, key: str, name: str) -> date | None:
    """Begin or end of the contract: as agreed when there are contracts, else as planned."""
    told = [one.child("period").day(key, name) for one in item.children("contracts")]
    days = [one for one in told if one]
    if days:
        return min(days) if key == "startDate" else max(days)
    return item.child("tender").child("contractPeriod").day(key, name)


def criteria(tender: JsonObject) -> tuple[Criterion, ...]:
    """Award criteria with their weights (extension "awardCriteria")."""
    found = []
    for one in tender.child("awardCriteria").children("criteria") if _is_object(tender, "awardCriteria") else []:
        name = one.text("name") or one.text("description")
        kind = (one.text("type") or "quality").lower()
        weight = next((number.amount("number") for number in one.children("numbers")), None)
        if name:
            found.append(Criterion(kind if kind in {"price", "cost", "quality"} else "quality", name, None, weight))
    return tuple(found)


def _is_object(item: JsonObject, key: str) -> bool:
    return isinstance(item.value.get(key), dict)


def changes(item: JsonObject) -> tuple[NoticeChange, ...]:
    """Amendments, as 1.0 (one object) and 1.1 (a list) write them."""
    found = []
    for part in (item.child("tender"), *item.children("contracts")):
        for one in (*part.children("amendments"), *part.children("amendment")):
            told = one.prose("description") or one.prose("rationale")
            if told:
                found.append(NoticeChange(told, one.text("rationale")))
    return tuple(dict.fromkeys(found))


def documents(item: JsonObject) -> tuple[ReadDocument, ...]:
    """Documents of planning, tender, awards and contracts that have an address."""
    found = []
    for part in (item.child("planning"), item.child("tender"), *item.children("awards"), *item.children("contracts")):
        for one in part.children("documents"):
            url = one.address("url", one.at("url"))
            if url:
                name = one.text("title") or one.text("description") or url
                found.append(ReadDocument(name, url, one.text("documentType"), one.day("datePublished")))
    return tuple(dict.fromkeys(found))


def tenderned_numbers(item: JsonObject) -> tuple[str, ...]:
    """The publications of TenderNed that a release points to."""
    parts = [item.child("planning"), item.child("tender"), *item.children("awards")]
    addresses = [one.text("url") or "" for part in parts for one in part.children("documents")]
    found = [_PUBLICATION.search(one) for one in addresses]
    return distinct(identities.number(match[1]) for match in found if match)


def submission_url(tender: JsonObject) -> str | None:
    """The first address in the words on how to submit."""
    match = re.search(r"https?://[^\s)>\"]+", tender.text("submissionMethodDetails") or "")
    return match[0].rstrip(".,;") if match else None
