"""The page of notices as it opens, without a question: over very many notices its counts are kept by a job, its rows are read at once."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from incubator.core.db import db
from incubator.notices.models import KeptFigures, Notice
from incubator.notices.queries.requests import PAGE, Request
from incubator.notices.queries.statuses import status_at
from incubator.notices.values import NoticeStatus

MANY = 20_000  # notices; over fewer, counting takes no longer than reading what was counted
HOLDS = timedelta(minutes=30)  # for which kept figures are shown
OPENINGS = {
    "open": Request(statuses=(NoticeStatus.OPEN, NoticeStatus.PLANNED)),
    "everything": Request(),
}
Figures = list[tuple[Any, ...]]


def kept_figures(request: Request, now: datetime) -> tuple[Figures, datetime] | None:
    """The counts of an opening page and when they were made; None for another question, or when they are too old."""
    for name, opening in OPENINGS.items():
        if opening == request:
            kept = db.session.get(KeptFigures, name)
            if kept is not None and now - HOLDS <= kept.counted_at <= now:
                return [tuple(row) for row in kept.figures["rows"]], kept.counted_at
    return None


def newest(request: Request, now: datetime) -> list[int]:
    """The first page of an opening: by the index on the day of publication, so that only as many rows are read as are shown."""
    later = aliased(Notice)
    chosen = [
        Notice.published.is_not(None),
        Notice.merged_into_id.is_(None),
        ~exists().where(later.corrects_id == Notice.id),
    ]
    if request.statuses:
        chosen.append(status_at(now).in_(request.statuses))
    statement = select(Notice.id).where(*chosen).order_by(Notice.published.desc(), Notice.id.desc()).limit(PAGE)
    return list(db.session.scalars(statement))
