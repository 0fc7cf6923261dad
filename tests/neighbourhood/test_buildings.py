"""What is known of a building are statements with their ground; what is newer holds, and what was before stays readable."""

from datetime import date

import pytest
from sqlalchemy import select

from incubator.accounts.services.mentions import mentions
from incubator.core.db import db
from incubator.neighbourhood.models import Building, BuildingStatement
from incubator.neighbourhood.queries import buildings as queries
from incubator.neighbourhood.values import Certainty
from tests.neighbourhood.factories import building_in, neighbourhood, participant

TYPED = {"name": "De Garage", "address": "Plein 3", "use": "work"}
FACT = {"certainty": "fact", "source": "Kadaster", "said_by": "gemeente", "said_on": "2026-11-01"}
ESTIMATE = {"certainty": "estimate", "said_by": "een buurman", "said_on": "2026-11-02"}


@pytest.fixture
def place(client, sign_in, app):
    place, _driver = neighbourhood()
    sign_in(client, participant(place, name="Pien"))
    return place


def statements():
    return db.session.scalars(select(BuildingStatement).order_by(BuildingStatement.id)).all()


def say(client, building, about, **typed):
    return client.post(f"/buurten/zonnewijk/panden/{building.id}/zeggen/{about}", data=typed)


def test_who_takes_part_adds_a_building_once(client, place):
    assert client.post("/buurten/zonnewijk/panden/nieuw", data=TYPED).status_code == 302
    again = client.post("/buurten/zonnewijk/panden/nieuw", data={**TYPED, "name": "de garage"})
    assert again.status_code == 422
    assert "de garage" in again.text
    assert [building.name for building in queries.of_place(place)] == ["De Garage"]


def test_the_newest_statement_holds_and_the_earlier_stays(client, place):
    building = building_in(place)
    assert say(client, building, "staat", text="empty", **FACT).status_code == 302
    assert say(client, building, "staat", text="for-sale", since="2026-10-01", **ESTIMATE).status_code == 302
    # Heard later than it was so: what was said on the later day holds.
    assert say(client, building, "staat", text="in-use", **{**FACT, "said_on": "2026-10-01"}).status_code == 302
    standing = queries.standing(building)
    assert (standing.state.text, standing.state.certainty, standing.state.since) == (
        "for-sale",
        Certainty.ESTIMATE,
        date(2026, 10, 1),
    )
    assert [statement.text for statement in standing.before] == ["empty", "in-use"]
    assert client.get(f"/buurten/zonnewijk/panden/{building.id}").status_code == 200


def test_wishes_stand_beside_each_other_and_the_same_wish_once(client, place):
    building = building_in(place)
    for text in ("Een werkplaats", "Een keuken", "Een keuken"):
        assert say(client, building, "wens", text=text, **ESTIMATE).status_code == 302
    assert [wish.text for wish in queries.standing(building).wishes] == ["Een keuken", "Een werkplaats"]


@pytest.mark.parametrize(
    "typed",
    [
        {**FACT, "text": "De gemeente", "source": ""},
        {**FACT, "text": "De gemeente", "said_on": "2199-01-01"},
        {**FACT, "text": "De gemeente", "said_on": "gisteren"},
        {**FACT, "text": "De gemeente", "certainty": "sure"},
        {**FACT, "text": "", "source": "Het Kadaster zelf"},
    ],
    ids=["no source", "to come", "no day", "no kind", "nothing"],
)
def test_what_cannot_be_is_shown_again_with_a_sentence(client, place, typed):
    building = building_in(place)
    answer = say(client, building, "eigenaar", **typed)
    assert answer.status_code == 422
    assert typed["said_by"] in answer.text
    assert statements() == []


def test_what_was_wrong_is_taken_back_once_and_stays_readable(client, place):
    building = building_in(place)
    say(client, building, "eigenaar", text="De gemeente", **FACT)
    (statement,) = statements()
    button = f"/buurten/zonnewijk/panden/{building.id}/uitspraken/{statement.id}/intrekken"
    assert client.post(button).status_code == 302
    moment = statement.taken_back_at
    assert moment is not None
    client.post(button)
    assert statement.taken_back_at == moment
    standing = queries.standing(building)
    assert (standing.owner, standing.before) == (None, (statement,))
    assert "De gemeente" in client.get(f"/buurten/zonnewijk/panden/{building.id}").text


def test_two_who_change_a_building_see_each_others_text(client, place):
    building = building_in(place)
    page = f"/buurten/zonnewijk/panden/{building.id}/wijzigen"
    opened = '{"name": "Het badhuis", "address": "Plein 1", "use": "meeting", "is_public": "False"}'
    typed = {"name": "Het badhuis", "use": "meeting", "opened": opened}
    assert client.post(page, data={**typed, "address": "Plein 2"}).status_code == 302
    second = client.post(page, data={**typed, "address": "Plein 9"})
    assert second.status_code in {409, 422}
    assert "Plein 2" in second.text
    assert "Plein 9" in second.text
    assert db.session.get_one(Building, building.id).address == "Plein 2"


def test_only_a_driver_takes_a_building_out_of_the_list(client, sign_in, place):
    building = building_in(place)
    say(client, building, "wens", text="Een keuken", **ESTIMATE)
    page = f"/buurten/zonnewijk/panden/{building.id}/weghalen"
    assert client.get(page).status_code == 403
    driver = next(person.user for person in place.people if person.role.value == "driver")
    sign_in(client, driver)
    assert client.get(page).status_code == 200
    assert client.post(page).location == "/buurten/zonnewijk/panden"
    assert (queries.of_place(place), statements()) == ([], [])


def test_a_name_that_was_written_down_is_known_when_it_is_corrected(client, place, app):
    building = building_in(place)
    say(client, building, "wens", text="Een keuken", **{**ESTIMATE, "said_by": "Pien van hiernaast"})
    pien = next(person.user for person in place.people if person.user.name == "Pien")
    with app.test_request_context():
        (mention,) = mentions(pien)
    assert mention.url == f"/buurten/zonnewijk/panden/{building.id}"


def test_a_subject_that_is_none_is_no_page(client, place):
    building = building_in(place)
    assert client.get(f"/buurten/zonnewijk/panden/{building.id}/zeggen/prijs").status_code == 404
