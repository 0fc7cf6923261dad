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
