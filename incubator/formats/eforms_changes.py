"""What an eForms notice says of other publications: changes (BT-758 and following), earlier notices, withheld fields."""

from collections.abc import Iterator
from typing import Any

from incubator.formats import identities, ubl
from incubator.formats.values import Identity, NoticeChange, Scheme


def corrects(root: Any) -> Identity | None:
    """The publication that this one changes (BT-758), as `uuid-version` or as a TED number."""
    said = ubl.raw(root, f"{ubl.EXTENSION}/efac:Changes/efbc:ChangedNoticeIdentifier")
    return reference(said) if said else None


def reference(said: str) -> Identity | None:
    """Another publication, named by its number in TED or as `uuid-version`."""
    if number := identities.ted(said):
        return Identity(Scheme.TED, number)
    uuid = identities.uuid(said[:36])
    version = said[37:]
    if uuid is None or said[36:37] not in {"", "-"} or (version and not version.isdigit()):
        return None
    return Identity(Scheme.EFORMS, uuid, version or None)


def read_changes(root: Any, wanted: tuple[str, ...]) -> Iterator[NoticeChange]:
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
            yield NoticeChange(said or ", ".join(sections), reason, ", ".join(sections) or None, lots=lots)
    if reason and not described:
        yield NoticeChange(reason, reason)


def withheld(root: Any) -> tuple[str, ...]:
    found = root.iter(f"{{{ubl.NAMESPACES['efac']}}}FieldsPrivacy")
    return tuple(dict.fromkeys(code for one in found if (code := ubl.raw(one, "efbc:FieldIdentifierCode"))))


_EARLIER = tuple(
    f"{parent}cac:TenderingProcess/cac:NoticeDocumentReference/cbc:ID" for parent in ("", "cac:ProcurementProjectLot/")
)


def related(root: Any) -> Iterator[Identity]:
    """Earlier publications that this one names (BT-125; OPP-090 for the procedure as a whole)."""
    named = (one for path in _EARLIER for one in ubl.every(root, path))
    for said in dict.fromkeys((one.text or "").strip() for one in named):
        if found := reference(said):
            yield found
