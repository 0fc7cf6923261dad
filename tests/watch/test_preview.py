"""The preview of a profile: what the last months would have given, what an edit changed, what nearly fitted and why."""

import json
from datetime import timedelta

import pytest

from incubator.core import clock
from incubator.core.db import Base, db
from incubator.core.limits import limiter
from incubator.watch import messages, queries
from incubator.watch.matching import engine
from incubator.watch.matching.looking_back import Advice, Hindrance, advice, by_week
from incubator.watch.services import previewing
from incubator.watch.values import Profile
from incubator.watch.views import profile_preview
from tests.factories import ParticipationFactory
from tests.watch.factories import publication, store, watching
from tests.watch.test_command import invoke
from tests.watch.test_profile_editor import ADDRESS, filled, page_of

GREEN = Profile(
    "Groen", cpv=("77310000",), keywords=("groenonderhoud", "plantsoen"), places=("GM0344",), kinds=("competition",)
)
BRABANT = {"nutsCodes": [{"code": "NL414"}]}
OTHER_WORK = {
    "cpvCodes": [{"isHoofdOpdracht": True, "code": "72000000-5"}],
    "opdrachtBeschrijving": "Het bouwen van een website.",
}


def days_ago(days):
    return {"publicatieDatum": f"{(clock.today() - timedelta(days=days)).isoformat()}T08:00:00"}


def look(profile=GREEN, **more):
    return previewing.preview(profile, now=clock.now(), **more)


def numbers(outcome):
    return {hit.notice_id for hit in outcome.hits}


def hindrances(outcome):
    return {miss.notice_id: miss.hindrance for miss in outcome.near}


@pytest.mark.both_databases
def test_it_gives_what_was_published_in_the_last_days_and_nothing_else(app):
    now, month, old, other = store(
        publication(1),
        publication(2, **days_ago(40)),
        publication(3, **days_ago(120)),
        publication(4, "Website bouwen", **OTHER_WORK),
    )
    outcome = look()
    assert numbers(outcome) == {now.id, month.id}
    assert (outcome.number, outcome.per_week, outcome.days) == (2, 0.2, 90)
    assert sum(outcome.weeks) == 2
    assert outcome.weeks[-1] == 1
    assert numbers(look(days=365)) == {now.id, month.id, old.id}
    assert other.id not in hindrances(outcome)


@pytest.mark.both_databases
def test_what_has_closed_since_is_counted_as_it_was_then(app):
    (closed,) = store(publication(1, days=-3, **days_ago(60)))
    outcome = look()
    assert numbers(outcome) == {closed.id}
    assert outcome.closed == 1


@pytest.mark.both_databases
def test_near_misses_say_what_was_in_the_way(app):
    far, large, late, plan, left_out = store(
        publication(1, **BRABANT),
        publication(2),
        publication(3, days=2),
        publication(
            4, typePublicatie="Vooraankondiging", aankondigingCode={"code": "VAK"}, publicatieCode="EF4", days=None
        ),
        publication(5, "Onderhoud sportvelden"),
    )
    large.value_cents, large.value_currency = 500_000_000, "EUR"
    db.session.commit()
    profile = Profile(
        "Groen",
        cpv=GREEN.cpv,
        keywords=GREEN.keywords,
        exclude=("sportvelden",),
        places=GREEN.places,
        max_value=100_000,
        min_days_left=7,
        kinds=GREEN.kinds,
        threshold=0.6,
    )
    outcome = look(profile)
    assert numbers(outcome) == set()
    assert hindrances(outcome) == {
        far.id: Hindrance.PLACE,
        large.id: Hindrance.LARGE,
        late.id: Hindrance.TIME,
        plan.id: Hindrance.KIND,
        left_out.id: Hindrance.LEFT_OUT,
    }
    assert outcome.advice is Advice.TOO_NARROW
    (miss,) = [miss for miss in outcome.near if miss.notice_id == far.id]
    with app.test_request_context():
        assert messages.why_near(miss) == "in Noord-Brabant"


def test_what_was_corrected_counts_once(app):
    first, second = store(publication(1), publication(2))
    second.corrects_id = first.id
    db.session.commit()
    assert numbers(look()) == {second.id}


