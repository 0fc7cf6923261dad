"""How a source is doing, when it is read again and when the manager hears of it: plain rules, both sides of every limit."""

from datetime import UTC, datetime, timedelta

import pytest

from incubator.sources import rules
from incubator.sources.rules import Record, Rhythm, SourceState

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SECOND = timedelta(seconds=1)
RHYTHM = Rhythm(shortest=30, longest=180, usual_silence=3 * DAY)
PATIENT = Rhythm(shortest=120, longest=720, usual_silence=5 * DAY)


def record(**more):
    usual = {"rhythm": RHYTHM, "active": True, "created_at": NOW - 90 * DAY, "last_success_at": NOW, "failures": 0}
    return Record(**{**usual, "failing_since": None, "last_new_at": NOW - HOUR, **more})


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({}, SourceState.GOOD),
        ({"active": False, "failures": 9, "failing_since": NOW - 9 * DAY}, SourceState.PAUSED),
        ({"last_success_at": None, "last_new_at": None}, SourceState.NEW),
        ({"failures": 1, "failing_since": NOW - HOUR}, SourceState.FAILING),
        ({"failures": 1, "failing_since": NOW - HOUR, "last_success_at": None}, SourceState.FAILING),
        ({"failures": 3, "failing_since": NOW - HOUR + SECOND}, SourceState.FAILING),
        ({"failures": 2, "failing_since": NOW - 2 * HOUR}, SourceState.FAILING),
        ({"failures": 3, "failing_since": NOW - HOUR}, SourceState.BROKEN),
        ({"failures": 1, "failing_since": NOW - 12 * HOUR + SECOND}, SourceState.FAILING),
        ({"failures": 1, "failing_since": NOW - 12 * HOUR}, SourceState.BROKEN),
        ({"last_new_at": NOW - 3 * DAY}, SourceState.GOOD),
        ({"last_new_at": NOW - 3 * DAY - SECOND}, SourceState.QUIET),
        ({"last_new_at": NOW - 4 * DAY, "rhythm": PATIENT}, SourceState.GOOD),
        ({"last_new_at": NOW - 6 * DAY, "longest_pause": 4 * DAY}, SourceState.GOOD),
        ({"last_new_at": NOW - 8 * DAY - SECOND, "longest_pause": 4 * DAY}, SourceState.QUIET),
        ({"last_new_at": NOW - 180 * DAY, "longest_pause": 100 * DAY}, SourceState.GOOD),
        ({"last_new_at": NOW - 180 * DAY - SECOND, "longest_pause": 100 * DAY}, SourceState.QUIET),
        ({"last_new_at": None, "created_at": NOW - 3 * DAY}, SourceState.GOOD),
        ({"last_new_at": None, "created_at": NOW - 4 * DAY}, SourceState.QUIET),
        ({"rejected": 2}, SourceState.UNREADABLE),
        ({"rejected": 2, "last_new_at": NOW - 90 * DAY}, SourceState.UNREADABLE),
        ({"rejected": 2, "usable": 1}, SourceState.GOOD),
        ({"usable": 2}, SourceState.GOOD),
        ({"rejected": 1, "failures": 1, "failing_since": NOW}, SourceState.FAILING),
        ({"rejected": 1, "last_success_at": None}, SourceState.NEW),
    ],
)
def test_how_a_source_is_doing(known, state):
    assert rules.state_of(record(**known), NOW) is state


@pytest.mark.parametrize(
    ("state", "about", "since", "due"),
    [
        (SourceState.GOOD, None, None, None),
        (SourceState.NEW, None, None, None),
        (SourceState.FAILING, None, None, None),
        (SourceState.BROKEN, None, None, "broken"),
        (SourceState.BROKEN, "broken", None, "broken"),
        (SourceState.BROKEN, "broken", DAY - SECOND, None),
        (SourceState.BROKEN, "broken", DAY, "broken"),
        (SourceState.BROKEN, "broken", timedelta(), None),
        (SourceState.BROKEN, "broken", -SECOND, "broken"),
        (SourceState.BROKEN, "quiet", HOUR, "broken"),
        (SourceState.QUIET, None, None, "quiet"),
        (SourceState.QUIET, "quiet", 7 * DAY - SECOND, None),
        (SourceState.QUIET, "quiet", 7 * DAY, "quiet"),
        (SourceState.UNREADABLE, None, None, "unreadable"),
        (SourceState.UNREADABLE, "quiet", HOUR, "unreadable"),
        (SourceState.UNREADABLE, "unreadable", 7 * DAY - SECOND, None),
        (SourceState.UNREADABLE, "unreadable", 7 * DAY, "unreadable"),
        (SourceState.GOOD, "broken", HOUR, "mended"),
        (SourceState.GOOD, "unreadable", HOUR, "mended"),
        (SourceState.FAILING, "broken", 4 * DAY, None),
        (SourceState.PAUSED, "broken", HOUR, "forget"),
        (SourceState.PAUSED, None, None, None),
    ],
)
def test_when_the_manager_should_hear(state, about, since, due):
    at = None if since is None else NOW - since
    assert rules.report_due(state, about, at, NOW) == due


@pytest.mark.parametrize(
    ("minutes", "news", "after"),
    [
        (60, True, 30),
        (100, True, 50),
        (59, True, 30),
        (60, False, 90),
        (120, False, 180),
        (121, False, 180),
        (30, True, 30),
    ],
)
def test_news_brings_us_back_sooner_and_silence_later_within_the_limits_of_the_kind(minutes, news, after):
    assert rules.interval_after(RHYTHM, minutes, news=news) == after


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(0, 10), (1, 10), (2, 20), (3, 40), (7, 640), (8, 1280), (9, 1440), (11, 1440), (500, 1440)],
)
def test_after_every_failure_we_stay_away_longer_but_never_more_than_a_day(failures, minutes):
    assert rules.minutes_to_retry(failures) == minutes


def test_a_pause_that_was_once_very_long_is_slowly_forgotten():
    assert rules.pause_after(10 * DAY, 2 * DAY) == 9 * DAY
    assert rules.pause_after(10 * DAY, 9 * DAY + HOUR) == 9 * DAY + HOUR
    assert rules.pause_after(timedelta(), HOUR) == HOUR


def test_nothing_is_planned_further_ahead_than_is_believed():
    """The longest that a server can ask (a week), with a tenth to spread: beyond it, the clock was wrong."""
    assert rules.FURTHEST_AHEAD > 1.1 * 7 * DAY
    assert rules.FURTHEST_AHEAD < 30 * DAY
    assert timedelta(minutes=rules.LAST_RETRY) * 1.1 < rules.FURTHEST_AHEAD
