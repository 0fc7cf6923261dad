"""Reading a source: the bookkeeping around its reader. Entry points fetch outside a transaction and store inside one."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.http import Client, Conditions
from incubator.notices.models import Source, SourceKind, SourceRun
from incubator.notices.queries import sources as queries
from incubator.notices.services.importing import ImportResult, import_documents
from incubator.notices.services.readers import READERS, Page, Walk

SHORTEST = {SourceKind.TENDERNED: 30, SourceKind.TED: 120, SourceKind.OCDS: 360, SourceKind.FEED: 15}  # minutes
LONGEST = {SourceKind.TENDERNED: 180, SourceKind.TED: 720, SourceKind.OCDS: 7 * 1440, SourceKind.FEED: 1440}
FIRST_RETRY, LAST_RETRY = 10, 1440  # minutes: longer and longer, never given up
JITTER = 0.1


@dataclass(frozen=True, slots=True)
class Step:
    """What was fetched in one go, to be stored in one transaction."""

    page: Page


def begin(source: Source, *, now: datetime) -> SourceRun:
    """Open the record of one reading."""
    run = SourceRun(source=source, started_at=now)
    db.session.flush()
    return run


def fetch(source: Source, client: Client, *, today: date) -> Page:
    """One step over the network; stores nothing. Raises `RuleViolation` with the reason when it fails."""
    walk = Walk(
        url=source.url,
        options=dict(source.options or {}),
        cursor=dict(source.cursor or {}),
        today=today,
        conditions=Conditions(source.etag, source.last_modified),
        known_tenderned=queries.known_details,
    )
    return READERS[source.kind](walk, client)


def keep(source: Source, run: SourceRun, page: Page, *, now: datetime) -> ImportResult:
    """Store what a step brought, together with the place to go on from."""
    result = ImportResult()
    for start in range(0, len(page.documents), 100):
        result.add(import_documents(page.documents[start : start + 100], now=now, source_id=source.id))
    source.cursor = page.cursor
    if page.etag or page.last_modified:
        source.etag, source.last_modified = page.etag, page.last_modified
    run.requests += page.requests
    run.new += result.new
    run.updated += result.updated
    run.unchanged += result.unchanged
    run.rejected += len(result.rejected)
    return result


def succeed(source: Source, run: SourceRun, *, now: datetime) -> None:
    """All was read: come back sooner when there was news, later when there was none."""
    run.ended_at = now
    source.last_success_at = now
    source.failures, source.last_error, source.broken_since, source.warned_at = 0, None, None, None
    if run.new:
        source.last_new_at = now
    factor = 0.5 if run.new else 1.5
    wanted = round(source.interval_minutes * factor)
    source.interval_minutes = max(SHORTEST[source.kind], min(LONGEST[source.kind], wanted))
    source.next_at = now + _around(source.interval_minutes)


def fail(
    source: Source, run: SourceRun | None, error: RuleViolation, *, now: datetime, wait: int | None = None
) -> None:
    """It did not work: remember why, and come back later, but always come back."""
    if run is not None:
        run.ended_at, run.error = now, str(error)
    source.failures += 1
    source.last_error = str(error)
    source.broken_since = source.broken_since or now
    minutes = min(LAST_RETRY, FIRST_RETRY * 2 ** min(source.failures - 1, 10))
    asked = timedelta(seconds=wait) if wait else timedelta()
    source.next_at = now + max(_around(minutes), asked)


def _around(minutes: float) -> timedelta:
    """About so many minutes, so that sources and installations do not all knock at the same moment."""
    return timedelta(minutes=minutes * random.uniform(1 - JITTER, 1 + JITTER))  # noqa: S311 - spreading, no secret
