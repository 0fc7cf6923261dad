"""What others do while somebody writes: a calculator beside the exercise, a manager in the lesson, a coach who has the work."""

import re

import pytest

from incubator.cooperatives.queries import holding_facts
from incubator.learning import queries
from incubator.learning.services import editing
from incubator.reviews.queries import latest_round
from tests.factories import ParticipationFactory
from tests.learning.conftest import WRITTEN
from tests.learning.test_answers import SUM
from tests.learning.working import approve, arrange, hand_in, keep, place_in, rewrite

PRICE = "wat-kost-een-uur"
SLUG = "samen-beslissen"
QUESTION = re.compile(r'\[\[exercise\.questions\]\]\nid = "conflict"\n(?:.+\n)+\n')


@pytest.fixture
def price(client, sign_in, world):
    """The exercise of the price per hour, with the founder signed in."""
    sign_in(client, world.founder)
    return f"{world.track}/{PRICE}/opdracht"


def drop_question():
    """A manager takes the question about conflicts out of the lesson."""
    text = queries.lesson_text(SLUG)
    rewrite(SLUG, (QUESTION.search(text)[0], ""), (re.search(r'conflict = ".*?", ', text)[0], ""))


def answers(world, slug=PRICE):
    return queries.draft(place_in(world, slug)).answers


def test_a_sum_gives_way_to_what_somebody_typed_meanwhile(client, world, price):
    keep(world, PRICE, {"cao": "cao Schoonmaak"})
    client.post(price, data={"rate": "40", "version": "1"})
    worked_out = client.post(f"{price}/rekenen/sheet", data={**SUM, "version": "1"})
    assert worked_out.status_code == 302
    assert (answers(world)["rate"], answers(world)["sheet"]["wage"]) == ("40", "15,50")


def test_what_is_typed_meets_no_conflict_with_a_sum_in_another_window(client, world, price):
    keep(world, PRICE, {"cao": "cao Schoonmaak"})
    client.post(f"{price}/rekenen/sheet", data={**SUM, "version": "1"})
    assert client.post(price, data={"cao": "cao Groen", "version": "1"}).status_code == 302
    assert (answers(world)["rate"], answers(world)["cao"]) == ("34,50", "cao Groen")
    assert answers(world)["sheet"]["fixed"] == "10.320"


def test_a_price_that_both_brought_is_shown_twice(client, world, price):
    keep(world, PRICE, {"cao": "cao Schoonmaak"})
    client.post(f"{price}/rekenen/sheet", data={**SUM, "version": "1"})
    both = client.post(price, data={"cao": "cao Schoonmaak", "rate": "40", "version": "1"})
    assert both.status_code == 409
    assert 'value="40"' in both.text
    assert "34,50" in both.text
    assert answers(world)["rate"] == "34,50"


def test_a_calculator_is_closed_while_the_coach_reads(client, world, price):
    full = {"cao": "x", "hours": "4800", "rate": "34,50", "calculation": "Zo.", "ratio": "Twee.", "risks": "Eén."}
    keep(world, PRICE, {**full, "sheet": SUM})
    hand_in(world, PRICE)
    late = client.post(f"{price}/rekenen/sheet", data={**SUM, "wage": "20", "version": "1"})
    assert late.status_code == 422
    assert "Dit ligt nu bij de coach" in late.text
    assert 'value="20"' in late.text
    assert answers(world)["sheet"]["wage"] == "15,50"


def test_a_question_that_came_while_one_wrote_is_asked_before_handing_in(client, sign_in, world):
    keep(world, SLUG, WRITTEN)
    sign_in(client, world.founder)
    asked = '[[exercise.questions]]\nid = "keys"\nlabel = "Wie heeft de sleutel?"\nkind = "text"\n'
    rewrite(
        SLUG, ("\n[exercise_en]", f"\n{asked}\n[exercise_en]"), ("{method = ", '{keys = "Who has the key?", method = ')
    )
    refused = client.post(f"{world.exercise}/inleveren")
    assert refused.status_code == 422
    assert "Wie heeft de sleutel?" in refused.text
    client.post(world.exercise, data={**WRITTEN, "keys": "Ria.", "version": "1"})
    assert client.post(f"{world.exercise}/inleveren").status_code == 302


def test_a_question_that_went_while_one_wrote_stands_in_no_way(client, sign_in, world):
    keep(world, SLUG, {**WRITTEN, "conflict": ""})
    sign_in(client, world.founder)
    assert client.post(f"{world.exercise}/inleveren").status_code == 422
    drop_question()
    late = {**WRITTEN, "conflict": "Te laat getypt.", "version": "1"}
    assert client.post(world.exercise, data=late).status_code == 302
    assert answers(world, SLUG)["conflict"] == ""
    assert client.post(f"{world.exercise}/inleveren").status_code == 302


