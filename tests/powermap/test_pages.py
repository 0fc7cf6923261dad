"""A power map is drawn together by who takes part; nothing typed is lost, and who is erased is gone everywhere."""

import io
from datetime import date

import pytest
from lxml import html
from sqlalchemy import select

from incubator.accounts.services.mentions import mentions
from incubator.core import clock
from incubator.core.audit import AuditEntry
from incubator.core.db import SYSTEM, db, transaction
from incubator.neighbourhood.services import PARTS
from incubator.neighbourhood.values import Certainty, StatedGround
from incubator.powermap.models import PowerActor, PowerPosition, PowerProposal, PowerRelation, PowerSnapshot
from incubator.powermap.queries import maps
from incubator.powermap.services import versions
from incubator.powermap.values import PowerKind
from tests.factories import ManagerFactory
from tests.neighbourhood.factories import neighbourhood, participant
from tests.powermap.factories import actor_in, person_terms, put
from tests.powermap.world import power_world

MAP = "/buurten/zonnewijk/macht"
SAID = {"certainty": "estimate", "said_by": "kerngroep", "said_on": "2026-11-02"}
TYPED = {"name": "School", "kind": "organisation", "interest": "7", "influence": "3", **SAID}


@pytest.fixture
def place(client, sign_in, app):
    place, _driver = neighbourhood()
    sign_in(client, participant(place, name="Pien Kaart"))
    return place


def rows(model):
    db.session.expire_all()
    return db.session.scalars(select(model).order_by(model.id)).all()


def keep(place):
    with transaction(actor=SYSTEM):
        return versions.keep_power(place, "Toen", now=clock.now(), today=clock.today())


def test_a_name_is_put_on_the_map_once(client, place):
    assert client.post(f"{MAP}/namen/nieuw", data=TYPED).status_code == 302
    again = client.post(f"{MAP}/namen/nieuw", data={**TYPED, "name": " SCHOOL "})
    assert again.status_code == 422
    assert "SCHOOL" in again.text
    (actor,) = rows(PowerActor)
    assert (actor.name, actor.interest, actor.influence, actor.said_by) == ("School", 7, 3, "kerngroep")
    page = client.get(MAP)
    assert "<svg" in page.text
    assert "kerngroep" in page.text


def test_a_person_needs_a_ground(client, place):
    person = {**TYPED, "name": "Piet Raadslid", "kind": "person"}
    refused = client.post(f"{MAP}/namen/nieuw", data=person)
    assert refused.status_code == 422
    assert "Piet Raadslid" in refused.text
    granted = {**person, "person_ground": "public-office", "ground_on": "2026-10-01"}
    assert client.post(f"{MAP}/namen/nieuw", data=granted).status_code == 302


def test_who_is_erased_is_gone_from_kept_versions_and_never_was_in_the_trail(client, place):
    person = put(place, person_terms("Piet Raadslid"))
    actor_in(place, "Gemeente")
    tie = {"first": str(person.id), "tie": "works-with", "second": str(person.id + 1), **SAID}
    assert client.post(f"{MAP}/verbanden/nieuw", data=tie).status_code == 302
    keep(place)
    assert "Piet" in str(rows(PowerSnapshot)[0].picture)
    assert client.post(f"{MAP}/namen/{person.id}/verwijderen").status_code == 302
    (kept,) = rows(PowerSnapshot)
    assert "Piet" not in str(kept.picture)
    assert [row[1] for row in kept.picture["actors"]] == ["Gemeente"]
    assert rows(PowerRelation) == []
    assert "Piet" not in "".join(str(vars(entry)) for entry in rows(AuditEntry))


def test_an_organisation_that_goes_stays_in_kept_versions(client, place):
    actor = actor_in(place, "Gemeente")
    kept = keep(place)
    client.post(f"{MAP}/namen/{actor.id}/verwijderen")
    page = client.get(f"{MAP}/versies/{kept.id}")
    assert "Gemeente" in page.text
    assert maps.actors(place.id) == []


def test_two_who_change_a_name_at_once_lose_nothing(client, place):
    actor = actor_in(place, "Gemeente", interest=5)
    page = client.get(f"{MAP}/namen/{actor.id}").text
    opened = page.split('name="opened"')[1].split('value="')[1].split('"')[0].replace("&#34;", '"')
    ours = {**TYPED, "name": "Gemeente", "said_on": "2026-11-01"}
    theirs = {**ours, "interest": "2", "influence": "5"}
    assert client.post(f"{MAP}/namen/{actor.id}", data={**theirs, "opened": opened}).status_code == 302
    refused = client.post(f"{MAP}/namen/{actor.id}", data={**ours, "opened": opened, "for_us": "Koopt ons werk"})
    assert refused.status_code == 409
    assert "Koopt ons werk" in refused.text
    assert rows(PowerActor)[0].interest == 2


def test_a_relation_is_between_two_and_stands_there_once(client, place):
    first, second = actor_in(place, "Gemeente"), actor_in(place, "School")
    tie = {"first": str(first.id), "tie": "decides", "second": str(second.id), **SAID}
    assert client.post(f"{MAP}/verbanden/nieuw", data=tie).status_code == 302
    assert client.post(f"{MAP}/verbanden/nieuw", data=tie).status_code == 422
    assert client.post(f"{MAP}/verbanden/nieuw", data={**tie, "second": str(first.id)}).status_code == 422
    (row,) = rows(PowerRelation)
    assert client.post(f"{MAP}/verbanden/{row.id}", data={**tie, "tie": "pays"}).status_code == 302
    assert rows(PowerRelation)[0].tie == "pays"
    assert "<svg" in client.get(f"{MAP}/verbanden").text
    assert client.post(f"{MAP}/verbanden/{row.id}/verwijderen").status_code == 302
    assert rows(PowerRelation) == []


