"""Someone tries to make the dossier say what is not so: by every way in, of the deed, of the register, of approved work, of a list."""

import json
import re

import pytest
from flask.cli import ScriptInfo

from incubator.bids.messages import sources as bid_words
from incubator.bids.models import Bid
from incubator.cli import cli
from incubator.cooperatives import queries, services
from incubator.cooperatives.models import FactState
from incubator.cooperatives.values import FACT_KEYS, FactSource, FactSourceKind
from incubator.core import clock, word
from incubator.core.db import SYSTEM, db, transaction
from incubator.learning import queries as lessons
from incubator.learning import services as learning
from incubator.learning.queries import Place
from incubator.register import queries as registers
from incubator.reviews import services as reviews
from tests.checking_client import CheckingClient

LIES = [
    ("identity.deed_date", "1 januari 2001", "2001-01-01"),
    ("identity.kvk", "87654321", "87654321"),
    ("identity.name", "Coöperatie De Leugen U.A.", "Coöperatie De Leugen U.A."),
    ("identity.legal_form_suffix", "W.A.", "W.A."),
    ("capital.contribution", "1", "1.00"),
    ("governance.board_size", "9", "9"),
    ("people.members_count", "77", "77"),
]
SENTENCES = {"identity.deed_date": "De beheerder verbetert het", "identity.kvk": "De beheerder verbetert het"}


@pytest.fixture(scope="module")
def house(make_app, kept_world):
    """An application with a small world in it. Every test here leaves the facts as they were."""
    app = make_app()
    app.test_client_class = CheckingClient
    with app.app_context():
        world = kept_world.put_in(app)
        world.app = app
        yield world
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def world(house):
    db.session.expire_all()
    return house


@pytest.fixture
def app(house):
    return house.app


def address(key, rest=""):
    return f"/cooperaties/groep-eigen/dossier/{FACT_KEYS[key].name}{rest}"


def kept(world):
    return queries.holding_values(world.ours.group)


def plan(world):
    bid = db.session.get(Bid, world.ids["bid_id"])
    return word.plain(bid_words.main_document_of(bid, made_at=clock.now()))


def run(app, *words):
    return app.test_cli_runner().invoke(cli, ["dossier", *words], obj=ScriptInfo(create_app=lambda: app))


@pytest.mark.parametrize("person", ["member", "manager"])
@pytest.mark.parametrize(("key", "lie", "_stored"), LIES)
def test_nobody_changes_by_hand_what_the_deed_or_the_register_says(app, world, sign_in, person, key, lie, _stored):
    before = kept(world)[key]
    client = sign_in(app.test_client(), world.people[person])
    page = client.get(address(key))
    assert "<textarea" not in page.text
    assert 'name="value' not in page.text
    refused = client.post(address(key), data={"value": lie})
    assert refused.status_code == 422
    sentence = "ledenregister" if key == "people.members_count" else "akte van 1 oktober 2026"
    assert SENTENCES.get(key, sentence) in refused.text
    assert kept(world)[key] == before


def test_what_is_only_read_leads_to_where_it_comes_from(app, world, sign_in):
    client = sign_in(app.test_client(), world.people["member"])
    page = client.get("/cooperaties/groep-eigen/dossier").text
    assert '/cooperaties/groep-eigen/statuten/versies/1"' in page
    assert '/cooperaties/groep-eigen/leden/"' in page
    assert 'href="/cooperaties/groep-eigen/statuten/versies/1"' in client.get(address("identity.name")).text


@pytest.mark.parametrize(("key", "lie", "_stored"), LIES)
def test_the_command_refuses_what_a_higher_source_says_and_stores_nothing(app, world, key, lie, _stored):
    before = kept(world)
    answer = run(app, "set", "--coop", "groep-eigen", key, lie)
    assert answer.exit_code == 1
    assert key in answer.output
    assert "To change it" in answer.output or "The manager corrects it" in answer.output
    assert kept(world) == before


@pytest.mark.parametrize("form", ["json", "csv"])
def test_of_a_file_only_what_no_higher_source_says_is_stored(app, world, tmp_path, form):
    values = {key: lie for key, lie, _stored in LIES} | {"contact.name": f"Fatima {form}"}
    path = tmp_path / f"feiten.{form}"
    rows = "\n".join(f'{key},"{value}"' for key, value in values.items())
    path.write_text(json.dumps(values) if form == "json" else f"key,value\n{rows}\n", encoding="utf-8")
    before = kept(world)
    answer = run(app, "import", "--coop", "groep-eigen", str(path))
    assert answer.exit_code == 3
    assert f"1 facts stored, {len(LIES)} refused" in answer.output
    assert kept(world) == before | {"contact.name": f"Fatima {form}"}
    again = tmp_path / "weer.json"
    again.write_text(json.dumps({key: lie for key, lie, _stored in LIES}), encoding="utf-8")
    assert run(app, "import", "--coop", "groep-eigen", str(again)).exit_code == 1


def test_a_file_does_not_overwrite_what_the_group_filled_in(app, world, tmp_path):
    path = tmp_path / "feiten.json"
    path.write_text('{"offer.keywords": ["iets anders"]}', encoding="utf-8")
    answer = run(app, "import", "--coop", "groep-eigen", str(path))
    assert answer.exit_code == 1
    assert kept(world)["offer.keywords"] == ["groenonderhoud"]


def test_a_kind_of_work_that_is_none_is_refused_everywhere(app, world, sign_in):
    client = sign_in(app.test_client(), world.people["coordinator"])
    assert client.post(address("offer.sectors"), data={"value": "hersenchirurgie"}).status_code == 422
    assert run(app, "set", "--coop", "groep-eigen", "offer.sectors", '["hersenchirurgie"]').exit_code == 1
    assert "offer.sectors" not in kept(world)