def test_the_coach_approves_what_was_handed_in_before_its_question_left(client, sign_in, world):
    keep(world, SLUG, WRITTEN)
    work = hand_in(world, SLUG)
    drop_question()
    sign_in(client, world.coach)
    client.post(f"/nakijken/{work.id}/oppakken")
    assert WRITTEN["conflict"] in client.get(f"/nakijken/{work.id}").text
    client.post(f"/nakijken/{work.id}", data={"verdict": "Mooi.", "do": "approve"})
    held = holding_facts(world.group)
    assert held["governance.decision_method"].value == WRITTEN["method"]
    assert WRITTEN["conflict"] not in [fact.value for fact in held.values()]
    assert WRITTEN["conflict"] in client.get(world.exercise).text


def test_an_answer_that_fits_its_fact_no_more_holds_nothing_up(client, sign_in, world):
    keep(world, SLUG, WRITTEN)
    work = hand_in(world, SLUG)
    asked = re.search(r'id = "meetings"\n(?:.*\n)*?kind = "long"\n', queries.lesson_text(SLUG))[0]
    rewrite(SLUG, (asked, asked.replace('"long"', '"money"') + 'fact = "finance.hourly_rate"\n'))
    approve(world, work)
    held = holding_facts(world.group)
    assert "finance.hourly_rate" not in held
    assert held["governance.decision_method"].value == WRITTEN["method"]


def test_a_lesson_hidden_while_the_coach_has_it_is_finished_as_ever(client, sign_in, world):
    keep(world, SLUG, WRITTEN)
    work = hand_in(world, SLUG)
    arrange(editing.hide, SLUG)
    sign_in(client, world.founder)
    assert client.get(world.exercise).status_code == 200
    assert SLUG not in client.get(f"{world.track}/onderdeel/kerngroep").text
    sign_in(client, world.coach)
    client.post(f"/nakijken/{work.id}/oppakken")
    page = client.get(f"/nakijken/{work.id}").text
    assert all(criterion in page for criterion in world.place.lesson.exercise.criteria)
    client.post(f"/nakijken/{work.id}", data={"verdict": "Mooi.", "do": "approve"})
    assert holding_facts(world.group)["governance.decision_method"].value == WRITTEN["method"]
    assert queries.progress(world.group).approved == 1  # it keeps counting for who finished it


def test_a_lesson_in_another_module_keeps_its_work_and_its_address(client, sign_in, world):
    keep(world, SLUG, WRITTEN)
    arrange(editing.move_to, SLUG, "geld")
    sign_in(client, world.founder)
    assert f'href="{world.lesson}"' not in client.get(f"{world.track}/onderdeel/kerngroep").text
    assert f'href="{world.lesson}"' in client.get(f"{world.track}/onderdeel/geld").text
    assert WRITTEN["roles"] in client.get(world.exercise).text
    assert client.post(f"{world.exercise}/inleveren").status_code == 302
    assert queries.progress(world.group).standing(SLUG) == "with-coach"


def test_handing_in_once_more_is_refused_in_words(client, sign_in, world):
    other = ParticipationFactory(cooperative=world.group).user
    keep(world, SLUG, WRITTEN)
    sign_in(client, world.founder)
    client.post(f"{world.exercise}/inleveren")
    sign_in(client, other)
    again = client.post(f"{world.exercise}/inleveren")
    assert again.status_code == 422
    assert latest_round(world.group, "exercise", SLUG).number == 1


def test_a_lesson_that_got_shorter_counts_as_read_and_offers_no_piece_that_is_gone(client, sign_in, world):
    sign_in(client, world.founder)
    count = len(world.place.lesson.written.pieces)
    client.post(f"{world.lesson}/deel/{count}/verder")
    text = queries.lesson_text(SLUG)
    last = text[text.rindex("\n## ") :]
    rewrite(SLUG, (last, "\n"))
    left = len(queries.lesson(SLUG).written.pieces)
    page = client.get(world.lesson).text
    assert left == count - 1
    assert page.count('<span class="muted">gelezen</span>') == left
    assert f'class="btn" href="{world.exercise}"' in page
    assert client.get(f"{world.lesson}/deel/{count}").status_code == 404
    assert client.post(f"{world.lesson}/deel/{count}/verder").status_code == 404


def test_a_group_of_more_than_sixty_is_written_down_whole(client, sign_in, world):
    sign_in(client, world.founder)
    page = f"{world.track}/past-een-werkcooperatie-bij-ons/opdracht"
    people = {f"people-{number}-name": f"Buur {number}" for number in range(70)}
    client.post(page, data={**people, "version": "0"})
    stored = answers(world, "past-een-werkcooperatie-bij-ons")["people"]
    assert [person["name"] for person in stored] == list(people.values())
    assert 'value="Buur 69"' in client.get(page).text
