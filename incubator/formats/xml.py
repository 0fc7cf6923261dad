"""XML notices: which schema a document follows, told from its root element, and its notices."""

from incubator.formats import eforms, safe_xml, ted_export
from incubator.formats.values import Reading, Rejection

CLAIMS = (b"ContractNotice", b"ContractAwardNotice", b"PriorInformationNotice", b"TED_EXPORT", b"TED_ESENDERS")
OTHERS = {
    "schema": "an XML schema",
    "stylesheet": "a stylesheet",
    "html": "a web page",
    "BusinessRegistrationInformationNotice": "a notice of business registration, not of procurement",
    "QualificationApplicationRequest": "a request for a European single procurement document (ESPD)",
    "QualificationApplicationResponse": "a European single procurement document (ESPD)",
    "espd-request": "a request for a European single procurement document (ESPD)",
    "CodeList": "a code list",
}


def read_xml(data: bytes) -> Reading:
    """The notices in an XML document. Never raises because of what the document says."""
    try:
        root = safe_xml.parse(data)
    except safe_xml.NotReadable as broken:
        if any(one in data[:20_000] or one in data[:40_000].replace(b"\x00", b"") for one in CLAIMS):
            return Reading(None, rejected=(Rejection(str(broken)),))
        return Reading(None, ignored=f"No notice: {broken}")
    for reader in (eforms, ted_export):
        if reader.claims(root):
            return reader.read(root)
    name = safe_xml.local_name(root)
    return Reading(None, ignored=f"No notice: {OTHERS.get(name, f'XML with the root element {name}')}.")
