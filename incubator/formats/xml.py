"""XML notices: which schema a document follows, told from its root element, and its notices."""

from dataclasses import replace
from typing import Any

from incubator.formats import safe_xml
from incubator.formats.fields import BROKEN_TEXT
from incubator.formats.json_documents import BROKEN
from incubator.formats.registry import XML_FORMATS
from incubator.formats.values import Doubt, Reading, ReadNotice, Rejection

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
        return _mended(data) or _unreadable(data, str(broken))
    return _read(root)


def _read(root: Any) -> Reading:
    for declared in XML_FORMATS:
        if declared.claims(root):
            return declared.read(root)
    name = safe_xml.local_name(root)
    return Reading(None, ignored=f"No notice: {OTHERS.get(name, f'XML with the root element {name}')}.")


def _unreadable(data: bytes, reason: str) -> Reading:
    if any(claim in data[:20_000] or claim in data[:40_000].replace(b"\x00", b"") for claim in CLAIMS):
        return Reading(None, rejected=(Rejection(reason),))
    return Reading(None, ignored=f"No notice: {reason}")


def _mended(data: bytes) -> Reading | None:
    """A document in UTF-8 with a byte that fits nowhere: read without that byte, which is doubted where it stood."""
    if b"\x00" in data[:4]:
        return None
    text = data.decode("utf-8", "replace")
    if BROKEN not in text:
        return None
    try:
        root = safe_xml.parse(text.encode("utf-8"))
    except safe_xml.NotReadable:
        return None
    reading = _read(root)
    return replace(reading, notices=tuple(map(_doubted, reading.notices)))


def _doubted(notice: ReadNotice) -> ReadNotice:
    shown = {"title": notice.title, "description": notice.description or ""}
    shown["buyer"] = notice.buyer.name if notice.buyer else ""
    doubts = (Doubt(name, text[:100], BROKEN_TEXT) for name, text in shown.items() if BROKEN in text)
    return replace(notice, doubts=(*notice.doubts, *doubts))
