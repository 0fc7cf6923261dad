"""Reading a source: the bookkeeping around its reader. Entry points fetch outside a transaction and store inside one.

Who reads a source holds its claim. Every transaction of a reading first renews that claim; when someone else took over, or the
manager paused or deleted the source, nothing of it is stored.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, cast

import structlog
from sqlalchemy import CursorResult, delete, or_, update
from sqlalchemy.exc import DBAPIError

from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.http import Conditions, FetchFailed
from incubator.core.i18n import mark as N_
from incubator.notices.services.importing import ImportResult, import_documents
from incubator.notices.values import SourceDocument
from incubator.sources import queries, rules
from incubator.sources.kinds import KINDS, Note, Page, SourceWalk, UnexpectedAnswer
from incubator.sources.kinds.walking import known_nothing
from incubator.sources.models import Source, SourceRun

log = structlog.get_logger()

CLAIM = timedelta(minutes=10)  # renewed at every step; what a stopped process held is free after this
JITTER = 0.1
MOST_NOTES = 20
LONGEST_PARAMETER = 500
STOPPED = N_("The program stopped before this reading had ended; the next one goes on where it was.")
UNEXPECTED = N_("Something went wrong in our own program (%(kind)s); look in the log.")
UNREADABLE = N_("%(name)s could not be stored: something went wrong in our own program (%(kind)s).")
REJECTED = N_("%(name)s was rejected: %(reason)s")


class ClaimLost(Exception):
    """Someone else reads this source now, or it is not to be read any more."""


def begin(source_id: int, holder: str, *, now: datetime) -> SourceRun | None:
    """Claim a source and open the record of this reading. None when someone else reads it now."""
    free = queries.passed(Source.claimed_until, now)
    if not _change(update(Source).where(Source.id == source_id, free).values(claim=holder, claimed_until=now + CLAIM)):
        return None
    left = update(SourceRun).where(SourceRun.source_id == source_id, SourceRun.ended_at.is_(None))
    _change(left.values(ended_at=now, problem=Note(STOPPED).as_json()))
    run = SourceRun(source_id=source_id, started_at=now, notes=[])
    db.session.add(run)
    db.session.flush()
    return run


def hold(source_id: int, holder: str, *, now: datetime) -> Source:
    """The source, while we read it. Raises `ClaimLost`."""
    mine = update(Source).where(Source.id == source_id, Source.claim == holder)
    if not _change(mine.values(claimed_until=now + CLAIM)):
        raise ClaimLost
    return db.session.get_one(Source, source_id, populate_existing=True)


def _change(statement: Any) -> int:
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    return cast(CursorResult[Any], result).rowcount


def walk_of(source: Source, *, today: date, known: Any = known_nothing, siblings: Any = known_nothing) -> SourceWalk:
    """What the reader of this source needs to know, as plain values."""
    return SourceWalk(
        url=source.url,
        options=dict(source.options or {}),
        cursor=dict(source.cursor or {}),
        today=today,
        conditions=Conditions(source.etag, source.last_modified),
        known=known,
        siblings=siblings,
    )


def store(source: Source, run: SourceRun, documents: list[SourceDocument], *, now: datetime) -> ImportResult:
    """Store some documents of a step and count them."""
    result = _import(documents, source, run, now)
    run.new += result.new
    run.updated += result.updated
    run.unchanged += result.unchanged
    run.rejected += len(result.rejected)
    _note(run, list(map(_lost, result.rejected)))
    return result


def _lost(rejected: Mapping[str, str]) -> Note:
    return Note(REJECTED, {"name": rejected["path"], "reason": rejected["reason"]})


def _import(documents: list[SourceDocument], source: Source, run: SourceRun, now: datetime) -> ImportResult:
    """All at once; when that fails because of one of them, one by one, so that it does not stop the others."""
    try:
        with db.session.begin_nested():
            return import_documents(documents, now=now, source_id=source.id)
    except DBAPIError:
        raise  # the database, not a document
    except Exception as error:
        log.exception("document_not_stored", source=source.id, documents=len(documents))
        if len(documents) == 1:
            _note(run, [Note(UNREADABLE, {"name": documents[0].name, "kind": type(error).__name__})])
            return ImportResult(rejected=[])
    result = ImportResult()
    for document in documents:
        result.add(_import([document], source, run, now))
    return result


def _note(run: SourceRun, notes: Sequence[Note]) -> None:
    if notes and len(run.notes) < MOST_NOTES:
        run.notes = [*run.notes, *(note.as_json() for note in notes)][:MOST_NOTES]


def move_on(source: Source, run: SourceRun, page: Page) -> None:
    """Remember where to go on; in the transaction of the last documents of the step."""
    source.cursor = page.cursor
    if page.conditions is not None:
        source.etag, source.last_modified = page.conditions.etag, page.conditions.last_modified
    run.requests += page.requests
    run.unchanged += page.unchanged
    _note(run, page.notes)


def succeed(source: Source, run: SourceRun, *, now: datetime) -> None:
    """All was read: come back sooner when there was news, later when there was none."""
    _end(source, run, now)
    rhythm = KINDS[source.kind].rhythm
    source.interval_minutes = rules.interval_after(rhythm, source.interval_minutes, news=bool(run.new))
    source.next_at = now + _around(source.interval_minutes)


def rest(source: Source, run: SourceRun, *, now: datetime) -> None:
    """There is more to read, and others want their turn: it is due again at once."""
    _end(source, run, now)
    source.next_at = now


def _end(source: Source, run: SourceRun, now: datetime) -> None:
    run.ended_at = source.last_success_at = now
    source.failures, source.problem, source.failing_since, source.broken_since = 0, None, None, None
    source.claim = source.claimed_until = None
    _count(source, run)
    if source.last_new_at is not None and source.last_new_at > now:
        source.last_new_at = now  # stored while the clock was ahead; silence is counted from today
    if run.new:
        _remember_pause(source, now)
        source.last_new_at = now


def _count(source: Source, run: SourceRun) -> None:
    """How many notices of this reading could be used and how many were lost; a reading without any changes nothing."""
    usable = run.new + run.updated + run.unchanged
    if usable or run.rejected:
        source.last_usable, source.last_rejected = usable, run.rejected


def _remember_pause(source: Source, now: datetime) -> None:
    if source.last_new_at is not None:
        longest = rules.pause_after(timedelta(hours=source.longest_pause_hours), now - source.last_new_at)
        source.longest_pause_hours = int(longest / timedelta(hours=1))


def fail(source: Source, run: SourceRun, error: Exception, *, now: datetime) -> None:
    """It did not work: remember why, and come back later, but always come back."""
    problem = problem_of(error).as_json()
    run.ended_at, run.problem = now, problem
    source.failures += 1
    source.problem = problem
    if source.failing_since is None or source.failing_since > now:
        source.failing_since = min(run.started_at, now)
    if source.broken_since is None and rules.is_broken(source.failures, source.failing_since, now):
        source.broken_since = source.failing_since
    source.claim = source.claimed_until = None
    if isinstance(error, UnexpectedAnswer) and error.restart is not None:
        source.cursor = error.restart
    source.next_at = now + max(_around(rules.minutes_to_retry(source.failures)), _later(_asked_to_wait(error)))


def _asked_to_wait(error: Exception) -> timedelta:
    """How long the other side asks us to stay away."""
    if isinstance(error, FetchFailed) and error.retry_after:
        return timedelta(seconds=error.retry_after)
    return timedelta()


def problem_of(error: Exception) -> Note:
    """What went wrong, as a sentence that can be translated when it is shown."""
    if isinstance(error, RuleViolation):
        return Note(error.message, {key: _storable(value) for key, value in error.params.items()})
    return Note(UNEXPECTED, {"kind": type(error).__name__})


def _storable(value: object) -> int | str:
    if isinstance(value, int):
        return value
    return str(value)[:LONGEST_PARAMETER]


def let_go(source_id: int, holder: str, run: SourceRun | None, *, now: datetime) -> None:
    """Stop halfway because the program stops: the next one may go on at once."""
    mine = update(Source).where(Source.id == source_id, Source.claim == holder)
    _change(mine.values(claim=None, claimed_until=None))
    if run is not None and run.ended_at is None:
        run.ended_at, run.problem = now, Note(STOPPED).as_json()


def _around(minutes: float) -> timedelta:
    """About so many minutes, so that sources and installations do not all knock at the same moment."""
    return timedelta(minutes=minutes * random.uniform(1 - JITTER, 1 + JITTER))  # noqa: S311 - spreading, no secret


def _later(asked: timedelta) -> timedelta:
    """Not before we were asked to come back, and not all at that very moment."""
    return asked * random.uniform(1, 1 + JITTER)  # noqa: S311 - spreading, no secret


def forget_old_runs(*, now: datetime) -> int:
    """Remove the record of readings that brought nothing, after a month; of all others after a year."""
    empty = (SourceRun.new == 0) & (SourceRun.started_at < now - timedelta(days=30))
    return _change(delete(SourceRun).where(or_(empty, SourceRun.started_at < now - timedelta(days=365))))
