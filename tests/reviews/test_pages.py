"""The coach's page: nothing that was typed is lost, whatever happened in another tab."""

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.reviews import services
from incubator.reviews.values import Guidance, Work, WorkItem, WorkKind
from tests.factories import CoachAssignmentFactory
from tests.reviews.conftest import WORK, claimed, hand_in

TYPED = "Wie koopt dit, en wat betaalt die nu?"


@pytest.fixture
def page(client, sign_in, people, approved, session):
    """The page of work that the coach has taken; `page.work`, `page.post(...)`, `page.save(...)`."""

    class Page:
        work = claimed(people)
        address = f"/nakijken/{work.id}"
        version = services.text_version(work)

        def post(self, **typed):
            return client.post(self.address, data={"version": self.version, **typed})

        def save(self, **typed):
            return client.post(f"{self.address}/bewaren", data={"version": self.version, **typed})

        def read(self):
            return client.get(self.address).text

    made = Page()
    session.commit()
    sign_in(client, people[2])
    return made


def decide_in_another_tab(page, people):
    with transaction(actor=SYSTEM):
        services.return_to_group(page.work, "Noem een klant.", coach=people[2], now=clock.now())


def test_what_was_typed_is_shown_when_the_work_was_decided_in_another_tab(page, people):
    decide_in_another_tab(page, people)
    answer = page.post(**{"remark-a": TYPED, "verdict": "Ook dit.", "do": "save"})
    assert answer.status_code == 422
    assert TYPED in answer.text
    assert "Ook dit." in answer.text
    assert "Er is al een besluit genomen" in answer.text
    assert "data-autosave" not in answer.text


def test_what_was_typed_is_shown_when_another_coach_took_the_work(page, people):
    other = CoachAssignmentFactory(cooperative=people[0]).user
    with transaction(actor=SYSTEM):
        services.release(page.work)
        services.claim(page.work, coach=other, now=clock.now())
    answer = page.post(**{"remark-a": TYPED, "do": "approve"})
    assert answer.status_code == 422
    assert TYPED in answer.text
    assert "leest dit nu. Wat je typte staat hieronder" in answer.text


def test_only_what_was_not_stored_is_shown_as_lost(page, people):
    page.post(**{"remark-a": TYPED, "do": "save"})
    decide_in_another_tab(page, people)
    answer = page.post(**{"remark-a": TYPED, "verdict": "Nieuw.", "do": "save"})
    assert answer.text.count("Het is niet bewaard:") == 2  # the sentence for the browser, and the verdict


def test_two_tabs_that_change_the_same_remark_show_both(page):
    page.post(**{"remark-a": "Voor wie?", "do": "save"})
    answer = page.post(**{"remark-a": TYPED, "do": "approve"})
    assert answer.status_code == 409
    assert "Voor wie?" in answer.text
    assert TYPED in answer.text
    assert services.texts_of(page.work)["a"] == "Voor wie?"
    assert page.work.with_coach


def test_after_seeing_both_the_coach_decides(page):
    page.post(**{"remark-a": "Voor wie?", "do": "save"})
    page.version = services.text_version(page.work)
    answer = page.post(**{"remark-a": TYPED, "verdict": "Bijna.", "do": "return"})
    assert answer.location == page.address
    assert services.texts_of(page.work) == {"a": TYPED, "verdict": "Bijna."}


def test_autosave_says_with_which_texts_the_page_goes_on(page):
    answer = page.save(**{"remark-a": TYPED})
    assert answer.json == {"version": services.text_version(page.work)}
    page.version = answer.json["version"]
    assert page.save(**{"remark-a": "Korter."}).status_code == 200
    assert services.texts_of(page.work)["a"] == "Korter."


def test_autosave_does_not_go_on_beside_what_another_tab_wrote(page):
    page.save(**{"verdict": "Mooi.", "remark-a": ""})
    answer = page.save(**{"verdict": "", "remark-a": TYPED})
    assert answer.status_code == 409
    assert "in een ander tabblad" in answer.json["error"]
    assert services.texts_of(page.work) == {"verdict": "Mooi."}


def test_autosave_says_what_is_wrong_with_a_text(page):
    answer = page.save(**{"remark-a": "x" * 5001})
    assert answer.status_code == 422
    assert "5000" in answer.json["error"]
    assert page.save(**{"remark-a": "x" * 5000}).status_code == 200


