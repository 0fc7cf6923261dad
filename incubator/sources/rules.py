"""How a source is doing, in one word; when to come back to it; and when people should hear of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SHORTEST = {"tenderned": 30, "ted": 120, "ocds": 360, "feed": 15}  # minutes between two readings
LONGEST = {"tenderned": 180, "ted": 720, "ocds": 7 * 1440, "feed": 1440}
FIRST_RETRY, LAST_RETRY = 10, 1440  # minutes after a failure: longer and longer, never given up

FAILURES, SHORT_OUTAGE = 3, timedelta(hours=1)  # a short outage at night is nobody's business
LONG_OUTAGE = timedelta(hours=12)  # few failures, because we were asked to stay away that long
# How long it is usual to hear nothing new: TED does not publish at weekends, data sets come by the quarter.
USUAL_SILENCE = {
    "tenderned": timedelta(days=3),
    "ted": timedelta(days=5),
    "ocds": timedelta(days=100),
    "feed": timedelta(days=14),
}
LONGEST_SILENCE = timedelta(days=180)

WARN_AGAIN = {"broken": timedelta(days=1), "quiet": timedelta(days=7)}


class SourceState(StrEnum):
    """How a source is doing."""

    PAUSED = "paused"
    NEW = "new"  # not read yet
    GOOD = "good"
    FAILING = "failing"  # the last reading failed; that happens
    BROKEN = "broken"
    QUIET = "quiet"  # it answers, and brings nothing for unusually long


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of the readings of a source. `longest_pause` is its own: between two times that it brought something new."""

    kind: str
    active: bool
    created_at: datetime
    last_success_at: datetime | None
    failures: int
    failing_since: datetime | None
    last_new_at: datetime | None = None
    longest_pause: timedelta = timedelta()


def state_of(record: Record, now: datetime) -> SourceState:
    """How a source is doing now."""
    if not record.active:
        return SourceState.PAUSED
    if record.failures and record.failing_since is not None:
        return SourceState.BROKEN if is_broken(record.failures, record.failing_since, now) else SourceState.FAILING
    if record.last_success_at is None:
        return SourceState.NEW
    if now - (record.last_new_at or record.created_at) > quiet_after(record.kind, record.longest_pause):
        return SourceState.QUIET
    return SourceState.GOOD


def is_broken(failures: int, failing_since: datetime, now: datetime) -> bool:
    """Failing so often and so long that it will not mend by itself within the hour."""
    failing = now - failing_since
    return (failures >= FAILURES and failing >= SHORT_OUTAGE) or failing >= LONG_OUTAGE


def quiet_after(kind: str, longest_pause: timedelta) -> timedelta:
    """How long this source may bring nothing before that is unusual: by its kind, and twice its own longest pause."""
    return min(max(USUAL_SILENCE[kind], 2 * longest_pause), LONGEST_SILENCE)


def pause_after(longest: timedelta, pause: timedelta) -> timedelta:
    """The longest pause after another one; one that was once very long is slowly forgotten."""
    return max(pause, longest * 0.9)


def report_due(state: SourceState, warned_about: str | None, warned_at: datetime | None, now: datetime) -> str | None:
    """What the manager should hear now: `broken`, `quiet`, `mended`; `forget` when that is no longer of interest; else nothing."""
    if state in WARN_AGAIN:
        again = warned_at is None or warned_about != state or now - warned_at >= WARN_AGAIN[state]
        return state.value if again else None
    if warned_about is None:
        return None
    if state is SourceState.GOOD:
        return "mended"
    return "forget" if state is SourceState.PAUSED else None


def interval_after(kind: str, minutes: int, *, news: bool) -> int:
    """Come back sooner when there was news, later when there was none."""
    wanted = round(minutes * (0.5 if news else 1.5))
    return max(SHORTEST[kind], min(LONGEST[kind], wanted))


def minutes_to_retry(failures: int) -> int:
    """How long to stay away after so many failures in a row."""
    return min(LAST_RETRY, FIRST_RETRY * 2 ** min(max(failures, 1) - 1, 10))
