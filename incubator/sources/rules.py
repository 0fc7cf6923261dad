"""How a source is doing, in one word; when to come back to it; and when people should hear of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

FIRST_RETRY, LAST_RETRY = 10, 1440  # minutes after a failure: longer and longer, never given up

FAILURES, SHORT_OUTAGE = 3, timedelta(hours=1)  # a short outage at night is nobody's business
OVERLOOKED = timedelta(hours=1)
LONG_OUTAGE = timedelta(hours=12)  # few failures, because we were asked to stay away that long
LONGEST_SILENCE = timedelta(days=180)

WARN_AGAIN = {"broken": timedelta(days=1), "quiet": timedelta(days=7), "unreadable": timedelta(days=7)}
# Nothing that we plan lies further ahead: a week is the longest that we stay away, and a tenth is added so as not to come all at once.
# What is planned later than this was planned while the clock of this machine was wrong.
FURTHEST_AHEAD = timedelta(days=8)


class SourceState(StrEnum):
    """How a source is doing."""

    PAUSED = "paused"
    NEW = "new"  # not read yet
    GOOD = "good"
    FAILING = "failing"  # the last reading failed; that happens
    BROKEN = "broken"
    UNREADABLE = "unreadable"  # it answers, and of what it brought last nothing could be read
    QUIET = "quiet"  # it answers, and brings nothing for unusually long


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a kind of source is read, in minutes between two readings, and how long it is usual that it brings nothing new."""

    shortest: int
    longest: int
    usual_silence: timedelta


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of the readings of a source. `longest_pause` is its own: between two times that it brought something new.

    `usable` and `rejected` count the notices of the last reading that brought any.
    """

    rhythm: Rhythm
    active: bool
    created_at: datetime
    last_success_at: datetime | None
    failures: int
    failing_since: datetime | None
    last_new_at: datetime | None = None
    longest_pause: timedelta = timedelta()
    usable: int = 0
    rejected: int = 0


def state_of(record: Record, now: datetime) -> SourceState:
    """How a source is doing now."""
    if not record.active:
        return SourceState.PAUSED
    if record.failures and record.failing_since is not None:
        if is_broken(record.failures, record.failing_since, now):
            return SourceState.BROKEN
        return SourceState.FAILING
    if record.last_success_at is None:
        return SourceState.NEW
    if record.rejected and not record.usable:
        return SourceState.UNREADABLE
    if now - (record.last_new_at or record.created_at) > quiet_after(record.rhythm, record.longest_pause):
        return SourceState.QUIET
    return SourceState.GOOD


def is_overlooked(record: Record, now: datetime) -> bool:
    """Never read, not even in vain, though it is read within minutes after it was added."""
    never = record.last_success_at is None and not record.failures
    return record.active and never and now - record.created_at > OVERLOOKED


def is_broken(failures: int, failing_since: datetime, now: datetime) -> bool:
    """Failing so often and so long that it will not mend by itself within the hour."""
    failing = now - failing_since
    return (failures >= FAILURES and failing >= SHORT_OUTAGE) or failing >= LONG_OUTAGE


def quiet_after(rhythm: Rhythm, longest_pause: timedelta) -> timedelta:
    """How long a source may bring nothing before that is unusual: by its kind, and twice its own longest pause."""
    return min(max(rhythm.usual_silence, 2 * longest_pause), LONGEST_SILENCE)


def pause_after(longest: timedelta, pause: timedelta) -> timedelta:
    """The longest pause after another one; one that was once very long is slowly forgotten."""
    return max(pause, longest * 0.9)


def report_due(state: SourceState, warned_about: str | None, warned_at: datetime | None, now: datetime) -> str | None:
    """What the manager should hear now: a state of `WARN_AGAIN`, or `mended`; `forget` when that is no longer of interest."""
    if state in WARN_AGAIN:
        if warned_about == state and _recently(warned_at, now, WARN_AGAIN[state]):
            return None
        return state.value
    if warned_about is None:
        return None
    if state is SourceState.GOOD:
        return "mended"
    if state is SourceState.PAUSED:
        return "forget"
    return None


def _recently(moment: datetime | None, now: datetime, span: timedelta) -> bool:
    """A moment that is still to come is no memory of anything: the clock was wrong when it was stored."""
    return moment is not None and timedelta() <= now - moment < span


def interval_after(rhythm: Rhythm, minutes: int, *, news: bool) -> int:
    """Come back sooner when there was news, later when there was none."""
    factor = 0.5 if news else 1.5
    return max(rhythm.shortest, min(rhythm.longest, round(minutes * factor)))


def minutes_to_retry(failures: int) -> int:
    """How long to stay away after so many failures in a row."""
    return min(LAST_RETRY, FIRST_RETRY * 2 ** min(max(failures, 1) - 1, 10))
