"""One list shows what is due, whichever feature wrote it, and a phone can follow it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from incubator.core import agenda
from incubator.core.db import db
from incubator.core.i18n import mark as N_
from tests.factories import CooperativeFactory

NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
TITLE = N_("Hello %(name)s,")


@pytest.fixture
def group(app):
    return CooperativeFactory()


def put(key="k", due=NOON, **given):
    given.setdefault("name", key)
    agenda.put(key, TITLE, due, source="tests", **given)
    db.session.commit()


@pytest.mark.both_databases
def test_what_is_due_comes_nearest_first(app, database, group):
    put("later", NOON + timedelta(days=2), cooperative_id=group.id)
    put("sooner", NOON, cooperative_id=group.id)
    put("everyone", NOON + timedelta(days=1))
    put("another group", cooperative_id=CooperativeFactory().id)
    put("past", NOON - timedelta(days=9), cooperative_id=group.id)
    entries = agenda.entries([group.id], since=NOON - timedelta(days=1))
    assert [entry.params["name"] for entry in entries] == ["sooner", "everyone", "later"]
    assert agenda.entries([group.id], since=NOON, until=NOON + timedelta(hours=1)) == entries[:1]


def test_the_same_occasion_moves(app, group):
    put(cooperative_id=group.id)
    put(due=NOON + timedelta(days=7), cooperative_id=group.id)
    (entry,) = agenda.entries([group.id], since=NOON)
    assert entry.due_at == NOON + timedelta(days=7)


def test_what_does_not_go_on_is_taken_out(app, group):
    put(cooperative_id=group.id)
    agenda.remove("k")
    assert agenda.entries([group.id], since=NOON) == []


def test_a_title_is_shown_in_the_readers_language(app):
    put(name="Fatma")
    (entry,) = agenda.entries([], since=NOON)
    assert entry.shown_title == "Dag Fatma,"


def test_a_calendar_has_moments_and_whole_days(app, group):
    put("moment", url="/kansen/3", name="Fatma")
    put("day", date(2026, 12, 5))
    feed = Calendar.from_ical(agenda.calendar(agenda.entries([], since=NOON), now=NOON))
    moment, day = feed.walk("VEVENT")
    assert moment["dtstart"].dt == NOON
    assert str(moment["url"]) == "http://localhost/kansen/3"
    assert str(moment["summary"]) == "Dag Fatma,"
    assert (day["dtstart"].dt, day["dtend"].dt) == (date(2026, 12, 5), date(2026, 12, 6))
    assert moment["uid"] != day["uid"]


def test_the_last_day_of_the_calendar_is_in_the_calendar_too(app, group):
    put("day", date(9999, 12, 31))
    put("moment", datetime(9999, 12, 31, 23, 45, tzinfo=UTC))
    feed = Calendar.from_ical(agenda.calendar(agenda.entries([], since=NOON), now=NOON))
    day, moment = feed.walk("VEVENT")
    assert day["dtstart"].dt == date(9999, 12, 31)
    assert moment["dtstart"].dt == datetime(9999, 12, 31, 23, 45, tzinfo=UTC)
    assert "dtend" not in day
    assert "dtend" not in moment
