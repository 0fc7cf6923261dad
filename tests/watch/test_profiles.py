"""Several profiles of a cooperative: each with its own name and answers, together one list."""

import json

import pytest
from lxml import html
from sqlalchemy import select

from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.watch import jobs, queries, services
from incubator.watch.models import Match, MatchState, WatchProfile
from incubator.watch.services import profiles
from tests.factories import ParticipationFactory
from tests.watch.factories import publication, store, watching
from tests.watch.test_command import invoke
from tests.watch.test_pages import FILLED

pytestmark = pytest.mark.both_databases

CLEANING = {"offer.cpv": ["90910000"], "offer.keywords": ["schoonmaak"], "offer.places": ["Utrecht"]}
SCHOOLS = {
    "cpvCodes": [{"isHoofdOpdracht": True, "code": "90910000-9"}],
    "opdrachtBeschrijving": "Schoonmaak van scholen.",
}


@pytest.fixture
def watch(app, client, sign_in):
    watch = watching(slug="de-tuin", name="De Tuin")
    sign_in(client, ParticipationFactory(cooperative=watch.cooperative).user)
    return watch


def add(watch, name="Schoonmaak", answers=CLEANING, **more):
    added = profiles.add(watch.cooperative, name, now=clock.now(), **more)
    profiles.say(added, answers, author=None, now=clock.now(), approved=True)
    db.session.commit()
    return added


def listed(first, state=MatchState.NEW, **more):
    db.session.expire_all()
    return [match.notice.title for match in queries.matches(first.cooperative, state, now=clock.now(), **more)]


def test_each_profile_finds_its_own_and_the_list_shows_all_or_one(watch, client):
    cleaning = add(watch)
    store(publication(1), publication(2, "Schoonmaak scholen", **SCHOOLS))
    jobs.match_and_tell()
    assert sorted(listed(watch)) == ["Groenonderhoud Zonnewijk", "Schoonmaak scholen"]
    assert listed(watch, watch=cleaning) == ["Schoonmaak scholen"]
    page = client.get(f"/cooperaties/de-tuin/kansen?profiel={cleaning.id}").text
    assert "Schoonmaak scholen" in page
    assert "Groenonderhoud Zonnewijk" not in page
    assert "Groenonderhoud Zonnewijk" in client.get("/cooperaties/de-tuin/kansen?profiel=onzin").text


def test_a_notice_that_fits_two_profiles_stands_once_in_the_list_and_is_judged_once(watch):
    copy = profiles.add(watch.cooperative, "Perken", copy_of=watch, now=clock.now())
    store(publication(1))
    jobs.match_and_tell()
    assert db.session.query(Match).count() == 2
    assert listed(watch) == ["Groenonderhoud Zonnewijk"]
    names = queries.profiles_that_fit(watch.cooperative, [db.session.scalars(select(Match.notice_id)).first()])
    assert sorted(*names.values()) == ["Ons werk", "Perken"]
    match = db.session.scalars(select(Match).where(Match.profile_id == copy.id)).one()
    services.judge(match, MatchState.DISMISSED, because="Te groot")
    db.session.commit()
    assert listed(watch) == []
    assert listed(watch, MatchState.DISMISSED) == ["Groenonderhoud Zonnewijk"]


def test_what_was_judged_before_is_not_new_again_for_a_later_profile(watch):
    store(publication(1))
    jobs.match_and_tell()
    services.judge(db.session.scalars(select(Match)).one(), MatchState.DISMISSED, because="Te ver")
    db.session.commit()
    profiles.add(watch.cooperative, "Perken", copy_of=watch, now=clock.now())
    db.session.commit()
    jobs.match_and_tell()
    assert db.session.query(Match).count() == 2
    assert listed(watch) == []


def test_the_first_profile_writes_the_dossier_and_another_does_not(watch, client):
    before = cooperatives.holding_values(watch.cooperative)
    cleaning = add(watch)
    answer = client.post(
        f"/cooperaties/de-tuin/profielen/{cleaning.id}", data={**FILLED, "description": "Wij poetsen."}
    )
    assert answer.status_code == 302
    db.session.expire_all()
    assert cooperatives.holding_values(watch.cooperative) == before
    profile = queries.profile_of(cleaning)
    assert (profile.name, profile.description, profile.max_value) == ("De Tuin: Schoonmaak", "Wij poetsen.", 250_000)
    assert profile.keywords == ("groenonderhoud", "snoeien")
    client.post(f"/cooperaties/de-tuin/profielen/{watch.id}", data={**FILLED, "description": "Wij maaien."})
    db.session.expire_all()
    assert cooperatives.holding_values(watch.cooperative)["offer.description"] == "Wij maaien."
    assert queries.profile_of(cleaning).description == "Wij poetsen."


def test_a_copy_begins_as_the_other_is_now_and_an_empty_one_finds_nothing(watch):
    copy = profiles.add(watch.cooperative, "Kopie", copy_of=watch, now=clock.now())
    empty = profiles.add(watch.cooperative, "Leeg", now=clock.now())
    first, copied = queries.profile_of(watch), queries.profile_of(copy)
    assert (copied.description, copied.cpv, copied.keywords) == (first.description, first.cpv, first.keywords)
    assert queries.profile_of(empty).description == ""
    store(publication(1))
    jobs.match_and_tell()
    assert listed(watch, watch=empty) == []


