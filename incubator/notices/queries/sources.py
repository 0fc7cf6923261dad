"""Reads about sources: which are due, how they are doing, what is known already."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select

from incubator.core.db import db
from incubator.notices.models import NoticeIdentity, NoticeReading, Source, SourceRun
from incubator.notices.values import Scheme


def sources() -> Sequence[Source]:
    return db.session.scalars(select(Source).order_by(Source.name, Source.id)).all()


def source(source_id: int) -> Source | None:
    return db.session.get(Source, source_id)


def source_by_name(name: str) -> Source | None:
    """By number, name or address."""
    if name.isdigit():
        return source(int(name))
    statement = select(Source).where(or_(Source.name == name, Source.url == name)).order_by(Source.id)
    return db.session.scalars(statement).first()


def due(now: datetime) -> Sequence[Source]:
    """The sources whose time has come, longest waiting first."""
    statement = (
        select(Source)
        .where(Source.active.is_(True), or_(Source.next_at.is_(None), Source.next_at <= now))
        .order_by(Source.next_at, Source.id)
    )
    return db.session.scalars(statement).all()


def broken() -> Sequence[Source]:
    statement = select(Source).where(Source.active.is_(True), Source.broken_since.is_not(None)).order_by(Source.id)
    return db.session.scalars(statement).all()


def runs(source_id: int, limit: int = 30) -> Sequence[SourceRun]:
    statement = select(SourceRun).where(SourceRun.source_id == source_id).order_by(SourceRun.id.desc()).limit(limit)
    return db.session.scalars(statement).all()


def known_details(publication_ids: list[str]) -> set[str]:
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
