"""The status of a family: what the publications of one procurement make of each other, stored where it changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select, update

from incubator.core.db import db
from incubator.formats.values import LotState, NoticeKind, Scheme
from incubator.notices.models import Notice, NoticeIdentity
from incubator.notices.rules.lot_outcomes import RESULTS, states_of
from incubator.notices.rules.statuses import FamilyPublication, decide

AT_ONCE = 400  # families; SQLite takes no more than some thousands of values in a statement
LIFE = list(NoticeKind)  # of a procurement: what one day brings is taken in this order
SHARED = frozenset({Scheme.PROCEDURE, Scheme.KENMERK, Scheme.OCID})
Names = dict[int, list[tuple[Scheme, str, str]]]
Lots = Mapping[int, Mapping[str, LotState]]
FIRST = datetime.min.replace(tzinfo=UTC)


def settle(family_ids: Iterable[int]) -> list[int]:
    """Decide for these families and store what changed. Gives the publications whose status or correction changed."""
    settled: list[int] = []
    ordered = sorted(set(family_ids))
    for start in range(0, len(ordered), AT_ONCE):
        changes = _changes(ordered[start : start + AT_ONCE])
        if changes:
            db.session.execute(update(Notice), changes)
            settled += map(itemgetter("id"), changes)
    return settled


def _changes(family_ids: list[int]) -> list[dict[str, Any]]:
    """The columns of publications that are not as their family decides."""
    changes: list[dict[str, Any]] = []
    for rows, publications in _families(family_ids):
        decide(publications)
        for row, publication in zip(rows, publications, strict=True):
            decided = {"status": publication.status, "corrects_id": publication.corrects_id}
            if decided != {"status": row.status, "corrects_id": row.corrects_id}:
                changes.append({"id": publication.id, **decided})
    return changes


def _families(family_ids: list[int]) -> Iterator[tuple[list[Any], list[FamilyPublication]]]:
    """The publications of each family in the order in which they came out, as rows and as the rule takes them."""
    columns = (
        Notice.id,
        Notice.family_id,
        Notice.kind,
        Notice.notice_type,
        Notice.published,
        Notice.corrects_ref,
        Notice.own_status,
        Notice.status,
        Notice.corrects_id,
        Notice.data["dispatched"].as_string().label("dispatched"),
    )
    statement = select(*columns).where(Notice.family_id.in_(family_ids), Notice.merged_into_id.is_(None))
    rows = db.session.execute(statement.order_by(Notice.family_id, Notice.id)).all()
    names, lots = _names(family_ids), _lots(rows)
    for _family_id, group in groupby(rows, key=lambda row: row.family_id):
        ordered = sorted(group, key=_when)
        yield ordered, [_publication(row, names, lots) for row in ordered]


def _when(row: Any) -> tuple[date, int, datetime, int]:
    # Of one day the course of a procurement decides: the call before its award; then the hour, where a source tells it.
    return (row.published or date.min, LIFE.index(row.kind), _moment(row) or FIRST, row.id)


def _moment(row: Any) -> datetime | None:
    return datetime.fromisoformat(row.dispatched) if row.dispatched else None


def _lots(rows: Iterable[Any]) -> Lots:
    """The lots of the publications of those families in which a result may be about some lots only."""
    kinds: dict[int, set[NoticeKind]] = {}
    for row in rows:
        kinds.setdefault(row.family_id, set()).add(row.kind)
    settled = [
        number for number, known in kinds.items() if NoticeKind.COMPETITION in known and not RESULTS.isdisjoint(known)
    ]
    if not settled:
        return {}
    statement = select(Notice).where(
        Notice.family_id.in_(settled),
        Notice.kind.in_({NoticeKind.COMPETITION, *RESULTS}),
        Notice.merged_into_id.is_(None),
    )
    # Read anew: rows of this batch were written past the session.
    notices = db.session.scalars(statement.order_by(Notice.id).execution_options(populate_existing=True))
    return {notice.id: states_of(notice.content.lots) for notice in notices}


def _publication(row: Any, names: Names, lots: Lots) -> FamilyPublication:
    every: set[str] = set()
    shared: set[str] = set()
    for scheme, value, version in names.get(row.id, []):
        every.add(f"{scheme}:{value}:{version}")
        # Without the version: of one procedure each publication may give another.
        if scheme in SHARED:
            shared.add(f"{scheme}:{value}")
    return FamilyPublication(
        id=row.id,
        kind=row.kind,
        notice_type=row.notice_type,
        published=row.published,
        corrects_ref=row.corrects_ref,
        names=frozenset(every),
        shared=frozenset(shared),
        alone=row.own_status,
        moment=_moment(row),
        lots=lots.get(row.id, {}),
    )


def _names(family_ids: list[int]) -> Names:
    statement = (
        select(NoticeIdentity.notice_id, NoticeIdentity.scheme, NoticeIdentity.value, NoticeIdentity.version)
        .join(NoticeIdentity.notice)
        .where(Notice.family_id.in_(family_ids))
        .order_by(NoticeIdentity.id)
    )
    names: Names = {}
    for notice_id, scheme, value, version in db.session.execute(statement):
        names.setdefault(notice_id, []).append((scheme, value, version))
    return names
