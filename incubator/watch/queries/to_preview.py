"""What a look back reads: the notices of the last months that could be of a kind of work, each as the engine takes it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import aliased, selectinload

from incubator.core import clock, search
from incubator.core.db import db
from incubator.notices.models import Notice
from incubator.notices.queries.narrowing import INDEX
from incubator.watch.queries.to_match import matchable
from incubator.watch.values import ACTIONABLE, MatchableNotice

PORTION = 500


@dataclass(frozen=True, slots=True)
class RecentNotice:
    """As little of a notice as tells whether it is worth a look. `published`: when that day began."""

    id: int
    version: str
    published: datetime
    cpv: tuple[str, ...]


def recent_notices(since: datetime) -> list[RecentNotice]:
    """What one could act on of what was published since a moment, and that no later publication corrects."""
    later = aliased(Notice)
    day = clock.local(since).date()
    came = or_(Notice.published >= day, and_(Notice.published.is_(None), Notice.first_seen_at >= since))
    statement = (
        select(Notice.id, Notice.content_hash, Notice.published, Notice.first_seen_at, Notice.cpv)
        .where(came, Notice.kind.in_(ACTIONABLE), Notice.merged_into_id.is_(None))
        .where(~exists().where(later.corrects_id == Notice.id))
        .order_by(Notice.id)
    )
    recent = []
    for notice_id, version, published, first_seen_at, cpv in db.session.execute(statement):
        begins = datetime.combine(published or clock.local(first_seen_at).date(), time(), clock.AMSTERDAM)
        recent.append(RecentNotice(notice_id, version, begins.astimezone(UTC), tuple(cpv)))
    return recent


def speaking_of(ways: Sequence[tuple[str, ...]], since: datetime) -> set[int]:
    """The numbers of the notices that were published since and hold all terms of one of these ways of saying it."""
    if not ways:
        return set()
    question = search.SearchQuestion((search.Sought(tuple(ways)),))
    rows = INDEX.rows(question, db.engine.dialect.name, ranked=False)
    recent = or_(rows.c.published >= clock.local(since).date(), rows.c.published.is_(None))
    return set(db.session.scalars(select(rows.c.id).where(recent)))


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
