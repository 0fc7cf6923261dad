"""What a look back reads: the notices of the last months that could be of a kind of work, each as the engine takes it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import aliased, selectinload

from incubator.core import asking, clock
from incubator.core.db import db
from incubator.notices.models import Notice, NoticeCpv
from incubator.notices.queries.narrowing import INDEX
from incubator.watch.queries.to_match import matchable
from incubator.watch.values import ACTIONABLE, MatchableNotice

PORTION = 500


@dataclass(frozen=True, slots=True)
class RecentNotice:
    """As little of a notice as tells whether it has to be read again. `published`: when that day began."""

    id: int
    version: str
    published: datetime


def recent_notices(ways: Sequence[tuple[str, ...]], corners: Collection[str], since: datetime) -> list[RecentNotice]:
    """What one could act on of what was published since a moment, and that no later publication corrects.

    Only what holds all terms of one of these ways of saying it, or has a code that begins like one of these corners.
    """
    later = aliased(Notice)
    day = clock.local(since).date()
    came = or_(Notice.published >= day, and_(Notice.published.is_(None), Notice.first_seen_at >= since))
    statement = (
        select(Notice.id, Notice.content_hash, Notice.published, Notice.first_seen_at)
        .where(came, Notice.kind.in_(ACTIONABLE), Notice.merged_into_id.is_(None))
        .where(or_(false(), *_speaking_of(ways), *_with_codes(corners)))
        .where(~exists().where(later.corrects_id == Notice.id))
        .order_by(Notice.id)
    )
    recent = []
    for notice_id, version, published, first_seen_at in db.session.execute(statement):
        recent.append(RecentNotice(notice_id, version, _begin(published or clock.local(first_seen_at).date())))
    return recent


@lru_cache(maxsize=5000)
def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), clock.AMSTERDAM).astimezone(UTC)


def _speaking_of(ways: Sequence[tuple[str, ...]]) -> Iterator[ColumnElement[bool]]:
    if ways:
        question = asking.SearchQuestion((asking.Sought(tuple(ways)),))
        rows = INDEX.rows(question, db.engine.dialect.name, ranked=False)
        yield Notice.id.in_(select(rows.c.id))


def _with_codes(corners: Collection[str]) -> Iterator[ColumnElement[bool]]:
    if corners:
        beginnings = map(NoticeCpv.code.startswith, sorted(corners))
        yield Notice.id.in_(select(NoticeCpv.notice_id).where(or_(*beginnings)))


def matchable_notices(recent: Sequence[RecentNotice]) -> Iterator[MatchableNotice]:
    """These notices as the engine takes them, each as on the day on which it was published."""
    published = {notice.id: notice.published for notice in recent}
    numbers = list(published)
    for start in range(0, len(numbers), PORTION):
        portion = numbers[start : start + PORTION]
        for notice in db.session.scalars(select(Notice).where(Notice.id.in_(portion)).order_by(Notice.id)):
            yield matchable(notice, published[notice.id])


def notices_shown(numbers: Collection[int]) -> dict[int, Notice]:
    """These notices with their buyer, by number."""
    statement = select(Notice).where(Notice.id.in_(numbers)).options(selectinload(Notice.buyer)).order_by(Notice.id)
    return {notice.id: notice for notice in db.session.scalars(statement)}
