"""One notice, its family, and the notices of a list."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.formats.values import NoticeKind, Scheme
from incubator.notices.models import Family, Notice, NoticeIdentity, Organisation, RawDocument
from incubator.notices.models.publications import NoticeReading
from incubator.notices.queries import organisations
from incubator.notices.queries.statuses import status_at
from incubator.notices.values import NoticeStatus

PORTION = 500
PROMISED = {NoticeStatus.PLANNED: (NoticeStatus.PLANNED, NoticeStatus.LAPSED)}  # a script knows no plans that lapsed


def notice(notice_id: int) -> Notice | None:
    """The publication with this number; for the number of an alias the publication that it turned out to be."""
    statement = (
        select(Notice)
        .where(Notice.id == notice_id)
        .options(selectinload(Notice.identities), selectinload(Notice.buyer).selectinload(Organisation.identities))
    )
    stored = db.session.scalar(statement)
    if stored is not None and stored.merged_into_id is not None:
        return notice(stored.merged_into_id)
    return stored


def family(family_id: int) -> Sequence[Notice]:
    """All publications of one procurement, oldest first."""
    statement = (
        select(Notice)
        .where(Notice.family_id == family_id, Notice.merged_into_id.is_(None))
        .options(selectinload(Notice.identities), selectinload(Notice.buyer))
        .order_by(Notice.published, Notice.id)
    )
    return db.session.scalars(statement).all()


def family_that_it_is(family_id: int) -> int | None:
    """The family that a family without publications turned out to be; None when there is no such family."""
    stored = db.session.get(Family, family_id)
    if stored is not None and stored.merged_into_id is not None:
        return stored.merged_into_id
    # All its publications may have become aliases of those of another.
    alias = select(Notice).where(Notice.family_id == family_id, Notice.merged_into_id.is_not(None)).order_by(Notice.id)
    winner = db.session.scalars(alias.options(selectinload(Notice.merged_into))).first()
    if winner is None or winner.merged_into is None:
        return None
    return winner.merged_into.family_id


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
    *,
    since: date | None = None,
    status: NoticeStatus | None = None,
    ids: Sequence[int] | None = None,
    now: datetime,
) -> Iterator[Notice]:
    """Notices in the order in which they came, read in portions so that memory stays flat."""
    conditions: list[ColumnElement[bool]] = [Notice.merged_into_id.is_(None)]
    if since is not None:
        conditions.append(or_(Notice.published >= since, Notice.published.is_(None)))
    if status is not None:
        conditions.append(status_at(now).in_([shown.value for shown in PROMISED.get(status, (status,))]))
    if ids is not None:
        conditions.append(Notice.id.in_(ids))
    statement = (
        select(Notice)
        .options(selectinload(Notice.identities), selectinload(Notice.buyer).selectinload(Organisation.identities))
        .order_by(Notice.id)
        .limit(PORTION)
    )
    last = 0
    # The session holds what nobody uses any more weakly: a portion is gone once the next has come.
    while portion := db.session.scalars(statement.where(Notice.id > last, *conditions)).all():
        last = portion[-1].id
        yield from portion


def previous_contract(notice: Notice) -> Notice | None:
    """The last award of this buyer for this CPV code before this notice, outside its own procurement."""
    if notice.buyer_id is None or notice.main_cpv is None or notice.published is None:
        return None
    statement = (
        select(Notice)
        .where(
            Notice.buyer_id.in_(organisations.merged_with(notice.buyer_id)),
            Notice.main_cpv == notice.main_cpv,
            Notice.kind == NoticeKind.AWARD,
            Notice.family_id != notice.family_id,
            Notice.published < notice.published,
            Notice.merged_into_id.is_(None),
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
