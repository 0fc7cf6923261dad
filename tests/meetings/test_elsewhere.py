"""Voting from another place than the room: only where the statutes let members do so, by who signed in, while the meeting goes on."""

from types import SimpleNamespace

import pytest

from incubator.core.db import SYSTEM, db, transaction
from incubator.meetings.models import Presence
from incubator.meetings.queries.electorate import here
from incubator.meetings.services import holding
from incubator.meetings.values import MeetingState
from incubator.meetings.values.holding import PresenceKind
from tests.capital.conftest import founded
from tests.factories import ManagerFactory
from tests.meetings.convening import NOW, cooperative, planned

ALLOWED = {"votes__evote": {"live": True}}
PAGE = "/cooperaties/de-bezem/vergaderingen/1"


def opened(house, state=MeetingState.OPEN):
    meeting = planned(house)
    meeting.state, meeting.opened_at, meeting.convened_at = state, NOW, NOW
    db.session.commit()
    return meeting


def test_a_member_takes_part_from_elsewhere_and_the_article_is_shown(client, sign_in, app):
    house = cooperative(**ALLOWED)
    meeting = opened(house)
    sign_in(client, house.samir)
    page = client.get(f"{PAGE}/stemmen").text
    assert f"{PAGE}/van-elders" in page
    assert "2:38" in page
    assert "van jullie statuten" in page or "of your statutes" in page
    for _press in range(2):
        assert client.post(f"{PAGE}/van-elders").status_code == 302
    presence = db.session.query(Presence).one()
    assert (presence.how, presence.member_id) == (PresenceKind.ONLINE, house.members["samir"].id)
    assert here(meeting) == {house.members["samir"].id}
    assert f"{PAGE}/van-elders" not in client.get(f"{PAGE}/stemmen").text


def test_statutes_that_do_not_provide_for_it_give_no_button_and_a_refusal(client, sign_in, app):
    house = cooperative(votes__evote={"live": False})
    opened(house)
    sign_in(client, house.samir)
    page = client.get(f"{PAGE}/stemmen").text
    assert f"{PAGE}/van-elders" not in page
    assert "2:38" in page
    client.post(f"{PAGE}/van-elders")
    assert db.session.query(Presence).count() == 0


@pytest.mark.parametrize("state", [MeetingState.CONVENED, MeetingState.CLOSED])
def test_only_while_the_meeting_goes_on(client, sign_in, app, state):
    house = cooperative(**ALLOWED)
    opened(house, state)
    sign_in(client, house.samir)
    client.post(f"{PAGE}/van-elders")
    assert db.session.query(Presence).count() == 0


def test_who_is_no_member_does_not_take_part(client, sign_in, app):
    opened(cooperative(**ALLOWED))
    sign_in(client, ManagerFactory())
    assert client.post(f"{PAGE}/van-elders").status_code == 404


def test_back_in_the_room_is_the_same_member_once(app):
    house = cooperative(**ALLOWED)
    meeting = opened(house)
    with transaction(actor=SYSTEM):
        holding.take_part_from_elsewhere(meeting, house.members["samir"], now=NOW)
        holding.arrive(meeting, house.members["samir"], PresenceKind.ROOM, by=house.fatima, now=NOW)
    assert [presence.how for presence in db.session.query(Presence)] == [PresenceKind.ROOM]


def test_the_book_of_decisions_is_one_step_from_the_menu_and_from_the_meetings(client, sign_in, app):
    house = founded()
    planned(SimpleNamespace(group=house.group, fatima=house.by))
    sign_in(client, house.by)
    book = 'href="/cooperaties/de-bezem/besluiten"'
    menu_and_page = client.get("/cooperaties/de-bezem/vergaderingen").text
    assert menu_and_page.count(book) == 3  # the menu twice, for a desk and for a phone, and the page
    assert client.get(PAGE).text.count(book) == 3
    assert 'aria-current="true">Besluiten' in client.get("/cooperaties/de-bezem/besluiten").text.replace(
        "Decisions", "Besluiten"
    )