def test_autosave_of_work_that_was_decided_says_so(page, people):
    decide_in_another_tab(page, people)
    answer = page.save(**{"remark-a": TYPED})
    assert answer.status_code == 409
    assert "besluit" in answer.json["error"]


def test_a_return_without_any_word_is_refused(page):
    answer = page.post(**{"remark-a": "", "do": "return"})
    assert answer.status_code == 422
    assert "wat beter kan" in answer.text
    assert page.work.with_coach


def test_a_return_with_a_remark_needs_no_other_words(page):
    assert page.post(**{"remark-a": TYPED, "do": "return"}).status_code == 302
    assert not page.work.with_coach


def test_the_decision_is_confirmed_in_words(page, client):
    page.post(**{"remark-a": TYPED, "do": "save"})
    assert "De groep ziet ze nog niet" in page.read()
    page.version = services.text_version(page.work)
    assert page.post(**{"verdict": "Mooi.", "remark-a": "", "do": "approve"}).location == page.address
    assert "Goedgekeurd." in client.get(page.address).text


def test_the_queue_is_sifted_by_who_reads_by_group_and_by_phase(client, sign_in, people, approved, session):
    hand_in(people)
    session.commit()
    sign_in(client, people[2])
    group = people[0]
    for question in ("", "?wie=onzin", f"?groep={group.slug}", f"?fase={group.phase.value}", "?fase=onzin"):
        assert "Ons plan" in client.get(f"/nakijken/{question}").text, question
    for question in ("?wie=mine", "?wie=decided", "?groep=andere", "?wie=mine&fase=onzin"):
        assert "Ons plan" not in client.get(f"/nakijken/{question}").text, question


def test_taking_and_letting_go_by_the_buttons(client, sign_in, people, approved, session):
    work = hand_in(people)
    session.commit()
    address = f"/nakijken/{work.id}"
    sign_in(client, people[2])
    client.post(f"{address}/oppakken")
    session.refresh(work)
    assert work.coach_id == people[2].id
    assert "De andere coaches zien dat" in client.get(address).text
    client.post(f"{address}/loslaten")
    session.refresh(work)
    assert work.coach is None
    client.post(f"{address}/loslaten")
    assert "niet meer" in client.get(address).text


def test_after_a_decision_the_next_piece_is_one_link_away(page, client, people, session):
    """What I took comes first, then what waits longest; and nothing is an answer too."""
    page.post(**{"remark-a": TYPED, "do": "return"})
    assert "Niets meer te doen" in page.read()
    second = services.hand_in(
        people[0], Work("test-work", "ander", "Ander plan"), [WorkItem("a", "Wat", "Ja")], by=people[1], now=clock.now()
    )
    session.commit()
    assert f'href="/nakijken/{second.id}">Volgende' in page.read()
    assert "Ons plan" in client.get("/nakijken/?wie=decided").text
    assert "Ons plan" not in client.get("/nakijken/").text


def test_what_was_taken_back_is_no_attempt(client, sign_in, people, approved, session):
    services.take_back(hand_in(people))
    again = hand_in(people, "Wij poetsen.")
    session.commit()
    assert (again.number, again.attempt) == (2, 1)
    sign_in(client, people[2])
    assert "Poging 2" not in client.get(f"/nakijken/{again.id}").text


def test_amounts_criteria_and_hints_stand_beside_the_answers(client, sign_in, people, approved, session, monkeypatch):
    guidance = Guidance(("Is het te betalen?",), {"inleg": "Per lid, in euro's."}, frozenset({"inleg", "later"}))
    kind = WorkKind("test-work", "learning.track", guidance=lambda ref: guidance)
    monkeypatch.setitem(services.KINDS, "test-work", kind)
    items = [WorkItem("inleg", "Inleg", "1250,5"), WorkItem("later", "Later", "dat weten we niet")]
    work = services.hand_in(people[0], WORK, items, by=people[1], now=clock.now())
    session.commit()
    sign_in(client, people[2])
    page = client.get(f"/nakijken/{work.id}").text.replace("\xa0", " ")
    for shown in ("€ 1.250,50", "dat weten we niet", "Is het te betalen?", "Per lid, in euro"):
        assert shown in page
