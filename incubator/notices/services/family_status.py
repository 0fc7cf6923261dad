"""What the publications of one procurement decide about each other: awarded, cancelled, and which one corrects which."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import select, update

from incubator.core.db import db
from incubator.formats.values import NoticeKind, Scheme
from incubator.notices.models import Notice, NoticeIdentity

_ORDER = list(NoticeKind)  # of the life of a procurement: what one day brings is told in this order
CORRECTABLE = frozenset({NoticeKind.PLANNING, NoticeKind.CONSULTATION, NoticeKind.COMPETITION})
SHARED = frozenset({Scheme.PROCEDURE, Scheme.KENMERK, Scheme.OCID})
ALONE = {
    NoticeKind.PLANNING: "planned",
    NoticeKind.CONSULTATION: "open",
    NoticeKind.COMPETITION: "open",
    NoticeKind.AWARD: "awarded",
    NoticeKind.EX_ANTE: "unknown",
    NoticeKind.MODIFICATION: "awarded",
    NoticeKind.CANCELLATION: "cancelled",
    NoticeKind.SIGNAL: "unknown",
}


@dataclass(slots=True)
class FamilyPublication:
    """A publication as far as its family needs to know it."""

    id: int
    kind: NoticeKind
    notice_type: str | None
    published: date | None
    corrects_ref: str | None
    names: frozenset[str]  # "scheme:id:version"
    shared: frozenset[str]  # names of the procurement
    status: str = "unknown"
    corrects_id: int | None = None


def decide(members: list[FamilyPublication]) -> None:
    """Fill in `status` and `corrects_id` of the members of one family, given in order of publication.

    `open` is what the publication says; whether its deadline has passed is asked when it is shown. A correction is what names
    the other publication (BT-758), or what repeats the same kind of notice in the same procedure on a later day.
    """
    for position, member in enumerate(members):
        later = [one for one in members[position + 1 :] if not _strangers(one, member)]
        member.status = ALONE[member.kind]
        member.corrects_id = _corrected(member, members, position)
        if member.kind in CORRECTABLE:
            restarted = any(one.kind is NoticeKind.COMPETITION for one in later)
            if any(one.kind is NoticeKind.CANCELLATION for one in later) and not restarted:
                member.status = "cancelled"
            elif any(one.kind is NoticeKind.AWARD for one in later):
                member.status = "awarded"


def _corrected(member: FamilyPublication, members: list[FamilyPublication], position: int) -> int | None:
    if member.corrects_ref is not None:
        return next((one.id for one in members if one is not member and _is_called(one, member.corrects_ref)), None)
    if member.kind not in CORRECTABLE:
        return None
    for one in reversed(members[:position]):
        same = one.kind is member.kind and _alike(one.notice_type, member.notice_type) and one.shared & member.shared
        if same and one.published and member.published and one.published < member.published:
            return one.id
    return None


def _is_called(member: FamilyPublication, reference: str) -> bool:
    """Whether a publication has this name; where one of the two leaves out the version, any version."""
    name, _colon, version = reference.rpartition(":")
    known = {f"{name}:", reference} if version else None
    return any(one in known if known else one.rpartition(":")[0] == name for one in member.names)


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two forms can be the same: TenderNed and TED have codes of their own (EF16, cn-standard)."""
    if one is None or other is None or one[:2].isupper() != other[:2].isupper():
        return True
    return one == other


def _strangers(one: FamilyPublication, other: FamilyPublication) -> bool:
    """Whether two publications of a family are of two procedures: several can follow from one planning notice."""
    mine, theirs = _schemes(one), _schemes(other)
    return bool(mine & theirs) and not one.shared & other.shared


def _schemes(member: FamilyPublication) -> set[str]:
    return {name.partition(":")[0] for name in member.shared}


def settle(family_ids: Iterable[int]) -> list[int]:
    """Decide for these families and store what changed. Gives the publications whose status or correction changed."""
    settled: list[int] = []
    wanted = sorted(set(family_ids))
    for start in range(0, len(wanted), 400):
        changes: list[dict[str, object]] = []
        for members, before in _families(wanted[start : start + 400]):
            decide(members)
            changes += [
                {"id": one.id, "status": one.status, "corrects_id": one.corrects_id}
                for one in members
                if (one.status, one.corrects_id) != before[one.id]
            ]
        if changes:
            db.session.execute(update(Notice), changes)
            settled += [int(str(change["id"])) for change in changes]
    return settled


def _families(family_ids: list[int]) -> Iterable[tuple[list[FamilyPublication], dict[int, tuple[str, int | None]]]]:
    rows = db.session.execute(
        select(
            Notice.id,
            Notice.family_id,
            Notice.kind,
            Notice.notice_type,
            Notice.published,
            Notice.corrects_ref,
            Notice.status,
            Notice.corrects_id,
        )
        .where(Notice.family_id.in_(family_ids))
        .order_by(Notice.family_id, Notice.id)
    ).all()
    names = _names(family_ids)
    for _family, group in groupby(rows, key=lambda row: row.family_id):
        chosen = sorted(group, key=lambda row: (row.published or date.min, _ORDER.index(row.kind), row.id))
        before = {row.id: (row.status, row.corrects_id) for row in chosen}
        members = [
            FamilyPublication(
                row.id,
                row.kind,
                row.notice_type,
                row.published,
                row.corrects_ref,
                frozenset(f"{scheme}:{value}:{version}" for scheme, value, version in names.get(row.id, ())),
                frozenset(f"{scheme}:{value}" for scheme, value, _version in names.get(row.id, ()) if scheme in SHARED),
            )
            for row in chosen
        ]
        yield members, before


def _names(family_ids: list[int]) -> dict[int, list[tuple[Scheme, str, str]]]:
    statement = (
        select(NoticeIdentity.notice_id, NoticeIdentity.scheme, NoticeIdentity.value, NoticeIdentity.version)
        .join(NoticeIdentity.notice)
        .where(Notice.family_id.in_(family_ids))
        .order_by(NoticeIdentity.id)
    )
    found: dict[int, list[tuple[Scheme, str, str]]] = {}
    for notice_id, scheme, value, version in db.session.execute(statement):
        found.setdefault(notice_id, []).append((scheme, value, version))
    return found
