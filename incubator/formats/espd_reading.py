"""An ESPD request or response, from bytes to values. What cannot be read raises `RuleViolation` with a sentence for people."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.formats import safe_xml
from incubator.formats.espd_values import (
    VERSIONS,
    EspdAnswer,
    EspdCriterion,
    EspdGroup,
    EspdOperator,
    EspdProperty,
    EspdRequest,
    EspdResponse,
)

LARGEST = 15_000_000  # bytes; the largest published sample is 1.4 million
REQUEST, RESPONSE = "QualificationApplicationRequest", "QualificationApplicationResponse"
# What buyers send beside it, or around it.
OTHER_FILES = {
    b"PK\x03\x04": N_(
        "This is a ZIP or an Office file, not an XML file. Unpack a ZIP first, and choose the XML of the UEA in it."
    ),
    b"%PDF": N_(
        "This is a PDF, not an XML file. Ask the buyer for the UEA request as XML, or fill in our own list without it."
    ),
}
UBL = "urn:oasis:names:specification:ubl:schema:xsd"
GROUPS = frozenset({"TenderingCriterionPropertyGroup", "SubsidiaryTenderingCriterionPropertyGroup"})
EXPECTED = re.compile(r"Expected\w+|(Minimum|Maximum)\w+")
EURO = "EUR"
VALUES = (
    "ResponseIndicator",
    "ResponseDate",
    "ResponseAmount",
    "ResponseQuantity",
    "ResponseNumeric",
    "ResponseCode",
    "ResponseID",
    "ResponseURI",
    "Description",
)


def read_request(data: bytes) -> EspdRequest:
    """What a buyer asks. Raises `RuleViolation`."""
    return request_of(root_of(data, REQUEST))


def read_response(data: bytes) -> EspdResponse:
    """What a bidder answered. Raises `RuleViolation`."""
    root = root_of(data, RESPONSE)
    return EspdResponse(request_of(root), _operator(_child(root, "EconomicOperatorParty")), _answers(root))


def root_of(data: bytes, expected: str) -> Any:
    """The root of an ESPD document of this kind and of a version that we know."""
    if len(data) > LARGEST:
        raise RuleViolation(N_("This file is too large to be a UEA request: it may be 15 MB."))
    for begin, sentence in OTHER_FILES.items():
        if data.lstrip()[: len(begin)] == begin:
            raise RuleViolation(sentence)
    try:
        root = safe_xml.parse(data)
    except safe_xml.NotReadable as unreadable:
        raise RuleViolation(
            N_("This is not an XML file that can be read. Ask the buyer for the UEA request (XML) again.")
        ) from unreadable
    _check_root(root, expected)
    version_of(root)
    return root


def _check_root(root: Any, expected: str) -> None:
    name = safe_xml.local_name(root)
    if name in {"ESPDRequest", "ESPDResponse"}:
        raise RuleViolation(
            N_(
                "This UEA is of version 1, which is no longer used. Ask the buyer for one of these versions: %(known)s."
            ),
            known=", ".join(VERSIONS),
        )
    if name not in {REQUEST, RESPONSE} or not safe_xml.namespace(root).startswith(UBL):
        raise RuleViolation(N_("This XML file is no UEA: it begins with %(name)s."), name=name[:60])
    # The commonest mistake: the file of last year, or that of a colleague.
    if name != expected == REQUEST:
        raise RuleViolation(N_("This is a UEA that somebody filled in. Choose the empty request of the buyer."))
    if name != expected:
        raise RuleViolation(N_("This is the request of the buyer, not a UEA that was filled in."))


def version_of(root: Any) -> str:
    """The version, `2.1.1`, `3.3.0` or `4.1.0`. Raises `RuleViolation` for another."""
    profile = text(root, "ProfileExecutionID")
    written = re.search(r"\d+(\.\d+)+", profile)
    version = written.group() if written else _old_version(root)
    if version in VERSIONS:
        return version
    raise RuleViolation(
        N_("This UEA is of version %(version)s. We know these versions: %(known)s."),
        version=version or "?",
        known=", ".join(VERSIONS),
    )


def _old_version(root: Any) -> str:
    """Version 2 names its profile otherwise, and its sample files do not agree on the number."""
    custom = text(root, "CustomizationID")
    if re.search(r"biitrdm(070|092):ver3\.0$", custom):
        return "2.1.1"
    return custom.rpartition(":")[2].removeprefix("ver")[:20]


def request_of(root: Any) -> EspdRequest:
    """What is asked in a request, or in the copy of it inside a response."""
    party = _path(root, "ContractingParty", "Party", "PartyName")
    project = _child(root, "ProcurementProject")
    lots = (text(lot, "ID") for lot in _children(root, "ProcurementProjectLot"))
    version = version_of(root)
    request = EspdRequest(
        version,
        extended=version != "2.1.1" or text(root, "QualificationApplicationTypeCode").casefold() == "extended",
        procedure=text(root, "ContractFolderID"),
        buyer=text(party, "Name"),
        description=text(project, "Name") or described(project, "nl", "", "en"),
        lots=tuple(lots),
        # Word for word the same criterion twice is one question.
        criteria=tuple(dict.fromkeys(map(_criterion, _children(root, "TenderingCriterion")))),
    )
    if not request.criteria:
        raise RuleViolation(N_("This UEA asks nothing: there is no criterion in it."))
    return request


def _criterion(element: Any) -> EspdCriterion:
    references = _children(element, "ProcurementProjectLotReference")
    return EspdCriterion(
        text(element, "ID"),
        text(element, "CriterionTypeCode"),
        text(element, "Name"),
        described(element, "nl", "", "en"),
        tuple(map(_group, _children(element, "TenderingCriterionPropertyGroup"))),
        lots=tuple(text(reference, "ID") for reference in references),
        additions=tuple(map(_criterion, _children(element, "SubTenderingCriterion"))),
    )


def _group(element: Any) -> EspdGroup:
    lines: list[EspdProperty | EspdGroup] = []
    for child in element:
        name = safe_xml.local_name(child)
        if name in GROUPS:
            lines.append(_group(child))
        elif name == "TenderingCriterionProperty":
            lines.append(_property(child))
    return EspdGroup(text(element, "ID"), text(element, "PropertyGroupTypeCode") or "ON*", tuple(lines))


def _property(element: Any) -> EspdProperty:
    expected = list(_expected(element))
    period = _child(element, "ApplicablePeriod")
    if period is not None:
        expected.append(f"{text(period, 'StartDate')}/{text(period, 'EndDate')}")
    # With one description nothing was written in more languages.
    dutch = described(element, "nl") if len(_children(element, "Description")) > 1 else ""
    return EspdProperty(
        text(element, "ID"),
        text(element, "TypeCode"),
        text(element, "ValueDataTypeCode"),
        described(element, "en", "", "nl"),
        name=text(element, "Name"),
        dutch=dutch,
        expected=" ".join(" ".join(words.split()) for words in expected),
    )


def _expected(element: Any) -> Iterator[str]:
    """What the buyer filled in: what it expects, else the least before the most."""
    filled = [child for child in element if EXPECTED.fullmatch(safe_xml.local_name(child))]
    for child in sorted(filled, key=lambda child: safe_xml.local_name(child).startswith("Maximum")):
        currency = child.get("currencyID", EURO)
        words = (child.text or "").strip()
        yield words if currency == EURO else f"{words} {currency}"


def _operator(element: Any) -> EspdOperator:
    party = _child(element, "Party")
    address, contact = _child(party, "PostalAddress"), _child(party, "Contact")
    power = _child(party, "PowerOfAttorney")
    person = _child(_child(power, "AgentParty"), "Person")
    return EspdOperator(
        text(_child(party, "PartyName"), "Name"),
        role=text(_child(element, "EconomicOperatorRole"), "RoleCode"),
        number=text(_child(party, "PartyIdentification"), "ID"),
        size=text(party, "IndustryClassificationCode"),
        street=text(address, "StreetName"),
        postcode=text(address, "PostalZone"),
        city=text(address, "CityName"),
        country=text(_child(address, "Country"), "IdentificationCode"),
        contact=text(contact, "Name"),
        phone=text(contact, "Telephone"),
        email=text(contact, "ElectronicMail"),
        website=text(party, "WebsiteURI"),
        signer=" ".join(filter(None, (text(person, "FirstName"), text(person, "FamilyName")))),
        signer_role=text(power, "Description"),
    )


def _answers(root: Any) -> dict[str, tuple[EspdAnswer, ...]]:
    evidence = {text(element, "ID"): _evidence(element) for element in _children(root, "Evidence")}
    answers: dict[str, tuple[EspdAnswer, ...]] = {}
    for response in _children(root, "TenderingCriterionResponse"):
        pointer = text(response, "ValidatedCriterionPropertyID")
        answers[pointer] = (*answers.get(pointer, ()), _answer(response, evidence))
    return answers


def _answer(response: Any, evidence: dict[str, EspdAnswer]) -> EspdAnswer:
    period = _child(response, "ApplicablePeriod")
    if period is not None:
        return EspdAnswer(f"{text(period, 'StartDate')}/{text(period, 'EndDate')}")
    supplied = _child(response, "EvidenceSupplied")
    if supplied is not None:
        reference = text(supplied, "ID")
        return evidence.get(reference, EspdAnswer(reference))
    value = _child(response, "ResponseValue")
    # Words keep their lines; everything else is one word.
    given = [raw_text(value, name) for name in VALUES if _child(value, name) is not None]
    return EspdAnswer(given[0] if given else "")


def _evidence(element: Any) -> EspdAnswer:
    document = _child(element, "DocumentReference")
    address = _path(document, "Attachment", "ExternalReference")
    return EspdAnswer(text(address, "URI"), issuer=text(_path(document, "IssuerParty", "PartyName"), "Name"))


def _children(element: Any, name: str) -> list[Any]:
    if element is None:
        return []
    return [child for child in element if isinstance(child.tag, str) and etree.QName(child).localname == name]


def _child(element: Any, name: str) -> Any:
    return next(iter(_children(element, name)), None)


def _path(element: Any, *names: str) -> Any:
    for name in names:
        element = _child(element, name)
    return element


def raw_text(element: Any, name: str) -> str:
    """The words of a child as they are written; empty when there is none."""
    child = _child(element, name)
    return "" if child is None else (child.text or "").strip()


def text(element: Any, name: str) -> str:
    """The words of a child on one line; empty when there is none."""
    return " ".join(raw_text(element, name).split())


def described(element: Any, *languages: str) -> str:
    """Every paragraph of a description in the first of these languages that it has (`""` is none named), else in the first written.

    With one language given only that one counts.
    """
    paragraphs: dict[str, list[str]] = {}
    for child in _children(element, "Description"):
        # nl, nl-BE and NLD are one language.
        paragraphs.setdefault(child.get("languageID", "").casefold()[:2], []).append(child.text or "")
    written = next((paragraphs[language] for language in languages if language in paragraphs), [])
    if not written and len(languages) > 1:
        written = next(iter(paragraphs.values()), [])
    return " ".join(" ".join(written).split())
