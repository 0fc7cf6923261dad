"""The parts of an OCDS release: what, where, how long and for how much. Extensions are read where they are common."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import chain

from incubator.core.reference import nuts
from incubator.formats import buyer_numbers, identities, tender_terms
from incubator.formats.amounts import currency
from incubator.formats.durations import DAYS_OF_A_MONTH
from incubator.formats.fields import JsonObject, cpv_code, distinct, only
from incubator.formats.ocds_parties import country, region
from incubator.formats.tender_terms import Validity
from incubator.formats.values import Criterion, Money, NoticeChange, ReadDocument, Reserved

CRITERIA = frozenset({"price", "cost", "quality"})
LONGEST_DURATION = 36_500  # days
_PUBLICATION = re.compile(r"tenderned\.nl/\S*?aankondigingen/(?:overzicht/)?(\d{1,9})\b", re.ASCII)
_CPV = re.compile(r"^\d{8}(-\d)?$", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s)>\"]+")
# "": items without a scheme are common; eight digits are then taken for CPV.
_CPV_SCHEMES = frozenset({"CPV", "CPVS", ""})
INTERNAL = "internal"  # scheme of the number of the buyer itself (draft of OCDS 1.2); the id of a tender is of the publisher's making
_LATER = ("contracts", "awards")  # where a release of a later stage says what its tender is about


def title(item: JsonObject) -> str | None:
    """The title of the tender, else of an award or contract, else of the budget."""
    own = item.child("tender").text("title")
    return (
        own
        or _first_later(item, "title").text("title")
        or item.text("title")
        or item.child("planning").child("budget").text("project")
    )


def buyer_reference(item: JsonObject) -> str | None:
    """The number that a buyer gave a tender or a lot, where one is marked as such."""
    for identifier in item.children("identifiers"):
        if (identifier.text("scheme") or "").lower() == INTERNAL:
            return buyer_numbers.read(identifier.text("id"))
    return None


def description(item: JsonObject) -> str | None:
    own = item.child("tender").prose("description")
    return own or _first_later(item, "description").prose("description") or item.child("planning").prose("rationale")


def _first_later(item: JsonObject, key: str) -> JsonObject:
    """The first contract, else the first award, that has this key; an empty object when none has."""
    for part in chain.from_iterable(map(item.children, _LATER)):
        if part.has(key):
            return part
    return JsonObject({})


def codes(item: JsonObject) -> tuple[tuple[str, ...], str | None]:
    """CPV codes of the tender, its items and awards. The tender's own classification is the main one."""
    tender = item.child("tender")
    main = distinct(classified(tender.child("classification")))
    later = (*item.children("awards"), *item.children("contracts"))
    bought = tender.children("items")
    for part in later:
        bought += part.children("items")
    listed = list(main)
    for part in bought:
        listed += classified(part.child("classification"))
        listed += _additional(part)
    every = distinct((*listed, *_additional(tender)))
    if main:
        return every, main[0]
    return every, only(every)


def codes_of_items(items: list[JsonObject]) -> tuple[str, ...]:
    listed: list[str] = []
    for item in items:
        listed += classified(item.child("classification"))
    return distinct(listed)


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
    codes = list(map(_place, (*item.children("deliveryAddresses"), item.child("deliveryAddress"))))
    for location in (*item.children("deliveryLocations"), item.child("deliveryLocation")):
        gazetteer = location.child("gazetteer")
        if (gazetteer.text("scheme") or "").upper().startswith("NUTS"):
            codes += map(region, gazetteer.texts("identifiers"))
    return tuple(code for code in distinct(codes) if not nuts.is_whole_country(code))


def all_places(parts: Iterable[JsonObject]) -> tuple[str, ...]:
    return distinct(chain.from_iterable(map(places, parts)))


def _place(address: JsonObject) -> str | None:
    return region(address.text("region")) or country(address)


def money(parent: JsonObject, key: str, kind: str) -> Money | None:
    """An amount with its currency; `amountNet` is what the tender extension of the EU calls it."""
    written = parent.child(key)
    key = "amount" if written.has("amount") else "amountNet"
    amount = written.amount(key, "value")
    if amount is None:
        return None
    return Money(amount, currency((written.text("currency") or "EUR").upper()), kind)


