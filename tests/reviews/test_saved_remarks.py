"""Remarks that a coach keeps: put in with one tap, without losing what was typed, and nobody else's business."""

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.reviews import queries, services
from incubator.reviews.services import saved
from tests.factories import CoachFactory
from tests.reviews.conftest import claimed

KEPT = "Noem een klant die dit koopt."
TYPED = "Mooi begin."


@pytest.fixture
def work(client, sign_in, people, approved, session):
    """Work that the coach, who is signed in, is reading."""
    work = claimed(people)
    session.commit()
    sign_in(client, people[2])
    return work


def post(client, work, **typed):
    return client.post(f"/nakijken/{work.id}", data={"version": services.text_version(work), **typed})


def test_a_remark_is_kept_and_put_in_with_one_tap(client, people, work):
    answer = post(client, work, **{"remark-a": KEPT, "verdict": "Lees de opmerking.", "do": "keep:a"})
    assert answer.status_code == 302
    (remark,) = queries.saved_remarks(people[2])
    assert services.texts_of(work) == {"a": KEPT, "verdict": "Lees de opmerking."}
    wish = f"insert:{remark.id}:verdict"
    assert wish in client.get(f"/nakijken/{work.id}").text
    answer = post(client, work, **{"remark-a": TYPED, "verdict": TYPED, "do": wish})
    assert answer.location.endswith("#verdict")
    assert services.texts_of(work) == {"a": TYPED, "verdict": f"{TYPED}\n\n{KEPT}"}


def test_nothing_typed_is_lost_when_the_saved_remark_is_gone_or_another_tab_wrote(client, people, work):
    answer = post(client, work, **{"remark-a": TYPED, "do": "insert:99:a"})
    assert (answer.status_code, TYPED in answer.text) == (409, True)
    with transaction(actor=SYSTEM):
        kept = saved.keep(people[2], KEPT, now=clock.now())
        opened = services.text_version(work)
        services.save_remarks(work, {"a": "In een andere tab."}, "", coach=people[2], now=clock.now())
    data = {"version": opened, "remark-a": TYPED, "do": f"insert:{kept.id}:a"}
    answer = client.post(f"/nakijken/{work.id}", data=data)
    assert answer.status_code == 409
    for text in (TYPED, KEPT, "In een andere tab."):
        assert text in answer.text


def test_one_adds_changes_and_removes_ones_own(client, people, work, sign_in, app):
    for _twice in range(2):
        assert client.post("/nakijken/opmerkingen", data={"text": KEPT}).status_code == 302
    (remark,) = queries.saved_remarks(people[2])
    path = f"/nakijken/opmerkingen/{remark.id}"
    other = sign_in(app.test_client(), CoachFactory())
    assert other.get(path).status_code == other.post(f"{path}/verwijderen").status_code == 404
    assert KEPT not in other.get("/nakijken/opmerkingen").text
    assert client.post(path, data={"text": TYPED}).status_code == 302
    assert TYPED in client.get("/nakijken/opmerkingen").text
    assert client.post(f"{path}/verwijderen").status_code == 302
    assert list(queries.saved_remarks(people[2])) == []


def test_after_the_last_decision_nothing_is_left_and_the_decision_is_in_the_list(client, people, work, sign_in, app):
    post(client, work, verdict=TYPED, do="approve")
    assert "Niets meer te doen" in client.get(f"/nakijken/{work.id}").text
    assert "Ons plan" in client.get("/nakijken/?wie=decided&van=mij").text
    with transaction(actor=SYSTEM):
        work.coach = CoachFactory()
    assert "Ons plan" not in client.get("/nakijken/?wie=decided&van=mij").text
    assert "Ons plan" in client.get("/nakijken/?wie=decided").text