def test_a_position_is_stated_and_changed(client, place):
    actor = actor_in(place, "Gemeente")
    assert client.post(f"{MAP}/voorstellen/nieuw", data={"text": "Een werkplaats"}).status_code == 302
    assert client.post(f"{MAP}/voorstellen/nieuw", data={"text": "een  werkplaats"}).status_code == 422
    (proposal,) = rows(PowerProposal)
    asked = f"{MAP}/voorstellen/{proposal.id}/standpunt/{actor.id}"
    assert client.post(asked, data={"stance": "doubts", **SAID}).status_code == 302
    kept = keep(place)
    assert client.post(asked, data={"stance": "for", **SAID}).status_code == 302
    assert [position.stance for position in rows(PowerPosition)] == ["for"]
    assert "Een werkplaats" in client.get(f"{MAP}/versies/{kept.id}").text
    assert client.get(f"{MAP}/voorstellen/{proposal.id}/standpunt/999").status_code == 404
    assert client.post(f"{MAP}/voorstellen/{proposal.id}/verwijderen").status_code == 302
    assert rows(PowerPosition) == []


def test_a_sheet_is_shown_before_it_is_stored(client, place):
    actor_in(place, "Gemeente", interest=5)
    text = "Invloed;Naam;Belang\n9;gemeente;8\n3;School;7"
    shown = client.post(f"{MAP}/blad", data={"file": (io.BytesIO(text.encode()), "namen.csv")})
    assert shown.status_code == 200
    assert "School" in shown.text
    assert len(rows(PowerActor)) == 1
    assert client.post(f"{MAP}/blad", data={"text": text, "do": "save"}).status_code == 302
    assert [actor.interest for actor in rows(PowerActor)] == [5, 7]
    assert client.post(f"{MAP}/blad", data={"text": text, "do": "save", "replace": "y"}).status_code == 302
    assert [actor.interest for actor in rows(PowerActor)] == [8, 7]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_goes_out_comes_in_again(client, place, form):
    actor_in(place, "=SOM(A1)", interest=10, influence=0, for_us="Huurt;\nook 't pand", kind=PowerKind.ROLE)
    actor_in(place, "'t Hart", ground=StatedGround(Certainty.FACT, "Jaarverslag", "-", date(2026, 11, 1)))
    put(place, person_terms())
    before = [(standing(row), row.said_by, row.said_on) for row in maps.actors(place.id)]
    sent = client.get(f"{MAP}/export/{form}")
    for row in rows(PowerActor):
        client.post(f"{MAP}/namen/{row.id}/verwijderen")
    assert rows(PowerActor) == []
    shown = client.post(f"{MAP}/blad", data={"file": (io.BytesIO(sent.data), f"macht.{form}")})
    text = html.fromstring(shown.text).xpath("//textarea[@name='text']")[0].text
    assert client.post(f"{MAP}/blad", data={"text": text, "do": "save"}).status_code == 302
    assert [(standing(row), row.said_by, row.said_on) for row in maps.actors(place.id)] == before
    assert client.get(f"{MAP}/export/pdf").status_code == 404


def standing(row):
    """What stands on the map of somebody, with what it rests on."""
    return (
        row.name,
        row.kind,
        row.interest,
        row.influence,
        row.for_us.splitlines(),
        row.person_ground,
        row.ground_on,
        row.certainty,
        row.source,
    )


def test_who_only_looks_takes_no_names_of_people_along(client, sign_in, place):
    actor_in(place, "Gemeente")
    put(place, person_terms("Piet Raadslid"))
    assert "Piet Raadslid" in client.get(f"{MAP}/export/csv").text
    sign_in(client, ManagerFactory())
    sent = client.get(f"{MAP}/export/csv").text
    assert "Gemeente" in sent
    assert "Piet Raadslid" not in sent


def test_of_a_sheet_with_a_wrong_line_nothing_is_stored(client, place):
    text = "Naam;Belang;Invloed\nSchool;7;3\nPiet;5;vijftien"
    refused = client.post(f"{MAP}/blad", data={"text": text, "do": "save"})
    assert refused.status_code == 422
    assert "vijftien" in refused.text
    assert rows(PowerActor) == []


def test_the_map_is_never_public(client, place):
    actor_in(place, "Gemeente")
    part = PARTS["power"]
    assert part.published(place) is None
    assert part.state(place)
    assert client.get("/buurt/zonnewijk/macht").status_code == 404


def test_who_wants_to_know_where_their_name_stands_is_told(app, place):
    user = participant(place, name="Zwaantje Quist")
    put(place, person_terms("Zwaantje Quist"))
    with app.test_request_context():
        assert [mention.url for mention in mentions(user)] == [f"{MAP}/namen/{rows(PowerActor)[0].id}"]


def test_every_page_of_a_full_map_is_shown(client, place):
    with transaction(actor=SYSTEM):
        ids = power_world(place)
    for page in (
        *("", "/namen/nieuw", f"/namen/{ids['power_actor']}", "/verbanden", "/verbanden/nieuw", "/blad"),
        *(f"/verbanden/{ids['power_relation']}", "/voorstellen", f"/voorstellen/{ids['power_proposal']}"),
        *("/voorstellen/nieuw", f"/voorstellen/{ids['power_proposal']}/wijzigen", "/versies", "/versies/nieuw"),
        f"/versies/{ids['power_version']}",
    ):
        assert client.get(f"{MAP}{page}").status_code == 200, page
