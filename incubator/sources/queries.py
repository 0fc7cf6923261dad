"""Reads about sources: which are due, how they are doing, what is known already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db
from incubator.formats.values import Scheme
from incubator.notices.models import FamilyIdentity, Notice, NoticeIdentity, NoticeReading
from incubator.sources import rules
from incubator.sources.models import Source, SourceRun


@dataclass(frozen=True, slots=True)
class Shown:
    """A source with how it is doing, and how much was new today."""

    source: Source
    state: rules.SourceState
    new_today: int


def sources() -> Sequence[Source]:
    return db.session.scalars(select(Source).order_by(Source.name, Source.id)).all()


def overview(now: datetime) -> list[Shown]:
    """All sources and how they are doing."""
    new = _new_today(now)
    return [Shown(one, state_of(one, now), new.get(one.id, 0)) for one in sources()]


def shown(source: Source, now: datetime) -> Shown:
    """One source and how it is doing."""
    return Shown(source, state_of(source, now), _new_today(now).get(source.id, 0))


def _new_today(now: datetime) -> dict[int, int]:
    """How much each source brought since midnight in the Netherlands."""
    midnight = clock.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    counted = select(SourceRun.source_id, func.sum(SourceRun.new)).where(SourceRun.started_at >= midnight)
    return {row[0]: int(row[1]) for row in db.session.execute(counted.group_by(SourceRun.source_id))}


def state_of(source: Source, now: datetime) -> rules.SourceState:
    return rules.state_of(record_of(source), now)


def record_of(source: Source) -> rules.Record:
    """What the rules of health look at."""
    return rules.Record(
        kind=source.kind.value,
        active=source.active,
        created_at=source.created_at,
        last_success_at=source.last_success_at,
        failures=source.failures,
        failing_since=source.failing_since,
        last_new_at=source.last_new_at,
        longest_pause=timedelta(hours=source.longest_pause_hours),
    )


def source(source_id: int) -> Source | None:
    return db.session.get(Source, source_id)


def for_manager(_viewer: User, source_id: int) -> Source | None:
    """A loader for the manager's pages."""
    return source(source_id)


def source_by_name(name: str) -> Source | None:
    """By name or address, else by number."""
    statement = select(Source).where(or_(Source.name == name, Source.url == name)).order_by(Source.id)
    found = db.session.scalars(statement).first()
    if found is None and name.isascii() and name.isdigit() and len(name) < 10:
        return source(int(name))
    return found


def by_url(url: str) -> Source | None:
    return db.session.scalar(select(Source).where(Source.url == url))


def due_ids(now: datetime) -> list[int]:
    """The sources whose time has come and that nobody reads now, longest waiting first."""
    statement = (
        select(Source.id)
        .where(
            Source.active.is_(True),
            or_(Source.next_at.is_(None), Source.next_at <= now),
            or_(Source.claimed_until.is_(None), Source.claimed_until <= now),
        )
        .order_by(Source.next_at.nullsfirst(), Source.id)
    )
    return list(db.session.scalars(statement))


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
