"""The pages of the watch: the profile without knowing codes, the list, one opportunity."""

import pytest
from lxml import html

from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import Conflict
from incubator.core.reference import places
from incubator.core.reference.places import place_code
from incubator.watch import jobs, queries, services
from incubator.watch.matching import suggesting
from incubator.watch.models import MatchState
from tests.factories import ParticipationFactory
from tests.watch.factories import publication, store, watching

pytestmark = pytest.mark.both_databases


@pytest.fixture
def watch(app, client, sign_in):
    watch = watching(slug="de-tuin", name="De Tuin")
    sign_in(client, ParticipationFactory(cooperative=watch.cooperative).user)
    return watch


ADDRESS = "/cooperaties/de-tuin/profiel"
FILLED = {
    "description": "Wij onderhouden plantsoenen",
    "trades": [],
    "keywords": "groenonderhoud\nsnoeien",
    "exclude": "sportvelden",
    "cpv": "77310000 Beplanten en onderhouden van groengebieden",
    "places": "Utrecht\nZaandam\nprovincie Noord-Holland\nNL35 Utrecht",
    "min_value": "",
    "max_value": "250.000",
    "kinds": ["competition", "consultation"],
    "min_days_left": "10",
    "active": "y",
}


def held(watch):
    db.session.expire_all()
    return cooperatives.holding_values(watch.cooperative)


def field(page, name):
    return html.document_fromstring(page.text).get_element_by_id(name)


def test_what_is_saved_is_found_again_as_it_was_typed(watch, client):
    answer = client.post(ADDRESS, data=FILLED)
    assert answer.status_code == 302
    stored = held(watch)
    assert stored["offer.cpv"] == ["77310000"]
    assert stored["offer.places"] == ["Utrecht", "Zaandam", "provincie Noord-Holland", "NL35"]
    assert stored["offer.max_value"] == "250000.00"
    profile = queries.profile_of(queries.first_watch_of(watch.cooperative))
    assert profile.places == ("GM0344", "GM0479", "NL32", "NL35")
    assert (profile.max_value, profile.min_days_left, profile.kinds) == (250_000, 10, ("competition", "consultation"))
    page = client.get(ADDRESS)
    assert field(page, "cpv").text.strip() == "77310000 Beplanten en onderhouden van groengebieden"
    assert "provincie Utrecht" in field(page, "places").text
    assert "NL35" not in page.text
    assert field(page, "max_value").get("value") == "250000"
    assert client.post(ADDRESS, data={**FILLED, "places": field(page, "places").text}).status_code == 302
    again = held(watch)
    # A code and the name of its region mean the same place.
    assert list(map(place_code, again.pop("offer.places"))) == list(map(place_code, stored.pop("offer.places")))
    assert again == stored


def test_saving_says_that_we_look_again_and_the_next_matching_does(watch, client):
    store(publication(1))
    client.post(ADDRESS, data=FILLED)
    page = client.get("/cooperaties/de-tuin/kansen")
    assert "We kijken opnieuw" in page.text
    assert "Groenonderhoud Zonnewijk" not in page.text
    jobs.match_and_tell()
    page = client.get("/cooperaties/de-tuin/kansen")
    assert "Groenonderhoud Zonnewijk" in page.text
    assert "Beplanten en onderhouden van groengebieden" in page.text


def test_a_word_among_the_codes_brings_codes_to_choose_from_and_loses_nothing(watch, client):
    page = client.post(ADDRESS, data={**FILLED, "cpv": "77310000\nramen wassen"})
    assert page.status_code == 422
    assert "Kies hieronder welke codes passen bij “ramen wassen”" in page.text
    assert "90911300 Wassen van ramen" in page.text
    assert field(page, "cpv").text.strip() == "77310000\nramen wassen"
    assert field(page, "places").text.strip() == FILLED["places"]
    assert 'value="90911300"' in page.text
    answer = client.post(ADDRESS, data={**FILLED, "cpv": "77310000\nramen wassen", "cpv_found": ["90911300"]})
    assert answer.status_code == 302
    assert held(watch)["offer.cpv"] == ["77310000", "90911300"]


def test_a_word_that_brings_nothing_is_named_at_the_field(watch, client):
    page = client.post(ADDRESS, data={**FILLED, "cpv": "xyzzyplugh"})
    assert page.status_code == 422
    assert "Wij vinden geen code bij “xyzzyplugh”" in page.text
    assert field(page, "cpv").get("aria-invalid") == "true"


