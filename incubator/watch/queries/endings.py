"""Contracts that end before long: the newest award of each procurement whose end is known."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import BindParameter, ColumnElement, Date, and_, func, select, type_coerce

from incubator.core import clock, quantities
from incubator.core.db import UTCDateTime, db
from incubator.notices.models import Notice
from incubator.notices.queries.awards import AWARDS, overtaken

MONTHS_AHEAD = 18  # before the end of a contract that one can begin to prepare for the next
LOOKED_BACK = timedelta(days=7)  # a job that did not run for so long misses none


def last_day(today: date) -> date:
    """The last day on which a contract ends before long."""
    return quantities.months_later(today, MONTHS_AHEAD)


def ends_before_long(now: datetime) -> ColumnElement[bool]:
    """Awards of contracts that end in the next months; of several in a procurement the newest."""
    today = clock.local(now).date()
    return and_(
        Notice.kind.in_(AWARDS),
        Notice.contract_end.between(today, last_day(today)),
        Notice.merged_into_id.is_(None),
        ~overtaken(),
    )


def still_running(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Awards of contracts that have not ended, and that no later award of their procurement overtook."""
    today = func.date(type_coerce(now, UTCDateTime()), type_=Date())
    return and_(Notice.kind.in_(AWARDS), Notice.contract_end >= today, Notice.merged_into_id.is_(None), ~overtaken())


def end_of(notice: Notice, now: datetime) -> date | None:
    """When the contract of an award ends, if that is before long."""
    today = clock.local(now).date()
    if notice.kind not in AWARDS or notice.contract_end is None:
        return None
    if not today <= notice.contract_end <= last_day(today):
        return None
    return notice.contract_end


def earlier_of(notices: Sequence[Notice]) -> dict[int, int]:
    """What each of these publications goes on from: what it corrects, or the award before it of the same contract."""
    earlier = {}
    awards = {}
    for notice in notices:
        if notice.corrects_id is not None:
            earlier[notice.id] = notice.corrects_id
        elif notice.kind in AWARDS:
            awards[notice.family_id] = notice.id
    if awards:
        statement = (
            select(Notice.family_id, Notice.id)
            .where(Notice.family_id.in_(awards), Notice.kind.in_(AWARDS), Notice.id.not_in(awards.values()))
            .order_by(Notice.published, Notice.id)
        )
        for family_id, notice_id in db.session.execute(statement):
            earlier[awards[family_id]] = notice_id
    return earlier


def awards_before(notices: Sequence[Notice]) -> dict[int, int]:
    """Of each award in the procurements of these, the one before it."""
    families = {notice.family_id for notice in notices if notice.kind in AWARDS}
    if not families:
        return {}
    statement = (
        select(Notice.family_id, Notice.id)
        .where(Notice.family_id.in_(families), Notice.kind.in_(AWARDS))
        .order_by(Notice.published, Notice.id)
    )
    before: dict[int, int] = {}
    newest: dict[int, int] = {}
    for family_id, notice_id in db.session.execute(statement):
        if family_id in newest:
            before[notice_id] = newest[family_id]
        newest[family_id] = notice_id
    return before


def come_within_sight(now: datetime) -> Sequence[int]:
    """The awards of contracts whose end came within the months ahead these days: nothing about them changed but the date."""
    last = last_day(clock.local(now).date())
    statement = select(Notice.id).where(ends_before_long(now), Notice.contract_end > last - LOOKED_BACK)
    return db.session.scalars(statement.order_by(Notice.id)).all()
