"""One's agenda holds the dates of one's own groups, on the page and on one's phone."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from incubator.core import agenda, clock
from incubator.core.db import db
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory


@pytest.fixture
def founder(app):
    return UserFactory()


@pytest.fixture
def group(founder):
    return ParticipationFactory(user=founder, cooperative=CooperativeFactory(name="De Bezem")).cooperative


@pytest.fixture
def dates(group):
    soon = clock.now() + timedelta(days=6)
    agenda.put("own", "Hello %(name)s,", soon, source="tests", cooperative_id=group.id, url="/kansen/3", name="Bezem")
    agenda.put("other", "Hello,", soon, source="tests", cooperative_id=CooperativeFactory().id)
    agenda.put("day", "Agenda", soon.date(), source="tests")
    db.session.commit()


def feed_of(page):
    return re.search(r"http://localhost(/agenda/[^<]+\.ics)", page).group(1)


def test_the_page_shows_what_is_due_for_ones_groups(client, sign_in, founder, dates):
    page = sign_in(client, founder).get("/agenda").text
    assert "Dag Bezem," in page
    assert "nog 6 dagen" in page
    assert "De Bezem" in page
    assert "Dag,<" not in page


def test_an_empty_agenda_says_what_will_come(client, sign_in, founder):
    assert "komen hier vanzelf" in sign_in(client, founder).get("/agenda").text


def test_a_calendar_program_reads_the_same_without_signing_in(app, client, sign_in, founder, dates):
    address = feed_of(sign_in(client, founder).get("/agenda").text)
    answer = app.test_client().get(address)
    assert answer.mimetype == "text/calendar"
    titles = {str(event["summary"]) for event in Calendar.from_ical(answer.data).walk("VEVENT")}
    assert titles == {"Dag Bezem,", "Agenda"}


def test_the_address_stops_to_work_when_the_password_changes(app, client, sign_in, founder, dates):
    address = feed_of(sign_in(client, founder).get("/agenda").text)
    founder.session_stamp = "renewed"
    db.session.commit()
    assert app.test_client().get(address).status_code == 404


@pytest.mark.parametrize("token", ["x", "MS5zdGFtcDE.forged", "%22"])
def test_a_made_up_address_gives_nothing(app, founder, token):
    assert app.test_client().get(f"/agenda/{token}.ics").status_code == 404