def test_an_edit_says_what_it_brings_and_what_it_takes_away(app):
    here, there = store(publication(1), publication(2, **BRABANT))
    before = look()
    assert (before.gained, before.lost) == (None, None)
    wide = Profile("Groen", cpv=GREEN.cpv, keywords=GREEN.keywords, places=("NL41",), kinds=GREEN.kinds)
    after = look(wide, seen=[here.id])
    assert (after.gained, after.lost) == ((there.id,), (here.id,))
    same = look(seen=[here.id])
    assert (same.gained, same.lost) == ((), ())


def test_a_changed_notice_is_taken_apart_anew_and_the_others_are_not(app, monkeypatch):
    first, second = store(publication(1), publication(2))
    assert numbers(look()) == {first.id, second.id}
    taken = []
    analyse = engine.analyse
    monkeypatch.setattr(engine, "analyse", lambda notice: taken.append(notice.id) or analyse(notice))
    look()
    assert taken == []
    store(publication(1, "Website bouwen", **OTHER_WORK))
    assert numbers(look()) == {second.id}
    assert set(taken) <= {first.id}


def test_an_empty_profile_gives_nothing(app):
    store(publication(1))
    outcome = look(Profile("Leeg"))
    assert (outcome.number, outcome.near, outcome.advice) == (0, (), Advice.TOO_NARROW)


@pytest.mark.parametrize(
    ("number", "days", "expected"),
    [
        (901, 90, Advice.TOO_WIDE),
        (900, 90, Advice.FINE),
        (3, 90, Advice.FINE),
        (2, 90, Advice.TOO_NARROW),
        (0, 10, Advice.TOO_NARROW),
        (1, 30, Advice.FINE),
    ],
)
def test_advice_is_about_ten_a_day_and_one_a_month(number, days, expected):
    assert advice(number, days) is expected


def test_weeks_end_now_and_lose_nobody():
    now = clock.now()
    moments = [
        now,
        now - timedelta(days=6),
        now - timedelta(days=7),
        now - timedelta(days=90),
        now + timedelta(hours=1),
    ]
    weeks = by_week(moments, now, 90)
    assert len(weeks) == 13
    assert (weeks[-1], weeks[-2], weeks[0], sum(weeks)) == (3, 1, 1, 5)


@pytest.fixture
def watch(app, client, sign_in):
    watch = watching(slug="de-tuin", name="De Tuin")
    sign_in(client, ParticipationFactory(cooperative=watch.cooperative).user)
    return watch


def shown(answer):
    return page_of(answer).get_element_by_id("part-preview")


def seen_links(element):
    return [link.get("href") for link in element.iter("a")]


@pytest.mark.both_databases
def test_the_page_shows_it_for_what_is_typed_and_stores_nothing(watch, client):
    here, there = store(publication(1), publication(2, **BRABANT))
    before = queries.answers_of(watch)
    first = client.post(ADDRESS, data=filled(client.get(ADDRESS), look="preview"))
    assert first.status_code == 200
    assert f"/aankondigingen/{here.id}" in seen_links(shown(first))
    (near,) = shown(first).xpath(".//details[@id='preview-near']")
    assert near.xpath("string(summary)").split() == ["Net", "niet:", "1", "in", "Noord-Brabant"]
    assert seen_links(near) == [f"/aankondigingen/{there.id}"]
    wider = client.post(ADDRESS, data=filled(first, look="preview", places="Noord-Brabant"))
    changes = shown(wider).find_class("preview-changes")[0]
    assert seen_links(changes) == [f"/aankondigingen/{there.id}", f"/aankondigingen/{here.id}"]
    assert "+1, −1" in changes.text_content()
    assert page_of(wider).get_element_by_id("places").text.strip() == "Noord-Brabant"
    assert queries.answers_of(watch) == before


def test_ten_notices_and_their_reasons_are_unfolded_by_who_wants_them(watch, client):
    """On a phone they would be the larger part of the page; three titles stand there at once."""
    store(*(publication(number, f"Groenonderhoud wijk {number}") for number in range(1, 13)))
    part = shown(client.post(ADDRESS, data=filled(client.get(ADDRESS), look="preview")))
    folds = part.xpath(".//details")
    assert [fold.get("id") for fold in folds] == ["preview-best", "preview-weeks"]
    assert not any(fold.get("open") is not None for fold in folds)
    assert len(seen_links(folds[0])) == 10
    assert len(part.xpath("./ul/li/a")) == 3


