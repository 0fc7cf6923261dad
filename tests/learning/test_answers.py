"""Answers that are more than a text, in the form and on the page: calculators and files."""

import io
import re
import zipfile

import pytest

from incubator.core.file_sizes import LARGEST_UNPACKED
from incubator.learning import queries
from incubator.learning.models import ExerciseFile
from tests.factories import ParticipationFactory

SUM = {
    "wage": "15,50",
    "on_top": "36 %",
    "paid_hours": "6.000",
    "client_hours": "4.800",
    "variable": "3,45",
    "fixed": "10.320",
    "aside": "2,55",
}


@pytest.fixture
def price(world):
    return f"{world.track}/wat-kost-een-uur/opdracht"


def test_a_price_is_worked_out_with_its_steps_and_fills_the_answer_that_asks_it(client, sign_in, world, price):
    sign_in(client, world.founder)
    sent = client.post(price, data={"cao": "cao Schoonmaak", "version": "0", "do": "calculate:sheet"})
    assert sent.location == f"{price}/rekenen/sheet"
    worked_out = client.post(f"{price}/rekenen/sheet", data={**SUM, "version": "1"})
    assert worked_out.location == f"{price}/rekenen/sheet#uitkomst"
    page = client.get(f"{price}/rekenen/sheet").text
    assert "€ 34,50" in page
    assert "Zo is gerekend" in page
    exercise = client.get(price).text
    assert 'value="cao Schoonmaak"' in exercise  # the other answers stay
    assert re.search(r'name="rate"\s+value="34,50"', exercise)
    assert ": 15,50\n" in exercise


def test_what_cannot_be_read_is_kept_and_named_at_its_field(client, sign_in, world, price):
    sign_in(client, world.founder)
    client.post(f"{price}/rekenen/sheet", data={**SUM, "wage": "veel", "version": "0"})
    page = client.get(f"{price}/rekenen/sheet").text
    assert 'value="veel"' in page
    assert 'id="wage-error"' in page
    assert "€ 34,50" not in page
    checked = client.get(f"{price}/controleren").text
    assert "Dit kan nog niet worden uitgerekend" in checked


def test_saving_the_exercise_leaves_the_calculator_as_it_is(client, sign_in, world, price):
    sign_in(client, world.founder)
    client.post(f"{price}/rekenen/sheet", data={**SUM, "version": "0"})
    client.post(price, data={"cao": "cao Groen", "version": "1"})
    stored = queries.draft(queries.place(world.founder, world.group.slug, "wat-kost-een-uur"))
    assert stored.answers["sheet"]["wage"] == "15,50"
    assert stored.answers["cao"] == "cao Groen"


def test_two_who_fill_in_one_calculator_are_told(client, sign_in, world, price):
    other = ParticipationFactory(cooperative=world.group).user
    sign_in(client, world.founder)
    client.post(f"{price}/rekenen/sheet", data={**SUM, "version": "0"})
    sign_in(client, other)
    client.post(f"{price}/rekenen/sheet", data={**SUM, "wage": "16", "version": "1"})
    sign_in(client, world.founder)
    late = client.post(f"{price}/rekenen/sheet", data={**SUM, "wage": "17", "version": "1"})
    assert late.status_code == 409
    assert 'value="17"' in late.text
    stored = queries.draft(queries.place(other, world.group.slug, "wat-kost-een-uur"))
    assert stored.answers["sheet"]["wage"] == "16"


OFFER = "de-eerste-verkoop"
PDF = b"%PDF-1.4\n%stuk"


def sent_file(name="aanbod.pdf", content=PDF):
    return {"page": (io.BytesIO(content), name), "version": "0"}


def test_a_file_is_an_answer_and_only_the_group_gets_it(client, sign_in, world):
    sign_in(client, world.founder)
    page = f"{world.track}/{OFFER}/opdracht"
    assert client.post(page, data=sent_file()).status_code == 302
    seen = client.get(page).text
    (address,) = re.findall(r'href="(/leren/[^"]+/bestanden/\d+)"', seen)
    with client.get(address) as given:
        assert given.data == PDF
    assert "aanbod.pdf" in client.get(f"{page}/controleren").text
    sign_in(client, ParticipationFactory().user)
    assert client.get(address).status_code == 404


def bomb():
    """A small Word file that unpacks to a mountain."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(LARGEST_UNPACKED + 1))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("aanbod.docx", bomb(), "bij het uitpakken groter"),
        ("aanbod.exe", b"MZ", "Dit is iets anders"),
        ("aanbod.pdf", b"MZ geen pdf", "Dit is iets anders"),
        ("aanbod.pdf", b"", "leeg"),
    ],
)
def test_a_file_that_is_not_taken_loses_nothing_that_was_typed(client, sign_in, world, name, content, sentence):
    sign_in(client, world.founder)
    page = f"{world.track}/{OFFER}/opdracht"
    refused = client.post(page, data={**sent_file(name, content), "client": "Woonvast"})
    assert refused.status_code == 422
    assert sentence in refused.text
    assert "Woonvast" in refused.text


def test_a_file_of_another_group_cannot_be_named_as_ones_own(client, sign_in, world, session):
    stranger = ParticipationFactory()
    sign_in(client, stranger.user)
    client.post(f"/leren/{stranger.cooperative.slug}/{OFFER}/opdracht", data=sent_file())
    theirs = session.query(ExerciseFile).one()
    sign_in(client, world.founder)
    page = f"{world.track}/{OFFER}/opdracht"
    client.post(page, data={"page-file": str(theirs.id), "page-name": "aanbod.pdf", "client": "x", "version": "0"})
    assert queries.draft(queries.place(world.founder, world.group.slug, OFFER)).answers["page"] == {}


def test_an_answer_to_a_question_that_left_the_lesson_stays(client, sign_in, world):
    sign_in(client, world.founder)
    client.post(world.exercise, data={"method": "Samen.", "version": "0"})
    stored = queries.draft(world.place)
    stored.answers = {**stored.answers, "gone": "Dit stond er."}
    client.post(world.exercise, data={"method": "Samen en snel.", "version": "1"})
    assert queries.draft(world.place).answers["gone"] == "Dit stond er."


def test_an_answer_of_another_shape_than_its_question_asks_breaks_no_page(client, sign_in, world):
    sign_in(client, world.founder)
    client.post(world.exercise, data={"method": "Samen.", "version": "0"})
    stored = queries.draft(world.place)
    stored.answers = {**stored.answers, "roles": [{"who": "Samir"}], "meetings": {"choice": "x"}}
    for page in (world.exercise, f"{world.exercise}/controleren", f"{world.exercise}/geschiedenis"):
        assert client.get(page).status_code == 200
