"""Editions that tell only what is new are stored as the whole call: who reads or bids has one text, not two to lay side by side."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import aliased

from incubator.core.db import db
from incubator.formats import corrigenda, stored
from incubator.formats.values import ReadNotice
from incubator.notices import rules
from incubator.notices.models import Notice, NoticeCpv, NoticePlace
from incubator.notices.rules.statuses import CORRECTABLE
from incubator.notices.services import columns

AT_ONCE = 400  # families


def complete(family_ids: Iterable[int], *, now: datetime) -> list[int]:
    """Fill in what editions of these procurements left out. Gives the publications that changed.

    The hash stays that of what the source says, so that the same document again changes nothing.
    """
    changed: list[int] = []
    ordered = sorted(set(family_ids))
    for start in range(0, len(ordered), AT_ONCE):
        for notice in _partial(ordered[start : start + AT_ONCE]):
            earlier = db.session.get(Notice, notice.corrects_id, populate_existing=True)
            if earlier is None:
                continue
            content = rules.completed(corrigenda.whole(notice.content, earlier.content))
            if content != notice.content:
                _write(notice, content, notice.buyer_id or earlier.buyer_id, now)
                changed.append(notice.id)
    return changed


def _partial(family_ids: list[int]) -> Iterator[Notice]:
    """Editions that correct another and may leave things out, or call lots otherwise, the oldest first: each builds on the one before."""
    earlier = aliased(Notice)
    forms = or_(Notice.format == "ocds", Notice.notice_type == corrigenda.CORRIGENDUM, Notice.format != earlier.format)
    statement = (
        select(Notice.id)
        .join(earlier, Notice.corrects_id == earlier.id)
        .where(
            Notice.family_id.in_(family_ids),
            Notice.corrects_id.is_not(None),
            Notice.merged_into_id.is_(None),
            Notice.kind.in_(CORRECTABLE),
            forms,
        )
    )
    for number in db.session.scalars(statement.order_by(Notice.published, Notice.id)).all():
        yield db.session.get_one(Notice, number, populate_existing=True)


def _write(notice: Notice, content: ReadNotice, buyer_id: int | None, now: datetime) -> None:
    row: dict[str, Any] = columns.notice_row(
        content, stored.dump(content), notice.content_hash, family_id=notice.family_id, buyer_id=buyer_id, now=now
    )
    # Since when it is known, and what the procurement made of it, are decided elsewhere.
    for name in ("first_seen_at", "status", "corrects_ref"):
        del row[name]
    db.session.execute(update(Notice).where(Notice.id == notice.id).values(**row))
    db.session.expire(notice)
    for model, rows in columns.detail_rows(content, notice.id, []):
        if model in (NoticeCpv, NoticePlace):
            db.session.execute(delete(model).where(model.notice_id == notice.id))
            if rows:
                db.session.execute(insert(columns.table(model)), rows)
