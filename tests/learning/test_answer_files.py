"""A file as an answer: replaced, taken away, refused beside other answers, under odd names, and who gets it."""

import io
import re

import pytest
from sqlalchemy import func, select

from incubator.core.files import StoredFile
from incubator.learning import queries
from incubator.learning.models import ExerciseFile
from tests.factories import CoachFactory, ManagerFactory, ParticipationFactory
from tests.learning.working import place_in

OFFER = "de-eerste-verkoop"
PDF = b"%PDF-1.4\n"


@pytest.fixture
def page(client, sign_in, world):
    sign_in(client, world.founder)
    return f"{world.track}/{OFFER}/opdracht"


def send(browser, page, content=PDF, name="aanbod.pdf", version=0, **typed):
    return browser.post(page, data={"page": (io.BytesIO(content), name), "version": str(version), **typed})


def answer(world):
    return queries.draft(place_in(world, OFFER)).answers["page"]


def address(client, page):
    return re.search(r'href="(/leren/[^"]+/bestanden/\d+)"', client.get(page).text)


def test_a_file_stays_when_another_answer_is_saved_and_goes_when_it_is_taken_away(client, world, page):
    send(client, page)
    kept = answer(world)
    client.post(page, data={"page-file": kept["file"], "page-name": "anders.exe", "client": "Woonvast", "version": "1"})
    assert answer(world) == {"file": kept["file"], "name": "aanbod.pdf"}
    client.post(page, data={"page-file": kept["file"], "page-name": "x", "page-remove": "1", "version": "2"})
    assert answer(world) == {}
    assert address(client, page) is None
    with client.get(f"{world.track}/bestanden/{kept['file']}") as old:
        assert old.data == PDF  # an earlier version names it


def test_a_new_file_takes_the_place_of_the_old_one_and_the_same_content_lies_there_once(client, world, page, session):
    send(client, page)
    first = answer(world)
    send(client, page, name="tweede.pdf", version=1, **{"page-file": first["file"], "page-name": first["name"]})
    assert answer(world)["name"] == "tweede.pdf"
    assert answer(world)["file"] != first["file"]
    assert session.scalar(select(func.count(func.distinct(StoredFile.digest)))) == 1
    assert "tweede.pdf" in client.get(page).text


def test_two_files_at_once_are_shown_and_one_is_chosen(client, sign_in, world, page):
    other = ParticipationFactory(cooperative=world.group).user
    send(client, page, name="mijne.pdf")
    sign_in(client, other)
    both = send(client, page, name="andere.pdf")
    assert both.status_code == 409
    assert "mijne.pdf" in both.text
    assert "andere.pdf" in both.text
    sent = dict(re.findall(r'name="(page-file|page-name)" value="([^"]+)"', both.text))
    assert client.post(page, data={**sent, "version": "1"}).status_code == 302
    assert answer(world)["name"] == "andere.pdf"


def test_a_file_beside_an_answer_that_is_refused_is_asked_again(client, world, page, session):
    refused = send(client, page, client="x" * 20_001)
    assert refused.status_code == 422
    assert "aanbod.pdf" not in refused.text  # it was not kept: a link to it would lead nowhere
    assert 'name="page-file"' not in refused.text
    assert session.scalars(select(ExerciseFile)).all() == []
    send(client, page)
    refused = send(
        client, page, name="nieuw.pdf", version=1, client="x" * 20_001, **{"page-file": "1", "page-name": "a"}
    )
    assert 'name="page-file" value="1"' in refused.text


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("offerte (2).PDF", "offerte (2).pdf"),
        ("<script>alert(1)<'script>&amp.pdf", "scriptalert(1)script&amp.pdf"),
        ("....pdf", "bestand.pdf"),
        ("ręczny plan ğüş.pdf", "ręczny plan ğüş.pdf"),
    ],
)
def test_a_name_with_tricks_is_a_plain_name(client, world, page, sent, kept):
    assert send(client, page, name=sent).status_code == 302
    assert answer(world)["name"] == kept
    assert "<script>alert" not in client.get(page).text
    with client.get(address(client, page)[1]) as given:
        assert given.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("who", "status"), [("observer", 200), ("coach", 200), ("manager", 200), ("stranger", 404), ("other_coach", 404)]
)
def test_who_sees_the_group_gets_its_files(client, sign_in, world, page, who, status):
    send(client, page)
    kept = address(client, page)[1]
    people = {
        "observer": lambda: ParticipationFactory(cooperative=world.group, role="observer").user,
        "coach": lambda: world.coach,
        "manager": ManagerFactory,
        "stranger": lambda: ParticipationFactory().user,
        "other_coach": CoachFactory,
    }
    sign_in(client, people[who]())
    with client.get(kept) as given:
        assert given.status_code == status


def test_a_file_number_without_end_is_no_file(client, world, page):
    assert client.get(f"{world.track}/bestanden/{10**30}").status_code == 404
    client.post(page, data={"page-file": "9" * 30, "page-name": "x.pdf", "client": "x", "version": "0"})
    assert answer(world) == {}


def test_a_calculator_that_there_is_not_is_a_page_that_there_is_not(client, world, page):
    for wish in ("calculate:", "calculate:../..", "calculate:page"):
        sent = client.post(page, data={"client": wish, "version": "0", "do": wish})
        assert sent.status_code in {302, 409}
        if sent.status_code == 302:
            assert client.get(sent.location).status_code == 404
