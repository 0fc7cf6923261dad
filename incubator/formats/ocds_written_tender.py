"""The `tender` of an OCDS release: what is asked, where, when, in which lots, and where one reads more."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from incubator.formats.ocds_written import (
    address_of_place,
    begin_of,
    bid_validity,
    classification,
    filled,
    local_id,
    moment,
    period,
    prose,
    value,
    web_address,
)
from incubator.formats.values import GROUP, Criterion, LotState, NoticeKind, ReadDocument, ReadLot, ReadNotice, Reserved

# Closed lists of OCDS 1.1.5: procurementCategory.csv, method.csv, tenderStatus.csv; documentType.csv is open.
CATEGORIES = {"supplies": "goods", "services": "services", "works": "works"}
METHODS = {
    "open": "open",
    "restricted": "selective",
    "neg-w-call": "selective",
    "comp-dial": "selective",
    "innovation": "selective",
    "comp-tend": "selective",
    "neg-wo-call": "limited",
}
SAID_BY_METHOD = frozenset({"open", "restricted", "neg-wo-call"})  # the method says all that the notice does
STATUSES = {
    NoticeKind.PLANNING: "planned",
    NoticeKind.CONSULTATION: "planning",
    NoticeKind.COMPETITION: "active",
    NoticeKind.CANCELLATION: "cancelled",
}
STATES = {LotState.CANCELLED: "cancelled", LotState.CLOSED: "complete"}
NOTICES = {
    NoticeKind.PLANNING: "plannedProcurementNotice",
    NoticeKind.CONSULTATION: "plannedProcurementNotice",
    NoticeKind.COMPETITION: "tenderNotice",
    NoticeKind.CANCELLATION: "tenderNotice",
    NoticeKind.AWARD: "awardNotice",
    NoticeKind.EX_ANTE: "awardNotice",
    NoticeKind.MODIFICATION: "awardNotice",
}
# Codes of the extensions otherRequirements and of the profile for eForms (criterionWeight.csv, closed).
RESERVED = {
    Reserved.SHELTERED: "shelteredWorkshop",
    Reserved.PUBLIC_SERVICE_MISSION: "publicServiceMissionOrganization",
}
WEIGHTS = {"percentage": "percentageExact", "points": "pointsExact", "order": "order"}
BIDDING_DOCUMENTS = "biddingDocuments"  # documentType.csv, an open list
ELECTRONIC = "electronicSubmission"  # submissionMethod.csv
NO_TITLE_FIELD = "title"
INTERNAL = "internal"  # BT-22 in the mapping of eForms to OCDS


def tender(notice: ReadNotice, ocid: str, local: str) -> dict[str, Any]:
    """What the notice says of the procurement. Its id is that of the process: one process has one tender."""
    return filled(
        id=ocid,
        identifiers=_identifiers(notice.buyer_reference),
        title=prose(_title(notice, ocid)),
        description=prose(notice.description),
        **_other_languages(notice),
        status=_status(notice),
        value=_estimate(notice),
        mainProcurementCategory=CATEGORIES.get(notice.nature or ""),
        procurementMethod=METHODS.get(notice.procedure or ""),
        procurementMethodDetails=_more_of_the_procedure(notice),
        classification=classification(notice.main_cpv),
        additionalClassifications=list(map(classification, _codes_left(notice))),
        items=list(_items(notice)),
        deliveryAddresses=list(map(address_of_place, _places_left(notice))),
        tenderPeriod=filled(endDate=moment(notice.deadline)),
        contractPeriod=_contract_period(notice),
        suitability=filled(sme=notice.sme_suitable),
        otherRequirements=_requirements(notice.reserved),
        **_submission(notice),
        submissionTerms=_terms_of_all(notice),
        lots=list(map(_lot, notice.real_lots)),
        lotGroups=list(_groups(notice)),
        documents=list(_documents(notice)),
        amendments=list(_amendments(notice, local)),
    )


def _identifiers(number: str | None) -> list[dict[str, str]]:
    """The number that the buyer itself gave, which is no name of the process: other buyers may use the same."""
    return [{"id": number, "scheme": INTERNAL}] if number else []


def with_lots_apart(notice: ReadNotice) -> ReadNotice:
    """The notice with an id of its own for each lot: a buyer may give two lots one number, and OCDS tells them apart by it."""
    given: set[str] = set()
    lots = []
    for lot in notice.lots:
        name = lot.id if lot.id not in given else f"{lot.id}-{len(given) + 1}"
        given.add(name)
        lots.append(replace(lot, id=name))
    return replace(notice, lots=tuple(lots))


def _title(notice: ReadNotice, ocid: str) -> str | None:
    """The title of the source. Where it gives none the reader shows a number instead, with a doubt."""
    nameless = any(doubt.field == NO_TITLE_FIELD for doubt in notice.doubts)
    if nameless and notice.title in {ocid, *(identity.id for identity in notice.identities)}:
        return None
    return notice.title


def _other_languages(notice: ReadNotice) -> dict[str, str]:
    """`title_fr` beside `title`."""
    written: dict[str, str] = {}
    for text in notice.other_languages:
        written |= filled(
            **{f"title_{text.language}": prose(text.title), f"description_{text.language}": prose(text.description)}
        )
    return written


def _status(notice: ReadNotice) -> str | None:
    """How the procurement stood when this was published. A result says it of its lots and awards."""
    if notice.closed:
        return "complete"
    return STATUSES.get(notice.kind)


def _more_of_the_procedure(notice: ReadNotice) -> str | None:
    """The code of eForms, where the four words of OCDS say less."""
    if notice.procedure in SAID_BY_METHOD:
        return None
    return notice.procedure


def _submission(notice: ReadNotice) -> dict[str, Any]:
    """How one sends in: at an address, where the notice names one."""
    if web_address(notice.submission_url) is None:
        return {}
    return {"submissionMethod": [ELECTRONIC], "submissionMethodDetails": notice.submission_url}


def _terms_of_all(notice: ReadNotice) -> dict[str, Any] | None:
    """How long any bid stays valid; where lots say it, it stands with them, and what they have in common is ours."""
    if any(lot.validity for lot in notice.real_lots):
        return None
    return bid_validity(notice.validity)


def _estimate(notice: ReadNotice) -> dict[str, Any] | None:
    if notice.value is None or notice.value.kind != "estimated":
        return None
    return value(notice.value)


def _contract_period(notice: ReadNotice) -> dict[str, Any]:
    """An end that we reckoned ourselves is left out: the notice does not say it."""
    last = None if notice.contract_end_derived else notice.contract_end
    return period(notice, notice.contract_start, last)


def _requirements(reserved: Reserved | None) -> dict[str, Any] | None:
    if reserved is None:
        return None
    return {"reservedParticipation": [RESERVED[reserved]]}


def _items(notice: ReadNotice) -> Iterator[dict[str, Any]]:
    """What is bought: of each lot, or of the whole where there are no lots."""
    if notice.real_lots:
        for lot in notice.real_lots:
            yield from _items_of(lot.main_cpv, lot.cpv, lot.places, lot.id)
    else:
        yield from _items_of(notice.main_cpv, notice.cpv, _given_places(notice), None)


def _items_of(
    main: str | None, codes: Iterable[str], places: tuple[str, ...], lot: str | None
) -> Iterator[dict[str, Any]]:
    """One item with its main code and the others; without a main code an item for each code, and for a place alone one."""
    name = lot or "1"
    where = _where(places)
    codes = list(dict.fromkeys(codes))
    if main:
        others = [classification(code) for code in codes if code != main]
        yield filled(
            id=name,
            relatedLot=lot,
            classification=classification(main),
            additionalClassifications=others,
            **where,
        )
        return
    for code in codes:
        yield filled(id=f"{name}-{code}", relatedLot=lot, classification=classification(code), **where)
    if where and not codes:
        yield filled(id=name, relatedLot=lot, **where)


def _where(places: tuple[str, ...]) -> dict[str, Any]:
    """The extension for locations has room for one place of an item; the profile for eForms for several."""
    addresses = list(map(address_of_place, places))
    if len(addresses) == 1:
        return {"deliveryAddress": addresses[0]}
    return filled(deliveryAddresses=addresses)


def _given_places(notice: ReadNotice) -> tuple[str, ...]:
    """Not the place of the buyer, which we show where the notice names none."""
    if notice.place_derived:
        return ()
    return notice.places


def _places_left(notice: ReadNotice) -> list[str]:
    """Places of the whole that no lot names."""
    if not notice.real_lots:
        return []
    of_lots = {place for lot in notice.real_lots for place in lot.places}
    return [place for place in _given_places(notice) if place not in of_lots]


def _codes_left(notice: ReadNotice) -> list[str]:
    """Codes of the whole that neither its main code nor an item names."""
    if not notice.real_lots:
        return []
    of_lots = {code for lot in notice.real_lots for code in lot.cpv}
    return [code for code in dict.fromkeys(notice.cpv) if code not in of_lots and code != notice.main_cpv]


def _lot(lot: ReadLot) -> dict[str, Any]:
    return filled(
        id=lot.id,
        identifiers=_identifiers(lot.buyer_reference),
        title=prose(lot.title),
        description=prose(lot.description),
        status=STATES.get(lot.state),
        value=value(lot.value),
        tenderPeriod=filled(endDate=moment(lot.deadline)),
        contractPeriod=period(lot, lot.start, lot.end),
        suitability=filled(sme=lot.sme_suitable),
        otherRequirements=_requirements(lot.reserved),
        submissionTerms=bid_validity(lot.validity),
        awardCriteria=filled(criteria=list(map(_criterion, lot.criteria))),
    )


def _groups(notice: ReadNotice) -> Iterator[dict[str, Any]]:
    """Groups of lots, which one may win together."""
    for lot in notice.lots:
        if lot.kind == GROUP:
            yield filled(id=lot.id, relatedLots=list(lot.members), maximumValue=value(lot.value))


def _criterion(criterion: Criterion) -> dict[str, Any]:
    numbers = None
    if criterion.weight is not None:
        numbers = [filled(number=criterion.weight, weight=WEIGHTS.get(criterion.weight_kind or ""))]
    return filled(
        type=criterion.kind,
        name=prose(criterion.name),
        description=prose(criterion.description),
        numbers=numbers,
    )


def _documents(notice: ReadNotice) -> Iterator[dict[str, Any]]:
    """The page of the notice at its source, its documents, and where the documents of the procurement lie."""
    own = {document.url: document for document in notice.documents}
    # Each address once: many sources list the page of the notice among its documents.
    for url in dict.fromkeys(map(web_address, (notice.url, *own, notice.documents_url))):
        if url is None:
            continue
        yield _document(url, own.get(url), _kind_of_document(url, notice))


def _kind_of_document(url: str, notice: ReadNotice) -> str | None:
    """What an address is that is no document of the notice: its page, or where one finds the documents."""
    if url == notice.url:
        return NOTICES.get(notice.kind)
    return BIDDING_DOCUMENTS


def _document(url: str, document: ReadDocument | None, kind: str | None) -> dict[str, Any]:
    if document is None:
        return filled(id=local_id(url), documentType=kind, url=url)
    return filled(
        id=local_id(url),
        documentType=document.kind,
        title=None if document.name == url else prose(document.name),
        url=url,
        datePublished=begin_of(document.published),
    )


def _amendments(notice: ReadNotice, local: str) -> Iterator[dict[str, Any]]:
    """What the notice says that it changes."""
    for number, change in enumerate(notice.changes, start=1):
        yield filled(
            id=f"{local}-{number}",
            description=prose(change.description),
            rationale=prose(change.reason),
        )
