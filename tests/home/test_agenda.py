"""One's agenda holds the dates of one's own groups, on the page and on one's phone."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.core.signing import sign
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


def own_address(client, **group):
    """The address that somebody makes with the button on the page."""
    client.post("/agenda", data=group)
    return feed_of(client.get("/agenda", query_string=group).text)


def events(app, address):
    answer = app.test_client().get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return Calendar.from_ical(answer.data).walk("VEVENT")


def titles(app, address):
    return {str(event["summary"]) for event in events(app, address)}


def test_a_calendar_program_reads_the_same_without_signing_in(app, client, sign_in, founder, dates):
    assert titles(app, own_address(sign_in(client, founder))) == {"Dag Bezem,", "Agenda"}


def test_an_address_that_was_signed_before_goes_on_until_its_owner_makes_another(app, client, sign_in, founder, dates):
    old = f"/agenda/{sign('agenda', founder.get_id())}.ics"
    assert titles(app, old) == {"Dag Bezem,", "Agenda"}
    own_address(sign_in(client, founder))
    assert app.test_client().get(old).status_code == 404


def test_a_signed_address_stops_to_work_when_the_password_changes(app, founder, dates):
    old = f"/agenda/{sign('agenda', founder.get_id())}.ics"
    founder.session_stamp = "renewed"
    db.session.commit()
    assert app.test_client().get(old).status_code == 404


def test_a_new_address_stops_the_old_at_once(app, client, sign_in, founder, dates):
    old = own_address(sign_in(client, founder))
    new = own_address(client)
    assert app.test_client().get(old).status_code == 404
    assert titles(app, new) == {"Dag Bezem,", "Agenda"}


def test_who_stops_leaves_no_address_behind(app, client, sign_in, founder, dates):
    address = own_address(sign_in(client, founder))
    client.post("/agenda", data={"stop": "1"})
    assert app.test_client().get(address).status_code == 404
    assert "/agenda/" not in client.get("/agenda").text


def test_one_group_has_an_address_that_says_nothing_of_others(app, client, sign_in, founder, group, dates):
    other = ParticipationFactory(user=founder, cooperative=CooperativeFactory(name="De Schaar")).cooperative
    agenda.put(
        "schaar",
        "Hello %(name)s,",
        clock.now() + timedelta(days=3),
        source="tests",
        cooperative_id=other.id,
        name="Schaar",
    )
    db.session.commit()
    address = own_address(sign_in(client, founder), groep=group.slug)
    assert "Dag Schaar," not in titles(app, address)
    assert "Dag Bezem," in titles(app, address)


def test_who_left_the_group_reads_nothing_of_it_any_more(app, client, sign_in, founder, group, dates):
    of_group = own_address(sign_in(client, founder), groep=group.slug)
    own = own_address(client)
    group.participations[0].until = clock.today()
    db.session.commit()
    assert app.test_client().get(of_group).status_code == 404
    assert titles(app, own) == {"Agenda"}


def test_who_is_closed_out_reads_nothing(app, client, sign_in, founder, dates):
    address = own_address(sign_in(client, founder))
    founder.deactivated_at = clock.now()
    db.session.commit()
    assert app.test_client().get(address).status_code == 404


def test_nobody_makes_an_address_for_a_group_out_of_sight(client, sign_in, founder):
    other = CooperativeFactory()
    assert sign_in(client, founder).post("/agenda", data={"groep": other.slug}).status_code == 404


def test_what_did_not_change_is_not_sent_again(app, client, sign_in, founder, dates):
    address = own_address(sign_in(client, founder))
    tag = app.test_client().get(address).headers["ETag"]
    again = app.test_client().get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == "private, no-cache"


def test_a_date_that_moves_is_the_same_event_with_a_higher_number(app, client, sign_in, founder, group, dates):
    address = own_address(sign_in(client, founder))
    (before,) = [event for event in events(app, address) if "Bezem" in event["summary"]]
    later = clock.now() + timedelta(days=9)
    agenda.put("own", "Hello %(name)s,", later, source="tests", cooperative_id=group.id, url="/kansen/3", name="Bezem")
    db.session.commit()
    (after,) = [event for event in events(app, address) if "Bezem" in event["summary"]]
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before.get("sequence", 0)
    assert after["dtstart"].dt > before["dtstart"].dt


@pytest.mark.parametrize("token", ["x", "MS5zdGFtcDE.forged", "%22"])
def test_a_made_up_address_gives_nothing(app, founder, token):
    assert app.test_client().get(f"/agenda/{token}.ics").status_code == 404
