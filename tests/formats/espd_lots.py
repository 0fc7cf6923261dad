"""A request with lots of our own making: turnover is asked for each lot, with a minimum that rises."""

import copy

from lxml import etree

from incubator.bids.rules.espd_own_request import CAC, CBC, ProcurementHeading, own_request

LOTS = ("LOT-0001", "LOT-0002", "LOT-0003")
TURNOVER = "gen-year-to"


def request_with_lots(lots=LOTS, *, procedure="P-9"):
    """Turnover of 100.000 for the first lot, 200.000 for the second, and so on."""
    root = etree.fromstring(own_request(ProcurementHeading(procedure, "Stad", "Groenonderhoud", tuple(lots))))
    for criterion in root.findall(f"{{{CAC}}}TenderingCriterion"):
        if criterion.findtext(f"{{{CBC}}}CriterionTypeCode") == TURNOVER:
            _divide(criterion, lots)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _divide(criterion, lots):
    for reference in criterion.findall(f"{{{CAC}}}ProcurementProjectLotReference"):
        criterion.remove(reference)
    (group,) = criterion.findall(f"{{{CAC}}}TenderingCriterionPropertyGroup")
    for number, lot in enumerate(lots, 1):
        own = copy.deepcopy(group)
        for element in own.iter(f"{{{CBC}}}ID"):
            element.text = element.text.replace("/RG1", f"/RG{number}")
        for line in list(own.findall(f"{{{CAC}}}TenderingCriterionProperty")):
            own.remove(line)
        own[2:2] = [
            _line(f"RG{number}/L", "LOT_IDENTIFIER", "LOT Identifier", "ExpectedID", lot),
            _line(f"RG{number}/M", "MINIMUM_AMOUNT", "Minimum amount requirement", "MinimumAmount", f"{number}00000"),
            _line(f"RG{number}/Y", "CODE_BOOLEAN", "Threshold per year", "ExpectedCode", "CHECKBOX_TRUE"),
            _line(f"RG{number}/N", "QUANTITY_YEAR", "Number of fiscal years", "ExpectedValueNumeric", "3"),
        ]
        group.addprevious(own)
    criterion.remove(group)


def _line(number, data_type, text, element, expected):
    line = etree.Element(f"{{{CAC}}}TenderingCriterionProperty")
    rows = {
        "ID": number,
        "Description": text,
        "TypeCode": "REQUIREMENT",
        "ValueDataTypeCode": data_type,
        element: expected,
    }
    for name, words in rows.items():
        etree.SubElement(line, f"{{{CBC}}}{name}").text = words
    return line
