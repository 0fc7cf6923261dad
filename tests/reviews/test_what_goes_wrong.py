"""People leave, press twice, and send what no page would send: a clear sentence, and nothing is lost."""

import pytest
from sqlalchemy import func, select

from incubator.accounts.services import delete_account
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.outbox import OutgoingMail
from incubator.reviews import queries, services
from incubator.reviews.models import Remark, Round
from incubator.reviews.queries import talk
from incubator.reviews.queries.examples import permission_of
from incubator.reviews.services import agreeing, examples, talking
from incubator.reviews.values import HandInWish, RoundStage, WorkItem, WorkKind
from tests.factories import CoachAssignmentFactory, ParticipationFactory
from tests.reviews.conftest import WORK, claimed, hand_in


@pytest.fixture
def shareable(approved, monkeypatch):
    monkeypatch.setitem(services.KINDS, "test-work", WorkKind("test-work", "learning.exercise", shareable=True))


def go(person):
    """The account of somebody goes."""
    with transaction(actor=SYSTEM):
        delete_account(person, known_as="Oud-deelnemer", now=clock.now())


def test_the_work_of_who_is_gone_stays_with_all_that_was_said(client, sign_in, people, shareable, session):
    group, _founder, coach = people
    parting = ParticipationFactory(cooperative=group).user
    work = services.hand_in(group, WORK, [WorkItem("a", "Wat", "Wij koken.")], by=parting, now=clock.now())
    talking.reply(work, "a", "Kijk naar de prijs.", by=parting, now=clock.now())
    services.claim(work, coach=coach, now=clock.now())
    services.approve(work, "Mooi.", coach=coach, now=clock.now())
    examples.allow(work, with_name=True, by=parting, now=clock.now())
    session.commit()
    go(parting)
    sign_in(client, coach)
    for address in (f"/nakijken/{work.id}", f"/nakijken/werk/{work.id}"):
        page = client.get(address)
        assert page.status_code == 200
        assert "Kijk naar de prijs." in page.text
    assert permission_of(work) is not None


def test_the_work_that_a_coach_was_reading_is_free_when_the_account_goes(people, approved, session):
    other = CoachAssignmentFactory(cooperative=people[0]).user
    work = claimed(people)
    services.save_remarks(work, {"a": "Voor wie?"}, "", coach=people[2], now=clock.now())
    talking.note(work, "Rustig aan.", by=people[2], now=clock.now())
    session.commit()
    go(people[2])
    session.refresh(work)
    assert (work.stage, work.coach, work.claimed_until) == (RoundStage.SUBMITTED, None, None)
    services.claim(work, coach=other, now=clock.now())
    assert services.texts_of(work)["a"] == "Voor wie?"
    assert talk.notes(work) == []


def test_nobody_waits_for_the_agreement_of_an_account_that_is_gone(people, approved, session):
    parting = ParticipationFactory(cooperative=people[0]).user
    items = [WorkItem("a", "Wat", "Wij koken.")]
    together = HandInWish(together=True)
    assert services.hand_in_as_wished(people[0], WORK, items, by=people[1], now=clock.now(), wish=together) is None
    session.commit()
    go(parting)
    assert services.hand_in_as_wished(people[0], WORK, items, by=people[1], now=clock.now(), wish=together) is not None


def test_a_double_click_of_a_coach_decides_once(client, sign_in, people, approved, session):
    work = claimed(people)
    typed = {"version": services.text_version(work), "verdict": "Mooi werk.", "do": "approve"}
    session.commit()
    sign_in(client, people[2])
    assert client.post(f"/nakijken/{work.id}", data=typed).status_code == 302
    second = client.post(f"/nakijken/{work.id}", data=typed)
    assert second.status_code == 422
    assert "Er is al besloten" in second.text or "besluit" in second.text
    assert approved == [1]
    decided = OutgoingMail.key.like("decided:%")
    assert session.scalar(select(func.count()).select_from(OutgoingMail).where(decided)) == 1


@pytest.mark.parametrize("wish", ["onzin", "insert:999:a", "insert:x:a", "keep:weg", ""])
def test_a_button_that_no_page_has_decides_nothing(client, sign_in, people, approved, session, wish):
    work = claimed(people)
    version = services.text_version(work)
    session.commit()
    sign_in(client, people[2])
    answer = client.post(f"/nakijken/{work.id}", data={"version": version, "do": wish, "verdict": "Bijna."})
    assert answer.status_code in {302, 409, 422}
    session.refresh(work)
    assert (work.stage, approved) == (RoundStage.CLAIMED, [])


def test_who_reads_along_neither_agrees_nor_writes(client, sign_in, people, approved, session):
    observer = ParticipationFactory(cooperative=people[0], role="observer").user
    work = hand_in(people)
    session.commit()
    sign_in(client, observer)
    page = client.get(f"/nakijken/werk/{work.id}")
    assert page.status_code == 200
    assert "Schrijf onder dit antwoord" not in page.text
    assert client.get(f"/nakijken/werk/{work.id}/onderdeel/a").status_code == 403
    assert observer not in agreeing.queries.who_agree(people[0])


def test_an_answer_that_is_gone_keeps_its_remark_and_its_thread(client, sign_in, people, approved, session):
    items = [WorkItem("a", "Wat", "Wij koken."), WorkItem("b", "Waar", "In de buurt.")]
    first = services.hand_in(people[0], WORK, items, by=people[1], now=clock.now())
    services.claim(first, coach=people[2], now=clock.now())
    services.save_remarks(first, {"b": "Welke buurt?"}, "", coach=people[2], now=clock.now())
    services.return_to_group(first, "", coach=people[2], now=clock.now())
    talking.reply(first, "b", "Zonnewijk.", by=people[1], now=clock.now())
    second = services.hand_in(people[0], WORK, items[:1], by=people[1], now=clock.now())
    session.commit()
    sign_in(client, people[2])
    assert client.get(f"/nakijken/{second.id}").status_code == 200
    page = client.get(f"/nakijken/werk/{first.id}").text
    assert "Welke buurt?" in page
    assert "Zonnewijk." in page
    assert session.scalars(select(Remark)).one().resolved_at is not None  # the answer is not what it was


def test_work_that_was_taken_back_says_so_and_can_be_handed_in_again(client, sign_in, people, approved, session):
    work = hand_in(people)
    services.take_back(work)
    session.commit()
    sign_in(client, people[1])
    assert "De groep haalde het terug" in client.get(f"/nakijken/werk/{work.id}").text
    again = hand_in(people)
    assert (again.number, again.attempt) == (2, 1)
    assert queries.latest_round(people[0], WORK.kind, WORK.ref) == again
    assert session.scalar(select(func.count()).select_from(Round)) == 2
