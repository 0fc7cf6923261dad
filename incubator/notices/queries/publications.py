"""One notice, its family, and the notices of a list."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.formats.values import NoticeKind, Scheme
from incubator.notices.models import Family, Notice, NoticeIdentity, Organisation, RawDocument
from incubator.notices.models.publications import NoticeReading
from incubator.notices.queries import organisations

STATUSES = ("planned", "open", "closed", "awarded", "cancelled", "unknown")


def status_at(now: datetime, row: Any = Notice) -> ColumnElement[str]:
    """The status on a moment: what is stored says `open`, the clock says whether the deadline has passed.

    A call for competition without a deadline is neither open nor closed as far as we know.
    """
    is_open = row.status == "open"
    return case(
        (and_(is_open, row.deadline.is_not(None), row.deadline < now), "closed"),
        (and_(is_open, row.deadline.is_(None), row.kind == NoticeKind.COMPETITION), "unknown"),
        else_=row.status,
    )


def status_of(notice: Notice, now: datetime) -> str:
    """The same for a notice in hand."""
    if notice.status != "open":
        return notice.status
    if notice.deadline is None:
        return "unknown" if notice.kind is NoticeKind.COMPETITION else "open"
    return "closed" if notice.deadline < now else "open"


def notice(notice_id: int) -> Notice | None:
    statement = (
        select(Notice)
        .where(Notice.id == notice_id)
        .options(selectinload(Notice.identities), selectinload(Notice.buyer).selectinload(Organisation.identities))
    )
    return db.session.scalar(statement)


def family(family_id: int) -> Sequence[Notice]:
    """All publications of one procurement, oldest first."""
    statement = (
        select(Notice)
        .where(Notice.family_id == family_id)
        .options(selectinload(Notice.identities), selectinload(Notice.buyer))
        .order_by(Notice.published, Notice.id)
    )
    return db.session.scalars(statement).all()


def family_exists(family_id: int) -> bool:
    return db.session.get(Family, family_id) is not None


def by_identity(scheme: Scheme, value: str) -> Notice | None:
    """The publication with this name, for example ted 242317-2026."""
    statement = (
        select(Notice)
        .join(Notice.identities)
        .where(NoticeIdentity.scheme == scheme, NoticeIdentity.value == value)
        .order_by(Notice.id.desc())
    )
    return db.session.scalars(statement).first()


def listed(
    *, since: date | None = None, status: str | None = None, ids: Sequence[int] | None = None, now: datetime
) -> Iterator[Notice]:
    """Notices in the order in which they came, read in portions so that memory stays flat."""
    conditions: list[ColumnElement[bool]] = []
    if since is not None:
        conditions.append(or_(Notice.published >= since, Notice.published.is_(None)))
    if status is not None:
        conditions.append(status_at(now) == status)
    if ids is not None:
        conditions.append(Notice.id.in_(ids))
    last = 0
    while True:
        statement = (
            select(Notice)
            .where(Notice.id > last, *conditions)
            .options(selectinload(Notice.identities), selectinload(Notice.buyer).selectinload(Organisation.identities))
            .order_by(Notice.id)
            .limit(500)
        )
        portion = db.session.scalars(statement).all()
        yield from portion
        if len(portion) < 500:
            return
        last = portion[-1].id
        db.session.expunge_all()


def previous_contract(one: Notice) -> Notice | None:
    """The last award of this buyer for this CPV code before this notice, outside its own procurement."""
    if one.buyer_id is None or one.main_cpv is None or one.published is None:
        return None
    statement = (
        select(Notice)
        .where(
            Notice.buyer_id.in_(organisations.one_with(one.buyer_id)),
            Notice.main_cpv == one.main_cpv,
            Notice.kind == NoticeKind.AWARD,
            Notice.family_id != one.family_id,
            Notice.published < one.published,
        )
        .order_by(Notice.published.desc(), Notice.id.desc())
        .limit(1)
    )
    return db.session.scalar(statement)


def documents_of(notice_id: int) -> Sequence[RawDocument]:
    """The documents from which a notice was read, without their bytes."""
    statement = (
        select(RawDocument)
        .join(NoticeReading, NoticeReading.document_id == RawDocument.id)
        .where(NoticeReading.notice_id == notice_id)
        .order_by(RawDocument.stored_at, RawDocument.id)
    )
    return db.session.scalars(statement).all()


def by_ted(number: str) -> Notice | None:
    """The notice with this publication number of TED."""
    return by_identity(Scheme.TED, number.lstrip("0"))


def raw_document(_viewer: User, document_id: int) -> RawDocument | None:
    """One kept document. A loader for `guarded`."""
    return db.session.get(RawDocument, document_id)