@pytest.mark.parametrize(
    ("wrong", "name", "sentence"),
    [
        ({"places": "Zaanstat"}, "places", "Bedoelen jullie Zaanstad?"),
        ({"places": "Qqqqqqq"}, "places", "Wij kennen geen gemeente of regio"),
        ({"max_value": "veel"}, "max_value", "bedrag"),
        ({"min_days_left": "over een week"}, "min_days_left", ""),
        ({"min_days_left": "999"}, "min_days_left", ""),
        ({"kinds": []}, "kinds", "minstens"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_half_stored(watch, client, wrong, name, sentence):
    before = held(watch)
    page = client.post(ADDRESS, data={**FILLED, **wrong})
    assert page.status_code == 422
    error = field(page, f"{name}-error").text_content() if name != "kinds" else field(page, "kinds").text_content()
    assert error.strip()
    assert sentence in error
    assert field(page, "keywords").text.strip() == FILLED["keywords"]
    assert held(watch) == before


def test_trades_fill_in_codes_and_words_beside_those_of_the_group(watch, client):
    client.post(ADDRESS, data={**FILLED, "trades": ["schoonmaak"], "cpv": ""})
    stored = held(watch)
    assert "90910000" in stored["offer.cpv"]
    assert stored["offer.keywords"][:2] == ["groenonderhoud", "snoeien"]
    assert "schoonmaak" in stored["offer.keywords"]
    assert stored["offer.sectors"] == ["schoonmaak"]


def test_a_wish_can_be_taken_back(watch, client):
    client.post(ADDRESS, data=FILLED)
    client.post(ADDRESS, data={**FILLED, "max_value": "", "exclude": ""})
    assert {"offer.max_value", "offer.exclude"}.isdisjoint(held(watch))
    history = cooperatives.facts(watch.cooperative, "offer.max_value")
    assert [fact.value for fact in history] == ["250000.00"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("hovenier", "77310000"),
        ("taxi", "60120000"),
        ("ramen wassen", "90911300"),
        ("kinderopvang", None),
        ("schoonmaak van kantoren", "90919200"),
        ("de", None),
        ("", None),
    ],
)
def test_words_lead_to_codes(typed, code):
    suggested = suggesting.for_words(typed)
    assert len(suggested) <= suggesting.MOST
    assert code is None or code in suggested


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Utrecht", "GM0344"),
        ("gemeente utrecht", "GM0344"),
        ("provincie Utrecht", "NL35"),
        ("Noord-Holland", "NL32"),
        ("Zaandam", "GM0479"),
        ("NL33", "NL33"),
        ("nl324", "NL324"),
        ("GM0599 Rotterdam", "GM0599"),
        ("Den Haag", "GM0518"),
        ("de", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_places_are_known_by_code_or_name(typed, code):
    assert places.place_code(typed) == code


def test_an_empty_list_teaches(watch, client):
    page = client.get("/cooperaties/de-tuin/kansen")
    assert "Verander wat jullie zoeken" in page.text


def matched(watch, number=1):
    store(*(publication(number_of, f"Groenonderhoud {number_of}") for number_of in range(1, number + 1)))
    services.match_again(watch, now=clock.now())
    db.session.commit()
    return queries.matches(watch.cooperative, now=clock.now())


def test_one_opportunity_says_why_and_whether_it_could_be_challenged(watch, client):
    (match,) = matched(watch)
    page = client.get(f"/cooperaties/de-tuin/kansen/{match.id}")
    assert "Beplanten en onderhouden van groengebieden" in page.text
    assert "Kunnen jullie dit overnemen" in page.text
    assert "Begin een inschrijving" in page.text or "inschrijving" in page.text


def test_keeping_and_putting_aside(watch, client):
    kept, other = matched(watch, 2)
    client.post(f"/cooperaties/de-tuin/kansen/{kept.id}/interessant")
    assert client.post(f"/cooperaties/de-tuin/kansen/{other.id}/niet-voor-ons", data={}).status_code == 422
    client.post(
        f"/cooperaties/de-tuin/kansen/{other.id}/niet-voor-ons", data={"unsuitable": "other", "because": "Te ver"}
    )
    db.session.expire_all()
    assert (kept.state, other.state) == (MatchState.INTERESTING, MatchState.DISMISSED)
    assert "Te ver" in client.get("/cooperaties/de-tuin/kansen?toon=dismissed").text
    assert client.get("/cooperaties/de-tuin/kansen?toon=onzin").status_code == 200


def test_another_group_cannot_see_it(watch, client, sign_in):
    (match,) = matched(watch)
    stranger = ParticipationFactory().user
    sign_in(client, stranger)
    assert client.get(f"/cooperaties/de-tuin/kansen/{match.id}").status_code == 404
    assert client.post(f"/cooperaties/de-tuin/kansen/{match.id}/interessant").status_code == 404


def test_the_list_asks_no_more_questions_for_more_rows(watch, client, count_queries):
    def asked():
        count_queries()
        assert client.get("/cooperaties/de-tuin/kansen").status_code == 200
        return count_queries()

    matched(watch, 2)
    asked()
    few = asked()
    store(*(publication(number, f"Groenonderhoud {number}") for number in range(10, 22)))
    services.match_again(watch, now=clock.now())
    db.session.commit()
    assert asked() <= few


def opened(client):
    """The version of the page as a browser has it open."""
    return field(client.get(ADDRESS), "version").get("value")


def test_of_two_tabs_the_second_sees_both_texts_and_loses_nothing(watch, client):
    client.post(ADDRESS, data=FILLED)
    version = opened(client)
    first = {**FILLED, "version": version, "description": "Wij snoeien", "max_value": "300.000"}
    second = {**FILLED, "version": version, "description": "Wij maaien", "max_value": "400.000"}
    assert client.post(ADDRESS, data=first).status_code == 302
    page = client.post(ADDRESS, data=second)
    assert page.status_code == 409
    assert held(watch)["offer.description"] == "Wij snoeien"
    assert field(page, "description").text.strip() == "Wij maaien"
    assert "Wij snoeien" in field(page, "description-error").text_content()
    assert "300000" in field(page, "max_value-error").text_content()
    assert client.post(ADDRESS, data={**second, "version": field(page, "version").get("value")}).status_code == 302
    assert (held(watch)["offer.description"], held(watch)["offer.max_value"]) == ("Wij maaien", "400000.00")


def test_two_tabs_that_change_other_answers_are_both_kept(watch, client):
    client.post(ADDRESS, data=FILLED)
    version = opened(client)
    first = {"keywords": "gras\nhagen", "kinds": ["planning"], "trades": ["groen", "inzameling"], "min_days_left": "3"}
    client.post(ADDRESS, data={**FILLED, "version": version, **first})
    answer = client.post(ADDRESS, data={**FILLED, "version": version, "places": "Gouda"})
    assert answer.status_code == 302
    stored = held(watch)
    assert stored["offer.keywords"][:2] == ["gras", "hagen"]
    assert stored["offer.sectors"] == ["groen", "afval"]
    assert stored["offer.places"] == ["Gouda"]
    watched = queries.first_watch_of(watch.cooperative)
    assert (watched.kinds, watched.min_days_left) == (["planning"], 3)


def test_both_choices_are_shown_in_words(watch, client):
    client.post(ADDRESS, data=FILLED)
    version = opened(client)
    client.post(ADDRESS, data={**FILLED, "version": version, "kinds": ["planning"]})
    page = client.post(ADDRESS, data={**FILLED, "version": version, "kinds": ["competition"]})
    assert page.status_code == 409
    assert "intussen veranderd in: Plannen voor later" in field(page, "kinds").text_content()


def test_the_same_answer_written_otherwise_in_two_tabs_is_no_conflict(watch, client):
    version = opened(client)
    client.post(ADDRESS, data={**FILLED, "version": version})
    same = {"cpv": "77310000-6", "max_value": "€ 250.000,-", "places": FILLED["places"].replace("NL35 Utrecht", "NL35")}
    assert client.post(ADDRESS, data={**FILLED, **same, "version": version}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("250.000", "250000.00"), ("€ 10.000,-", "10000.00"), ("1250,50", "1250.50"), ("250000", "250000.00")],
)
def test_an_amount_is_read_as_people_write_it(watch, client, typed, stored):
    assert client.post(ADDRESS, data={**FILLED, "max_value": typed}).status_code == 302
    assert held(watch)["offer.max_value"] == stored


def test_an_amount_that_can_be_read_in_two_ways_is_a_question(watch, client):
    page = client.post(ADDRESS, data={**FILLED, "max_value": "250,000"})
    assert page.status_code == 422
    assert "250000" in field(page, "max_value-error").text_content()
    assert field(page, "max_value").get("value") == "250,000"


def test_an_opportunity_that_was_taken_away_meanwhile_leads_back_to_the_list(watch, app, client, monkeypatch):
    (match,) = matched(watch)

    def gone(*_arguments, **_options):
        raise Conflict("This is not there any more: someone removed it at the same moment.")

    monkeypatch.setattr(services, "judge", gone)
    monkeypatch.setattr(queries, "match", lambda *_arguments: None)
    answer = client.post(f"/cooperaties/de-tuin/kansen/{match.id}/interessant")
    assert answer.location == "/cooperaties/de-tuin/kansen"
    page = client.post(
        f"/cooperaties/de-tuin/kansen/{match.id}/niet-voor-ons", data={"unsuitable": "other", "because": "Te ver"}
    )
    assert page.status_code == 409
    assert "Te ver" in page.text


def test_no_page_says_that_a_notice_fits_for_certain(watch, client):
    store(publication(1))
    jobs.match_and_tell()
    (match,) = queries.matches(watch.cooperative, now=clock.now())
    match.score_permille = 1000
    db.session.commit()
    for address in ("kansen", f"kansen/{match.id}"):
        page = client.get(f"/cooperaties/de-tuin/{address}").text
        assert "99%" in page
        assert "100%" not in page
