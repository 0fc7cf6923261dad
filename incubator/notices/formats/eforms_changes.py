"""What an eForms notice says of other publications: changes (BT-758 and following), earlier notices, withheld fields."""

from collections.abc import Iterator
from typing import Any

from incubator.notices.formats import ubl
from incubator.notices.values import Change, Identity, Scheme


def ted_number(raw: str) -> str | None:
    """The publication number as TED shows it: 00242317-2026 becomes 242317-2026."""
    number, dash, year = raw.strip().partition("-")
    if not (dash and number.isdigit() and year.isdigit() and len(year) == 4) or not number.strip("0"):
        return None
    return f"{number.lstrip('0')}-{year}"


def corrects(root: Any) -> Identity | None:
    """The publication that this one changes (BT-758), as `uuid-version` or as a TED number."""
    said = ubl.raw(root, f"{ubl.EXTENSION}/efac:Changes/efbc:ChangedNoticeIdentifier")
    if said is None:
        return None
    if number := ted_number(said):
        return Identity(Scheme.TED, number)
    uuid, _, version = said.rpartition("-")
    if len(said) > 36 and len(version) == 2:
        return Identity(Scheme.EFORMS, uuid.lower(), version)
    return Identity(Scheme.EFORMS, said.lower()) if len(said) == 36 else None


def read_changes(root: Any, wanted: tuple[str, ...]) -> Iterator[Change]:
    changes = ubl.one(root, f"{ubl.EXTENSION}/efac:Changes")
    reason = ubl.text(changes, "efac:ChangeReason/efbc:ReasonDescription", wanted)
    reason = reason or ubl.raw(changes, "efac:ChangeReason/cbc:ReasonCode")
    described = False
    for change in ubl.every(changes, "efac:Change"):
        sections = [
            found.text.strip()
            for found in ubl.every(change, "efac:ChangedSection/efbc:ChangedSectionIdentifier")
            if found.text
        ]
        lots = tuple(one for one in sections if one.startswith(("LOT-", "PAR-", "GLO-")))
        said = ubl.text(change, "efbc:ChangeDescription", wanted)
        if said or sections:
            described = True
            yield Change(said or ", ".join(sections), reason, ", ".join(sections) or None, lots=lots)
    if reason and not described:
        yield Change(reason, reason)


def withheld(root: Any) -> tuple[str, ...]:
    found = root.iterfind(f".//{{{ubl.NAMESPACES['efac']}}}FieldsPrivacy")
    return tuple(dict.fromkeys(code for one in found if (code := ubl.raw(one, "efbc:FieldIdentifierCode"))))


def related(root: Any) -> Iterator[Identity]:
    """Earlier publications that this one names (BT-125)."""
    paths = ("cac:ProcurementProjectLot/cac:TenderingProcess/cac:NoticeDocumentReference/cbc:ID",)
    seen = set()
    for path in paths:
        for found in ubl.every(root, path):
            said = (found.text or "").strip()
            if said and said not in seen:
                seen.add(said)
                if number := ted_number(said):
                    yield Identity(Scheme.TED, number)
                elif len(said) >= 36 and said.count("-") >= 4:
                    yield Identity(Scheme.EFORMS, said[:36].lower(), said[37:] or None)