def test_what_cannot_be_read_is_named_and_nothing_typed_is_lost(watch, client):
    store(publication(1))
    typed = {"places": "Utrecht\nZaanstat", "max_value": "250,000"}
    answer = client.post(ADDRESS, data=filled(client.get(ADDRESS), look="preview", **typed))
    assert answer.status_code == 200
    assert {"Zaanstat", "Zaanstad"} <= set(
        shown(answer).text_content().replace("”", " ").replace("“", " ").replace("?", " ").split()
    )
    assert "250" in shown(answer).text_content()
    assert page_of(answer).get_element_by_id("max_value").get("value") == "250,000"


@pytest.mark.parametrize("seen", ["0|x|-1|99999999999999999999|1", "|||", "0|" * 5000, "x"])
def test_a_list_of_seen_notices_that_somebody_made_up_does_no_harm(watch, client, seen):
    store(publication(1))
    assert client.post(ADDRESS, data=filled(client.get(ADDRESS), look="preview", seen=seen)).status_code == 200


@pytest.fixture
def limited(make_app, sign_in):
    """A client of an application with the limits on; off again afterwards, because the limiter is one for all."""
    strict = make_app(rate_limits=True)
    with strict.app_context():
        Base.metadata.create_all(db.engine)
        db.session.info["actor"] = "test"
        limiter.reset()
        group = watching(slug="de-tuin", name="De Tuin").cooperative
        client = strict.test_client()
        sign_in(client, ParticipationFactory(cooperative=group).user)
        yield client
        limiter.reset()
        limiter.enabled = False
        db.session.remove()
        db.engine.dispose()


def test_who_looks_too_often_waits_and_loses_nothing(limited, monkeypatch):
    monkeypatch.setattr(profile_preview, "LIMIT", "2 per minute")
    client = limited
    sent = filled(client.get(ADDRESS), look="preview", description="Wij vegen.")
    answers = [client.post(ADDRESS, data=sent).status_code for _time in range(2)]
    last = client.post(ADDRESS, data=sent)
    assert (answers, last.status_code) == ([200, 200], 429)
    assert page_of(last).get_element_by_id("description").text.strip() == "Wij vegen."
    assert client.post(ADDRESS, data={**sent, "look": "words"}).status_code == 200


def test_the_page_asks_no_more_questions_for_more_notices(watch, client, count_queries):
    def asked():
        count_queries()
        client.post(ADDRESS, data=sent)
        return count_queries()

    store(publication(1), publication(2))
    sent = filled(client.get(ADDRESS), look="preview")
    asked()
    few = asked()
    store(*map(publication, range(10, 30)))
    asked()
    assert asked() <= few


def test_the_command_gives_an_object_a_line_and_takes_standard_input(app, tmp_path):
    here, there = store(publication(1), publication(2, **BRABANT))
    profiles = [
        {"name": "Groen", "cpv": ["77310000"], "keywords": ["groenonderhoud"], "places": ["Utrecht"]},
        {"name": "Leeg"},
    ]
    file = tmp_path / "profiles.json"
    file.write_text(json.dumps(profiles), encoding="utf-8")
    answer = invoke(app, "preview", "--profiles", str(file), "--days", "90", "--json")
    assert answer.exit_code == 0, answer.output
    green, empty = map(json.loads, answer.stdout.splitlines())
    assert green["profile"] == "Groen"
    assert (green["notices"], green["per_week"], green["advice"]) == (1, 0.1, "too-narrow")
    assert green["near_misses"] == [{"id": there.id, "why": "in Noord-Brabant"}]
    assert green["ids"] == [here.id]
    assert (empty["notices"], empty["near_misses"]) == (0, [])
    words = invoke(app, "preview", "--profiles", str(file))
    assert words.stdout.splitlines()[0].split("\t")[:4] == ["Groen", "1", "0.1", "too-narrow"]


@pytest.mark.parametrize("more", [("--days", "0"), ("--days", "x"), ()])
def test_the_command_refuses_wrong_input_in_a_sentence(app, tmp_path, more):
    file = tmp_path / "profiles.json"
    file.write_text("{}", encoding="utf-8")
    answer = invoke(app, "preview", "--profiles", str(file), *more)
    assert answer.exit_code == 2
    assert "Traceback" not in answer.output