def test_other_words_and_languages_are_kept_with_any_profile(watch):
    more = {"synonyms": {"groenonderhoud": ["plantsoen"]}, "languages": ["nl", "de"]}
    for profile in (watch, add(watch)):
        profiles.say(profile, more, author=None, now=clock.now(), approved=True)
        db.session.commit()
        assert queries.profile_of(profile).synonyms == {"groenonderhoud": ("plantsoen",)}
        assert queries.profile_of(profile).languages == ("nl", "de")
        profiles.say(profile, {"languages": []}, author=None, now=clock.now(), approved=True)
        assert queries.profile_of(profile).languages == ()
        assert queries.profile_of(profile).synonyms
        assert queries.profile_of(profile).keywords


@pytest.mark.parametrize("name", ["Schoonmaak", " schoonmaak ", ""])
def test_a_name_tells_profiles_apart(watch, client, name):
    add(watch)
    page = client.post("/cooperaties/de-tuin/profielen/nieuw", data={"name": name, "begins_as": "empty"})
    assert page.status_code == 422
    assert html.document_fromstring(page.text).get_element_by_id("name").get("value") == name.strip()
    assert len(queries.watches_of(watch.cooperative)) == 2


def test_a_profile_is_called_otherwise_on_its_own_page(watch, client):
    cleaning = add(watch)
    address = f"/cooperaties/de-tuin/profielen/{cleaning.id}"
    assert client.post(address, data={**FILLED, "name": "Ons werk"}).status_code == 422
    assert client.post(address, data={**FILLED, "name": "Scholen"}).status_code == 302
    db.session.expire_all()
    assert cleaning.name == "Scholen"


def test_there_is_an_end_to_the_number_of_profiles(watch):
    for number in range(profiles.MOST - 1):
        profiles.add(watch.cooperative, f"Profiel {number}", now=clock.now())
    with pytest.raises(RuleViolation):
        profiles.add(watch.cooperative, "Nog een", now=clock.now())


def test_stopping_keeps_what_was_found_and_finds_no_more(watch, client):
    cleaning = add(watch)
    store(publication(2, "Schoonmaak scholen", **SCHOOLS))
    jobs.match_and_tell()
    address = f"/cooperaties/de-tuin/profielen/{cleaning.id}/kijken"
    client.post(address, data={"stop": "1"})
    store(publication(3, "Schoonmaak kantoren", **SCHOOLS))
    jobs.match_and_tell()
    assert listed(watch) == ["Schoonmaak scholen"]
    client.post(address)
    jobs.match_and_tell()
    assert len(listed(watch)) == 1  # what came meanwhile was taken from the queue; a changed profile looks at all again
    assert client.get("/cooperaties/de-tuin/profielen").status_code == 200


def test_removing_takes_what_is_new_along_and_keeps_what_was_judged(watch, client):
    cleaning = add(watch)
    store(publication(2, "Schoonmaak scholen", **SCHOOLS), publication(3, "Schoonmaak kantoren", **SCHOOLS))
    jobs.match_and_tell()
    services.judge(queries.matches(watch.cooperative, now=clock.now())[0], MatchState.INTERESTING)
    db.session.commit()
    address = f"/cooperaties/de-tuin/profielen/{cleaning.id}/weg"
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert len(listed(watch, MatchState.INTERESTING)) == 1
    assert listed(watch) == []
    assert [profile.id for profile in db.session.scalars(select(WatchProfile))] == [watch.id]


def test_the_profile_of_the_dossier_is_not_removed(watch, client):
    address = f"/cooperaties/de-tuin/profielen/{watch.id}/weg"
    page = client.get(address).text
    assert "begint met jullie dossier" in page
    assert "Verwijderen" not in page
    assert client.post(address).status_code == 422
    assert len(queries.watches_of(watch.cooperative)) == 1


def test_a_profile_opens_only_under_its_own_group(watch, client):
    other = watching(slug="de-bezem")
    assert client.get(f"/cooperaties/de-bezem/profielen/{other.id}").status_code == 404
    assert client.get(f"/cooperaties/de-tuin/profielen/{other.id}").status_code == 404


def test_two_tabs_of_another_profile_lose_nothing(watch, client):
    address = f"/cooperaties/de-tuin/profielen/{add(watch).id}"
    version = html.document_fromstring(client.get(address).text).get_element_by_id("version").get("value")
    assert client.post(address, data={**FILLED, "version": version, "description": "Wij vegen"}).status_code == 302
    page = client.post(address, data={**FILLED, "version": version, "description": "Wij dweilen"})
    assert page.status_code == 409
    assert "Wij vegen" in page.text
    assert "Wij dweilen" in page.text


def test_why_is_said_for_each_profile_the_best_first(watch, client):
    add(watch)
    (notice,) = store(publication(2, "Schoonmaak scholen", **SCHOOLS))
    page = client.get(f"/cooperaties/de-tuin/kansen/op/{notice.id}/waarom").text
    assert page.index("<strong>Schoonmaak</strong>") < page.index("<strong>Ons werk</strong>")


def test_the_command_takes_the_name_of_a_profile_and_asks_which_when_several_are_called_so(app):
    first, other = watching(slug="de-tuin"), watching(slug="de-bezem")
    cleaning = add(first)
    (notice,) = store(publication(2, "Schoonmaak scholen", **SCHOOLS))
    for name in ("Schoonmaak", str(cleaning.id)):
        explained = json.loads(invoke(app, "explain", "--profile", name, "--notice", str(notice.id), "--json").stdout)
        assert explained["alert"] is True
    result = invoke(app, "explain", "--profile", "Ons werk", "--notice", str(notice.id))
    assert result.exit_code == 2
    assert str(first.id) in result.stderr
    assert str(other.id) in result.stderr
