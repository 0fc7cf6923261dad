"""The notices that are given out as open data, in the order in which they came: what is new comes last, and a page stays where it was."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import selectinload

from incubator.core.db import db
from incubator.core.open_data import DataRequest
from incubator.core.reference import nuts
from incubator.core.web import LARGEST_NUMBER
from incubator.formats.ocds_writing import TAGS
from incubator.formats.values import Scheme
from incubator.notices.models import FamilyIdentity, Notice, NoticeCpv, NoticePlace
from incubator.notices.queries.narrowing import under
from incubator.notices.queries.publications import PORTION, family, family_that_it_is


def given_out(request: DataRequest) -> Iterator[Notice]:
    """The notices that are asked for, read in portions so that memory stays flat."""
    left, last = request.limit, request.after
    while left is None or left > 0:
        size = PORTION if left is None else min(PORTION, left)
        portion = _portion(request, last, size)
        yield from portion
        if len(portion) < size:
            return
        last = portion[-1].id
        left = None if left is None else left - size


def _portion(request: DataRequest, after: int, size: int) -> Sequence[Notice]:
    # No row has a larger number, and no database takes one.
    statement = (
        select(Notice)
        .where(Notice.id > min(after, LARGEST_NUMBER), *_conditions(request))
        .options(selectinload(Notice.identities))
        .order_by(Notice.id)
        .limit(size)
    )
    return db.session.scalars(statement).all()


def _conditions(request: DataRequest) -> Iterator[ColumnElement[bool]]:
    filters = request.filters
    yield Notice.merged_into_id.is_(None)
    yield Notice.kind.in_([filters["kind"]] if "kind" in filters else list(TAGS))
    if "since" in filters:
        yield Notice.published >= filters["since"]
    if "region" in filters:
        codes = nuts.codes_within(filters["region"])
        yield Notice.id.in_(select(NoticePlace.notice_id).where(NoticePlace.code.in_(codes)))
    if "cpv" in filters:
        yield Notice.id.in_(select(NoticeCpv.notice_id).where(under(filters["cpv"])))


def standing(request: DataRequest) -> tuple[int, datetime | None]:
    """How many notices answer, and when one of them last changed here."""
    statement = select(func.count(), func.max(Notice.updated_at)).where(*_conditions(request))
    number, changed_at = db.session.execute(statement).one()
    return number, changed_at


def ocids_of(family_ids: set[int]) -> dict[int, str]:
    """The name that a source gave the procurement (an ocid), where one did; of several the first that came."""
    statement = (
        select(FamilyIdentity.family_id, FamilyIdentity.value)
        .where(FamilyIdentity.family_id.in_(family_ids), FamilyIdentity.scheme == Scheme.OCID)
        .order_by(FamilyIdentity.id.desc())
    )
    names: dict[int, str] = {}
    for family_id, ocid in db.session.execute(statement):
        names[family_id] = ocid
    return names


def of_procurement(family_id: int) -> Sequence[Notice]:
    """The publications of a procurement that can be given out, oldest first; also of one that turned out to be another."""
    notices = family(min(family_id, LARGEST_NUMBER))
    if not notices:
        other = family_that_it_is(min(family_id, LARGEST_NUMBER))
        notices = family(other) if other is not None else []
    return [notice for notice in notices if notice.kind in TAGS]


def family_with_ocid(ocid: str) -> int | None:
    """The procurement that a source gave this ocid."""
    statement = select(FamilyIdentity.family_id).where(
        FamilyIdentity.scheme == Scheme.OCID, FamilyIdentity.value == ocid
    )
    return db.session.scalar(statement.order_by(FamilyIdentity.id))
