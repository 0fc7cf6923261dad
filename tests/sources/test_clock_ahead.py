"""A clock that was years ahead once, and is right again, blocks nothing; the doctor says that it was."""

from datetime import timedelta

import pytest

from incubator.core import health as doctor
from incubator.core.db import SYSTEM, transaction
from incubator.sources import jobs, queries
from incubator.sources.kinds import SourceWalk
from incubator.sources.kinds.tenderned import Window
from incubator.sources.services import fetching
from tests.sources.conftest import NOW, source
from tests.sources.world import atom

TEN_YEARS = timedelta(days=3653)


@pytest.mark.both_databases
def test_a_source_that_was_read_in_the_future_is_read_now(httpserver, add, read, clock, inside):
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    source_id = add(httpserver.url_for("/feed"), "feed", "Nieuws")
    clock.shift(TEN_YEARS)
    read(source_id)
    clock.move_to(NOW + timedelta(hours=1))
    assert queries.due_ids(jobs.clock.now()) == [source_id]
    assert read(source_id).status == "read"
    stored = source(source_id)
    assert stored.next_at < NOW + timedelta(days=8)
    assert stored.last_success_at == stored.last_new_at == NOW + timedelta(hours=1)


@pytest.mark.both_databases
def test_a_claim_of_the_future_is_free(add, clock, inside):
    source_id = add("http://127.0.0.1:9/feed", "feed")
    clock.shift(TEN_YEARS)
    with transaction(actor=SYSTEM):
        assert fetching.begin(source_id, "another", now=jobs.clock.now())
    clock.move_to(NOW)
    assert queries.due_ids(NOW) == [source_id]
    with transaction(actor=SYSTEM):
        assert fetching.begin(source_id, "me", now=NOW)


def test_a_plan_of_next_week_is_believed(add, clock, inside):
    source_id = add("http://127.0.0.1:9/feed", "feed")
    with transaction(actor=SYSTEM):
        source(source_id).next_at = NOW + timedelta(days=7.7)
    assert queries.due_ids(NOW) == []
    assert queries.ahead(NOW) == []


def test_the_doctor_says_that_the_clock_was_ahead(httpserver, add, read, clock, inside):
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    source_id = add(httpserver.url_for("/feed"), "feed", "Nieuws")
    clock.shift(TEN_YEARS)
    read(source_id)
    clock.move_to(NOW)
    sentences = [finding.sentence for finding in doctor.examine() if finding.condition is doctor.Condition.ATTENTION]
    assert any("Nieuws" in sentence and ("clock" in sentence or "klok" in sentence) for sentence in sentences)


def test_a_day_of_the_future_in_the_cursor_is_read_as_a_new_source():
    today = NOW.date()
    ahead = (today + TEN_YEARS).isoformat()
    walk = SourceWalk("http://example.org", {}, {"from": ahead, "to": ahead, "since": ahead}, today)
    assert walk.day_at("since") == today - timedelta(days=30)
    assert Window.of(walk) == Window(today - timedelta(days=30), today)
    yesterday = today - timedelta(days=1)
    assert SourceWalk("u", {}, {"since": yesterday.isoformat()}, today).day_at("since") == yesterday
    assert SourceWalk("u", {}, {"since": today.isoformat()}, today).day_at("since") == today


def test_a_failure_that_began_in_the_future_begins_now(add, read, clock, inside):
    source_id = add("http://127.0.0.1:9/feed", "feed")
    clock.shift(TEN_YEARS)
    read(source_id)
    clock.move_to(NOW)
    read(source_id)
    assert source(source_id).failing_since == NOW