def sme_suitable(tender: JsonObject) -> bool | None:
    return tender.child("suitability").flag("sme")


def reserved(tender: JsonObject) -> Reserved | None:
    groups = set(map(str.lower, tender.child("otherRequirements").texts("reservedParticipation")))
    if "shelteredworkshop" in groups:
        return Reserved.SHELTERED
    if "publicservicemissionorganization" in groups:
        return Reserved.PUBLIC_SERVICE_MISSION
    return None


def months(period: JsonObject) -> int | None:
    """Months, when a number of days comes down to whole ones the way publishers count: 30 days, 365 in a year, or by the calendar."""
    days = period.whole("durationInDays")
    if not days or days > LONGEST_DURATION:
        return None
    if days % 365 == 0:
        return days // 365 * 12
    if days % 30 == 0:
        return days // 30
    by_calendar = round(days / DAYS_OF_A_MONTH)
    # Four years with their leap day are 1461 days.
    return by_calendar if abs(days - by_calendar * DAYS_OF_A_MONTH) <= 1 else None


def contract_day(item: JsonObject, key: str, name: str) -> date | None:
    """Begin or end of the contract: as agreed when there are contracts, else as planned."""
    agreed = distinct(contract.child("period").day(key, name) for contract in item.children("contracts"))
    if not agreed:
        return item.child("tender").child("contractPeriod").day(key, name)
    if key == "startDate":
        return min(agreed)
    return max(agreed)


# awardCriteriaNumber's code list "weight"; a range tells no weight that one can count with.
WEIGHTS = {"percentageExact": "percentage", "pointsExact": "points", "order": "order"}


def criteria(tender: JsonObject) -> tuple[Criterion, ...]:
    """Award criteria with their weights (extension "awardCriteria"); an older one has a code of that name."""
    if not isinstance(tender.value.get("awardCriteria"), dict):
        return ()
    return tuple(filter(None, map(_criterion, tender.child("awardCriteria").children("criteria"))))


def bid_validity(part: JsonObject) -> Validity | None:
    """How long a bid must stay valid, of a tender or lot (extension "submissionTerms")."""
    period = part.child("submissionTerms").child("bidValidityPeriod")
    return tender_terms.validity(period.whole("durationInDays"), "day", period.day("endDate", "validity"))


def _criterion(criterion: JsonObject) -> Criterion | None:
    name = criterion.text("name") or criterion.text("description")
    kind = (criterion.text("type") or "quality").lower()
    if kind not in CRITERIA:
        kind = "quality"
    return Criterion(kind, name, None, *_weight(criterion)) if name else None


def _weight(criterion: JsonObject) -> tuple[Decimal | None, str | None]:
    """The first number that weighs, with its unit: one that fixes an amount or sets a threshold is no weight."""
    for number in criterion.children("numbers"):
        if number.has("fixed") or number.has("threshold"):
            continue
        weight = number.amount("number")
        return weight, None if weight is None else WEIGHTS.get(number.text("weight") or "")
    return None, None


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
    for document in _documents(parts):
        url = document.address("url", document.at("url"))
        if url:
            name = document.text("title") or document.text("description") or url
            listed[ReadDocument(name, url, document.text("documentType"), document.day("datePublished"))] = None
    return tuple(listed)


def tenderned_numbers(item: JsonObject) -> tuple[str, ...]:
    """The publications of TenderNed that a release points to."""
    numbers = []
    for document in _documents((item.child("planning"), item.child("tender"), *item.children("awards"))):
        match = _PUBLICATION.search(document.text("url") or "")
        if match:
            numbers.append(identities.number(match[1]))
    return distinct(numbers)


def _documents(parts: Iterable[JsonObject]) -> Iterator[JsonObject]:
    for part in parts:
        yield from part.children("documents")


def submission_url(tender: JsonObject) -> str | None:
    """The first address in the words on how to submit."""
    match = _ADDRESS.search(tender.text("submissionMethodDetails") or "")
    if match:
        return match[0].rstrip(".,;")
    return None
