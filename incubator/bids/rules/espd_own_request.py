"""A request of our own for a buyer who sends none: the criteria of version 4.1.0 with the heading of a procurement."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import resources

from lxml import etree

from incubator.formats.espd_dialects import AUTHORITY
from incubator.formats.espd_reading import REQUEST, UBL, read_request
from incubator.formats.espd_values import EspdRequest

CAC, CBC = f"{UBL}:CommonAggregateComponents-2", f"{UBL}:CommonBasicComponents-2"
# A procedure of one stage that is none of the others: what a source leaves open is not called open.
OTHER_KIND = "oth-single"


@dataclass(frozen=True, slots=True)
class ProcurementHeading:
    """Of what a request of our own is about."""

    procedure: str
    buyer: str
    description: str
    lots: tuple[str, ...] = ()
    country: str = "NLD"  # of the buyer
    kind: str = ""  # of the procedure, as eForms has it (procurement-procedure-type)


def own_request(heading: ProcurementHeading) -> bytes:
    """A request for a procurement whose buyer sent none: the criteria of version 4.1.0 without a buyer's minimums."""
    path = resources.files("incubator.bids") / "content" / "espd" / "criteria-4.1.0.xml"
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    parts = [
        _basic("UBLVersionID", "2.3", schemeAgencyID="OASIS-UBL-TC"),
        _basic("ProfileExecutionID", "ESPD-EDMv4.1.0", schemeAgencyID="OP", schemeVersionID="4.1.0"),
        _basic("ContractFolderID", heading.procedure or "-", schemeAgencyID="OP"),
        _basic("VersionID", "4.1.0", schemeAgencyID="OP", schemeVersionID="4.1.0"),
        _basic("ProcedureCode", heading.kind or OTHER_KIND, **_listed("procurement-procedure-type")),
        _buyer(heading),
        _aggregate("ProcurementProject", _basic("Description", heading.description)),
    ]
    # eForms writes LOT-0000 for a procurement that is not divided.
    for lot in heading.lots or ("LOT-0000",):
        lot_id = _basic("ID", lot, schemeID="Criterion", schemeAgencyID="OP", schemeVersionID="4.1.0")
        parts.append(_aggregate("ProcurementProjectLot", lot_id))
    for position, part in enumerate(parts):
        root.insert(position, part)
    assert etree.QName(root).localname == REQUEST
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _buyer(heading: ProcurementHeading) -> etree._Element:
    country = _aggregate("Country", _basic("IdentificationCode", heading.country, **_listed("country")))
    party_name = _aggregate("PartyName", _basic("Name", heading.buyer or "-"))
    return _aggregate("ContractingParty", _aggregate("Party", party_name, _aggregate("PostalAddress", country)))


def _listed(name: str) -> dict[str, str]:
    """Where a code comes from, as the sample of version 4.1.0 names its lists."""
    return {"listID": f"{AUTHORITY}/{name}", "listAgencyID": "OP", "listVersionID": "20250924-0"}


def _basic(name: str, text: str, **attributes: str) -> etree._Element:
    element = etree.Element(f"{{{CBC}}}{name}", attributes)
    element.text = text
    return element


def _aggregate(name: str, *children: etree._Element) -> etree._Element:
    element = etree.Element(f"{{{CAC}}}{name}")
    element.extend(children)
    return element


@cache
def own_criteria() -> EspdRequest:
    """What our own request asks, whoever the buyer is."""
    return read_request(own_request(ProcurementHeading("", "", "")))


def is_of(request: EspdRequest, numbers: Collection[str], title: str) -> bool:
    """Whether a request is of the procurement with these numbers and this title; where nothing can be compared it may be."""
    if _plain(request.procedure) in set(map(_plain, numbers)):
        return True
    theirs, ours = _plain(request.description), _plain(title)
    if theirs and ours:
        return theirs in ours or ours in theirs
    return not (request.procedure and numbers)


def _plain(text: str) -> str:
    """Without capitals and marks: systems of buyers write the same number in different ways."""
    return "".join(filter(str.isalnum, text.casefold()))