def test_the_word_plan_still_prints_what_is_true(app, world, sign_in):
    true = plan(world)
    client = sign_in(app.test_client(), world.people["coordinator"])
    for key, lie, _stored in LIES:
        client.post(address(key), data={"value": lie})
        run(app, "set", "--coop", "groep-eigen", key, lie)
    client.post(address("offer.sectors"), data={"value": "hersenchirurgie"})
    members = registers.members_count(world.ours.group, clock.today())
    text = plan(world)
    assert text == true
    assert "1 oktober 2026" in text
    assert re.search(rf"leden\W+{members}\b", text, re.IGNORECASE), text


def approve_lesson(world, slug, written, *, coach):
    where = Place(world.ours.group, lessons.library().lessons[slug])
    with transaction(actor=SYSTEM):
        founder = world.people["coordinator"]
        stored = lessons.draft(where)
        version = stored.number if stored else 0
        learning.save(where, written, began_with=version, by=founder, now=clock.now())
        work = learning.hand_in(where, by=founder, now=clock.now())
        reviews.claim(work, coach=coach, now=clock.now())
        reviews.approve(work, "Goed.", coach=coach, now=clock.now())
    return where


PRICE = {
    "cao": "cao Schoonmaak",
    "sheet": {
        "wage": "15,50",
        "on_top": "36",
        "paid_hours": "5.250",
        "client_hours": "4.200",
        "variable": "3,45",
        "fixed": "9.030",
        "aside": "2,55",
    },
    "hours": "4200",
    "rate": "34,50",
    "break_even": "145000",
    "calculation": "Loon en kosten.",
    "ratio": "",
}


def priced(world):
    """The lesson on the price of an hour, approved; about the pay ratio the statutes have the answer."""
    ratio = kept(world).get("governance.pay_ratio", "Hoogstens drie keer.")
    return approve_lesson(world, "wat-kost-een-uur", PRICE | {"ratio": ratio}, coach=world.people["coach"])


def test_approved_work_is_not_overwritten_by_hand_and_leads_to_its_question(app, world, sign_in):
    where = priced(world)
    assert kept(world)["finance.hourly_rate"] == "34.50"
    client = sign_in(app.test_client(), world.people["coordinator"])
    page = client.get(address("finance.hourly_rate")).text
    assert f"/leren/groep-eigen/{where.lesson.slug}/opdracht#rate" in page
    refused = client.post(address("finance.hourly_rate"), data={"value": "99"})
    assert refused.status_code == 422
    assert "Lever die opdracht opnieuw in" in refused.text
    assert run(app, "set", "--coop", "groep-eigen", "finance.hourly_rate", "99").exit_code == 1
    assert run(app, "set", "--coop", "groep-eigen", "finance.hourly_rate", "34,5").exit_code == 0  # it says the same
    assert kept(world)["finance.hourly_rate"] == "34.50"


def test_work_that_is_approved_again_changes_what_it_said(app, world):
    priced(world)
    ratio = kept(world)["governance.pay_ratio"]
    approve_lesson(world, "wat-kost-een-uur", PRICE | {"rate": "36", "ratio": ratio}, coach=world.people["coach"])
    assert kept(world)["finance.hourly_rate"] == "36.00"


def test_a_lesson_saved_after_the_deed_does_not_say_something_else(app, world, sign_in):
    slug = "naam-doel-en-leden"
    before = kept(world)
    client = sign_in(app.test_client(), world.people["member"])
    page = client.get(f"/leren/groep-eigen/{slug}/opdracht").text
    assert 'name="name"' not in page
    assert "akte van 1 oktober 2026" in page
    lie = {"name": "Coöperatie De Leugen U.A.", "version": "0"}
    refused = client.post(f"/leren/groep-eigen/{slug}/opdracht", data=lie)
    assert refused.status_code == 422
    assert "Wijzig de statuten" in refused.text
    honest = {"members": "Wie hier werkt.", "version": "0"}
    assert client.post(f"/leren/groep-eigen/{slug}/opdracht", data=honest).status_code == 302
    stored = lessons.draft(Place(world.ours.group, lessons.library().lessons[slug]))
    assert stored.answers["name"] == before["identity.name"]
    kept_typing = client.post(f"/leren/groep-eigen/{slug}/opdracht/bewaren", data=honest | {"version": "1"})
    assert kept_typing.json == {"version": 1}
    assert kept(world) == before


def test_the_interview_after_the_deed_is_the_draft_of_an_amendment(app, world, sign_in):
    client = sign_in(app.test_client(), world.people["coordinator"])
    changed = {
        "name": "Coöperatief De Nieuwe Naam U.A.",
        "liability__regime": "UA",
        "seat__municipality": "Utrecht",
        "revision": "1",
    }
    assert client.post("/cooperaties/groep-eigen/statuten/vragen/naam", data=changed).status_code == 302
    assert kept(world)["identity.name"] != "Coöperatief De Nieuwe Naam U.A."
    assert queries.open_points_for(world.ours.group, "statutes") == []


def test_a_fact_that_was_falsified_before_ranks_were_kept_is_believed_no_more(world):
    group, now = world.ours.group, clock.now()
    true = kept(world)["people.members_count"]
    with transaction(actor=SYSTEM):
        lie = services.record_fact(
            group, "contact.name", "X", source=FactSource(FactSourceKind.ENTERED), author=None, now=now, approved=True
        )
        lie.key, lie.value = "people.members_count", "77"
    assert lie.state is FactState.APPROVED
    assert kept(world)["people.members_count"] == true
