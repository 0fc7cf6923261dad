"""What an eForms notice says of other publications: changes (BT-758 and following), earlier notices, withheld fields."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from incubator.formats import identities, ubl
from incubator.formats.values import Identity, NoticeChange, Scheme

_PADDED = re.compile(r"^0*\d{8}-\d{4}$", re.ASCII)
_PUBLICATION = f"{ubl.EXTENSION}/efac:Publication/efbc:NoticePublicationID"
_EARLIER = tuple(
    f"{parent}cac:TenderingProcess/cac:NoticeDocumentReference/cbc:ID" for parent in ("", "cac:ProcurementProjectLot/")
)
CANCEL = "cancel"  # code list change-corrig-justification, BT-140
_LOT_PREFIXES = ("LOT-", "PAR-", "GLO-")  # lots, parts of a planning notice, groups of lots (BT-137)


def corrects(root: Any) -> Identity | None:
    """The publication that this one changes (BT-758), as `uuid-version` or as a TED number."""
    return _named(root, ubl.raw(root, f"{ubl.EXTENSION}/efac:Changes/efbc:ChangedNoticeIdentifier") or "")


def _named(root: Any, name: str) -> Identity | None:
    """A publication that this one names.

    A notice that TED published means TED's number by 4944-2024. Elsewhere a bare number may be a national one, and a stranger
    of that number in TED would be joined with it: there only eight digits (00004944-2024) or 2024/S 003-004944 is TED's.
    """
    identity = reference(name)
    if identity is None or identity.scheme is not Scheme.TED:
        return identity
    from_ted = identities.ted(ubl.raw(root, _PUBLICATION)) is not None
    if from_ted or "/S" in name or _PADDED.match(name.strip()):
        return identity
    return None


def reference(name: str) -> Identity | None:
    """Another publication, named by its number in TED or as `uuid-version`."""
    if number := identities.ted(name):
        return Identity(Scheme.TED, number)
    uuid = identities.uuid(name[:36])
    version = name[37:]
    if uuid is None or name[36:37] not in {"", "-"} or (version and not version.isdigit()):
        return None
    return Identity(Scheme.EFORMS, uuid, version or None)


def read_changes(root: Any, languages: tuple[str, ...]) -> tuple[NoticeChange, ...]:
    """The changes that are described, else the reason alone."""
    block = ubl.first(root, f"{ubl.EXTENSION}/efac:Changes")
    reason = ubl.text(block, "efac:ChangeReason/efbc:ReasonDescription", languages)
    reason = reason or ubl.raw(block, "efac:ChangeReason/cbc:ReasonCode")
    described = tuple(_described(block, reason, languages))
    if described or not reason:
        return described
    return (NoticeChange(reason, reason),)


def _described(block: Any, reason: str | None, languages: tuple[str, ...]) -> Iterator[NoticeChange]:
    for change in ubl.every(block, "efac:Change"):
        # BT-13716 names lots beside organisations and other sections; only the lots are kept apart.
        sections = list(ubl.every_raw(change, "efac:ChangedSection/efbc:ChangedSectionIdentifier"))
        lots = tuple(section for section in sections if section.startswith(_LOT_PREFIXES))
        where = ", ".join(sections)
        description = ubl.text(change, "efbc:ChangeDescription", languages) or where
        if description:
            yield NoticeChange(description, reason, where or None, lots=lots)


def withdrawn_lots(root: Any) -> frozenset[str]:
    """The lots that a cancellation (BT-140 `cancel`) names where the others go on; empty where it is about the whole."""
    block = ubl.first(root, f"{ubl.EXTENSION}/efac:Changes")
    if CANCEL not in ubl.every_raw(block, "efac:ChangeReason/cbc:ReasonCode"):
        return frozenset()
    named = set(ubl.every_raw(block, "efac:Change/efac:ChangedSection/efbc:ChangedSectionIdentifier"))
    offered = set()
    for identifier in ubl.every(root, "cac:ProcurementProjectLot/cbc:ID"):
        if identifier.get("schemeName") != "LotsGroup":
            offered.add((identifier.text or "").strip())
    # Only a proper part of the lots: who names them all, or the procedure too, stops the whole.
    return frozenset(named) if named < offered else frozenset()


def is_cancelled(root: Any) -> bool:
    """Whether this withdraws the call as a whole."""
    reasons = ubl.every_raw(root, f"{ubl.EXTENSION}/efac:Changes/efac:ChangeReason/cbc:ReasonCode")
    return CANCEL in reasons and not withdrawn_lots(root)


def withheld(root: Any) -> tuple[str, ...]:
    """The fields that the publication withholds (BT-195)."""
    codes: dict[str, None] = {}
    for block in root.iter(f"{{{ubl.NAMESPACES['efac']}}}FieldsPrivacy"):
        if code := ubl.raw(block, "efbc:FieldIdentifierCode"):
            codes[code] = None
    return tuple(codes)


def related(root: Any) -> Iterator[Identity]:
    """Earlier publications that this one names (BT-125; OPP-090 for the procedure as a whole)."""
    names = chain.from_iterable(ubl.every_raw(root, path) for path in _EARLIER)
    for name in dict.fromkeys(names):
        if identity := _named(root, name):
            yield identity
