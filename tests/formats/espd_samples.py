"""What the published samples of the ESPD show: their files, and how their elements are ordered."""

from collections import defaultdict
from graphlib import TopologicalSorter

from lxml import etree

REQUESTS = {
    "basic": "v2.1.1/BASIC-ESPDRequest-2.1.1.xml",
    "extended": "v2.1.1/EXTENDED-ESPDRequest-2.1.1.xml",
    "3.3.0": "v3.3.0/ESPD-Request.xml",
    "4.1.0": "v4.1.0/ESPD-Request.xml",
}
RESPONSES = {
    "basic": "v2.1.1/BASIC-ESPDResponse-2.1.1.xml",
    "extended": "v2.1.1/EXTENDED-ESPDResponse-2.1.1.xml",
    "3.3.0": "v3.3.0/ESPD-Response.xml",
    "4.1.0": "v4.1.0/ESPD-Response.xml",
}
VERSION_OF = {"basic": "2.1.1", "extended": "2.1.1", "3.3.0": "3.3.0", "4.1.0": "4.1.0"}
# What every sample fills in and a real bidder or buyer may not have.
MAY_LACK = {
    "WebsiteURI", "IndustryClassificationCode", "PartyIdentification", "Contact", "Telephone", "Telefax", "ElectronicMail",
    "BuyerProfileURI", "EndpointID", "StreetName", "CityName", "PostalZone", "PostalAddress", "IssuerParty", "Evidence",
    "Attachment", "Legislation", "Description", "ProcurementProject", "ProcurementProjectLot", "EconomicOperatorRole",
    "TenderingCriterionResponse",
}  # fmt: skip
# What a sample happens to show once, and a bid on two lots or with two proofs has twice.
MAY_REPEAT = {
    "Evidence",
    "ProcurementProjectLot",
    "ProcurementProjectLotReference",
    "TenderingCriterionResponse",
    "Legislation",
}


def local_name(element):
    return etree.QName(element).localname


def derive_shapes(folder):
    """The order, the least number and whether there may be more, of the children of each kind of element; by version."""
    shapes = {}
    for version in dict.fromkeys(VERSION_OF.values()):
        rows = defaultdict(list)
        for kind, path in RESPONSES.items():
            if VERSION_OF[kind] == version:
                root = etree.parse(folder / path, etree.XMLParser(remove_comments=True)).getroot()
                _collect(root, "", rows)
        shapes[version] = {place: _shape(children) for place, children in sorted(rows.items())}
    return shapes


def _collect(element, parent, rows):
    name = local_name(element)
    if len(element):
        rows[f"{parent}/{name}"].append([local_name(child) for child in element])
    for child in element:
        _collect(child, name, rows)


def _shape(rows):
    after = {}
    for names in rows:
        distinct = list(dict.fromkeys(names))
        for position, name in enumerate(distinct):
            after.setdefault(name, {})
            for earlier in distinct[:position]:
                after[name][earlier] = True
    order = list(TopologicalSorter({name: list(before) for name, before in after.items()}).static_order())
    return [
        [
            name,
            int(name not in MAY_LACK and all(name in names for names in rows)),
            name in MAY_REPEAT or any(names.count(name) > 1 for names in rows),
        ]
        for name in order
    ]
