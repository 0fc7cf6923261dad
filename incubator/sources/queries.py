"""Which sources are due, how they are doing, and what is known already of what they list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, bindparam, func, inspect, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db
from incubator.core.prepared import Question, once, rows
from incubator.formats.values import Scheme
from incubator.notices.models import FamilyIdentity, Notice, NoticeIdentity, NoticeReading
from incubator.sources import rules
from incubator.sources.kinds import KINDS
from incubator.sources.models import Source, SourceRun


@dataclass(frozen=True, slots=True)
class Shown:
    """A source with how it is doing, and how much was new today."""

    source: Source
    state: rules.SourceState
    new_today: int


def sources() -> Sequence[Source]:
    return once(lambda: db.session.scalars(_sources()).all(), "sources")


@cache
def _sources() -> Question:
    statement: Question = select(Source)
    return statement.order_by(Source.name, Source.id)


def overview(now: datetime) -> list[Shown]:
    """All sources and how they are doing."""
    new = _new_today(now)
    return [Shown(source, state_of(source, now), new.get(source.id, 0)) for source in sources()]


def shown(source: Source, now: datetime) -> Shown:
    """One source and how it is doing."""
    return Shown(source, state_of(source, now), _new_today(now).get(source.id, 0))


def _new_today(now: datetime) -> dict[int, int]:
    """How much each source brought since midnight in the Netherlands."""
    midnight = clock.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return {source_id: int(new) for source_id, new in rows(_new_since(), since=midnight)}


@cache
def _new_since() -> Question:
    statement: Question = select(SourceRun.source_id, func.sum(SourceRun.new))
    return statement.where(SourceRun.started_at >= bindparam("since")).group_by(SourceRun.source_id)


def state_of(source: Source, now: datetime) -> rules.SourceState:
    return rules.state_of(record_of(source), now)


def record_of(source: Source) -> rules.Record:
    """What the rules of health look at."""
    return rules.Record(
        rhythm=KINDS[source.kind].rhythm,
        active=source.active,
        created_at=source.created_at,
        last_success_at=source.last_success_at,
        failures=source.failures,
        failing_since=source.failing_since,
        last_new_at=source.last_new_at,
        longest_pause=timedelta(hours=source.longest_pause_hours),
        usable=source.last_usable,
        rejected=source.last_rejected,
    )


def source(source_id: int) -> Source | None:
    return db.session.get(Source, source_id)


def is_there(source: Source) -> bool:
    """Whether a source that was loaded before was not removed since."""
    return db.session.get(Source, inspect(source).identity, populate_existing=True) is not None


def for_manager(_viewer: User, source_id: int) -> Source | None:
    """A loader for the manager's pages."""
    return source(source_id)


def source_by_name(name: str) -> Source | None:
    """By name or address, else by number."""
    statement = select(Source).where(or_(Source.name == name, Source.url == name)).order_by(Source.id)
    named = db.session.scalars(statement).first()
    if named is None and name.isascii() and name.isdigit() and len(name) < 10:
        return source(int(name))
    return named


def read_as(kind: str) -> Source | None:
    """The source of this kind that this incubator reads; the oldest of several."""
    statement = select(Source).where(Source.kind == kind, Source.active.is_(True)).order_by(Source.id)
    return db.session.scalars(statement.limit(1)).first()


def by_url(url: str) -> Source | None:
    return db.session.scalar(select(Source).where(Source.url == url))


def due_ids(now: datetime) -> list[int]:
    """The sources whose time has come and that nobody reads now, longest waiting first.

    What is planned or claimed further ahead than we ever plan was stored while the clock was wrong: it is due, and free.
    """
    statement = (
        select(Source.id)
        .where(Source.active.is_(True), passed(Source.next_at, now), passed(Source.claimed_until, now))
        .order_by(Source.next_at.nullsfirst(), Source.id)
    )
    return list(db.session.scalars(statement))


def passed(column: InstrumentedAttribute[datetime | None], now: datetime) -> ColumnElement[bool]:
    """Whether a moment that we planned has come; one that cannot have been planned counts as none."""
    return or_(column.is_(None), column <= now, column > now + rules.FURTHEST_AHEAD)


def ahead(now: datetime) -> Sequence[Source]:
    """The sources with a plan or claim that was stored while the clock of this machine was ahead."""
    limit = now + rules.FURTHEST_AHEAD
    far = or_(Source.next_at > limit, Source.claimed_until > limit, Source.last_success_at > limit)
    return db.session.scalars(select(Source).where(Source.active.is_(True), far).order_by(Source.id)).all()


def runs(source_id: int, limit: int = 30) -> Sequence[SourceRun]:
    statement = select(SourceRun).where(SourceRun.source_id == source_id).order_by(SourceRun.id.desc()).limit(limit)
    return db.session.scalars(statement).all()


def run(run_id: int) -> SourceRun:
    return db.session.get_one(SourceRun, run_id)


def known_details(publication_ids: Sequence[str]) -> set[str]:
    """Which of these TenderNed publications were read in detail already."""
    statement = (
        select(NoticeIdentity.value)
        .join(NoticeReading, NoticeReading.notice_id == NoticeIdentity.notice_id)
        .where(
            NoticeIdentity.scheme == Scheme.TENDERNED,
            NoticeIdentity.value.in_(publication_ids),
            NoticeReading.format == "tenderned-detail",
        )
    )
    return set(db.session.scalars(statement))


def publications_of(kenmerken: Sequence[str]) -> set[str]:
    """The TenderNed publications that are known of these procurements."""
    statement = (
        select(NoticeIdentity.value)
        .join(Notice, Notice.id == NoticeIdentity.notice_id)
        .join(FamilyIdentity, FamilyIdentity.family_id == Notice.family_id)
        .where(
            NoticeIdentity.scheme == Scheme.TENDERNED,
            FamilyIdentity.scheme == Scheme.KENMERK,
            FamilyIdentity.value.in_(kenmerken),
        )
    )
    return set(db.session.scalars(statement))
