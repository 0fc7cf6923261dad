"""How a source is doing in words, and when the manager hears of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.core import health as doctor
from incubator.core.db import SYSTEM, transaction
from incubator.core.outbox import OutgoingMail
from incubator.sources import jobs
from tests.factories import CoachFactory, ManagerFactory
from tests.sources.conftest import NOW, last_run, source
from tests.sources.world import atom

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def mails():
    return [(mail.recipient, mail.subject) for mail in _stored()]


def _stored():
    return jobs.db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)).all()


@pytest.mark.both_databases
def test_a_broken_source_is_told_again_until_it_is_mended_and_once_when_it_is(inside, httpserver, add, clock):
    ManagerFactory(email="marijke@example.org")
    CoachFactory()
    httpserver.expect_request("/feed").respond_with_data("storing", status=500)
    source_id = add(httpserver.url_for("/feed"), "feed", "Nieuws")
    jobs.fetch_sources()
    assert mails() == []
    for _quarter in range(4 * 50):
        clock.shift(timedelta(minutes=15))
        jobs.fetch_sources()
    assert mails() == [("marijke@example.org", "Nieuws is niet te lezen")] * 3
    assert source(source_id).broken_since == NOW
    httpserver.clear()
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    clock.shift(2 * DAY)
    jobs.fetch_sources()
    clock.shift(2 * DAY)
    jobs.fetch_sources()
    assert mails()[3:] == [("marijke@example.org", "Nieuws wordt weer gelezen")]


def test_the_mail_says_what_is_wrong_since_when_and_where_to_look(inside, httpserver, add, clock):
    ManagerFactory(language="nl")
    httpserver.expect_request("/feed").respond_with_data("storing", status=503)
    add(httpserver.url_for("/feed"), "feed", "Nieuws")
    jobs.fetch_sources()
    clock.shift(13 * HOUR)
    jobs.fetch_sources()
    content = _stored()[0].content.decode()
    assert "Subject: Nieuws is niet te lezen" in content
    assert "antwoordde met status 503" in content
    assert "/aankondigingen/bronnen" in content
    assert "omdat je deze incubator beheert" in content.replace("=\r\n", "")


def test_several_sources_are_one_mail(inside, add, clock):
    ManagerFactory()
    add("http://127.0.0.1:9/a", "feed", "A")
    add("http://127.0.0.1:9/b", "feed", "B")
    jobs.fetch_sources()
    clock.shift(13 * HOUR)
    jobs.fetch_sources()
    assert [subject for _to, subject in mails()] == ["2 bronnen van aankondigingen zijn veranderd"]


def test_a_source_that_answers_and_brings_nothing_is_reported_as_quiet(inside, httpserver, add, clock):
    ManagerFactory()
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    add(httpserver.url_for("/feed"), "feed", "Nieuws")
    for _day in range(16):
        jobs.fetch_sources()
        clock.shift(DAY)
    assert [subject for _to, subject in mails()] == ["Nieuws is stil"]


def test_the_own_rhythm_of_a_source_is_learnt(inside, httpserver, add, read, clock):
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    source_id = add(httpserver.url_for("/feed"), "feed")
    read(source_id)
    clock.shift(20 * DAY)
    httpserver.clear()
    httpserver.expect_request("/feed").respond_with_data(atom(441002))
    read(source_id)
    assert source(source_id).longest_pause_hours == 480


def test_the_doctor_says_how_sources_are(inside, add, clock):
    assert "source" in _doctor().sentence or "bron" in _doctor().sentence
    source_id = add("http://127.0.0.1:9/a", "feed", "A")
    assert _doctor().condition is doctor.Condition.GOOD
    jobs.fetch_sources()
    assert _doctor().condition is doctor.Condition.NOTE  # one reading that fails mends itself
    assert 'incubator sources test "A"' in _doctor().remedy
    clock.shift(13 * HOUR)
    jobs.fetch_sources()
    assert _doctor().condition is doctor.Condition.BROKEN
    assert "A" in _doctor().sentence
    assert last_run(source_id).problem


def _doctor():
    return next(finding for finding in doctor.examine() if finding.subject == "sources")


def test_readings_without_news_are_forgotten_after_a_month(inside, httpserver, add, read, clock):
    httpserver.expect_request("/feed").respond_with_data(atom(441001))
    source_id = add(httpserver.url_for("/feed"), "feed")
    read(source_id)
    read(source_id)
    clock.shift(40 * DAY)
    with transaction(actor=SYSTEM):
        assert jobs.fetching.forget_old_runs(now=jobs.clock.now()) == 1
    assert last_run(source_id).new == 1
