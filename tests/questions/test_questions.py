"""A question of a group reaches who can answer, the answer comes back, and nothing is lost, doubled or read by others."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from incubator.core import clock
from incubator.core.db import db
from incubator.core.outbox import OutgoingMail
from incubator.questions.models import Message, Thread
from tests.factories import (
    CoachAssignmentFactory,
    CoachFactory,
    CooperativeFactory,
    ManagerFactory,
    ParticipationFactory,
)

PAGE = "/cooperaties/de-bezem/vragen"
TYPED = {"subject": "Reistijd", "text": "Is reistijd werktijd?"}


@pytest.fixture
def group(app):
    return CooperativeFactory(slug="de-bezem", name="De Bezem")


@pytest.fixture
def member(group, client, sign_in):
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


@pytest.fixture
def coach(group):
    return CoachAssignmentFactory(cooperative=group).user


def mailed():
    return [mail.recipient for mail in db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id))]


def threads():
    return db.session.scalars(select(Thread).order_by(Thread.id)).all()


def test_from_a_question_to_its_answer(group, member, coach, client, sign_in):
    answer = client.post(f"{PAGE}/nieuw", data=TYPED)
    (thread,) = threads()
    assert answer.location == f"{PAGE}/{thread.id}"
    assert mailed() == [coach.email]
    sign_in(client, coach)
    assert "Reistijd" in client.get("/vragen").text
    client.post(f"{PAGE}/{thread.id}", data={"text": "Ja, als het van de klant komt."})
    assert mailed() == [coach.email, member.email]
    assert "Reistijd" not in client.get("/vragen").text
    sign_in(client, member)
    page = client.get(f"{PAGE}/{thread.id}").text
    assert page.index("Is reistijd werktijd?") < page.index("Ja, als het van de klant komt.")
    assert "de coach schreef" in client.get(PAGE).text


def test_without_a_coach_the_manager_gets_it_and_the_group_reads_so(group, member, client):
    manager = ManagerFactory()
    answer = client.post(f"{PAGE}/nieuw", data=TYPED)
    assert mailed() == [manager.email]
    assert "naar de beheerder gestuurd" in client.get(answer.location).text


def test_a_mail_does_not_carry_what_was_written(group, member, coach, client):
    client.post(f"{PAGE}/nieuw", data={"subject": "Ruzie", "text": "Piet deed iets raars."})
    (mail,) = db.session.scalars(select(OutgoingMail)).all()
    written = message_from_bytes(mail.content, policy=policy.default)
    assert all("Piet" not in part.get_content() for part in written.walk() if not part.is_multipart())


def test_pressed_twice_it_is_asked_and_answered_once(group, member, coach, client):
    for _time in range(2):
        client.post(f"{PAGE}/nieuw", data=TYPED)
    (thread,) = threads()
    for _time in range(2):
        client.post(f"{PAGE}/{thread.id}", data={"text": "En pauzes?"})
    texts = db.session.scalars(select(Message.text).order_by(Message.id)).all()
    assert texts == ["Is reistijd werktijd?", "En pauzes?"]


def test_a_settled_question_waits_for_nobody_until_someone_writes_again(group, member, coach, client, sign_in):
    client.post(f"{PAGE}/nieuw", data=TYPED)
    (thread,) = threads()
    client.post(f"{PAGE}/{thread.id}/klaar")
    sign_in(client, coach)
    assert "Reistijd" not in client.get("/vragen").text
    sign_in(client, member)
    client.post(f"{PAGE}/{thread.id}", data={"text": "Toch nog iets."})
    sign_in(client, coach)
    assert "Reistijd" in client.get("/vragen").text


def test_a_question_about_an_assignment_leads_back_to_it(group, member, coach, client):
    page = client.get("/leren/de-bezem/samen-beslissen/opdracht").text
    assert f"{PAGE}/nieuw?over=exercise" in page
    client.post(f"{PAGE}/nieuw", data={**TYPED, "kind": "exercise", "ref": "samen-beslissen"})
    (thread,) = threads()
    assert 'href="/leren/de-bezem/samen-beslissen/opdracht"' in client.get(f"{PAGE}/{thread.id}").text


@pytest.mark.parametrize(("kind", "ref"), [("no-such-kind", "x"), ("exercise", ""), ("", "x")])
def test_work_that_does_not_exist_makes_a_general_question(group, member, client, kind, ref):
    answer = client.post(f"{PAGE}/nieuw", data={**TYPED, "kind": kind, "ref": ref})
    assert client.get(answer.location).status_code == 200
    assert [(thread.work_kind, thread.work_ref) for thread in threads()] == [("", "")]


def test_an_observer_reads_along_and_cannot_write(group, member, client, sign_in):
    client.post(f"{PAGE}/nieuw", data=TYPED)
    (thread,) = threads()
    sign_in(client, ParticipationFactory(cooperative=group, role="observer").user)
    client.post(f"{PAGE}/{thread.id}", data={"text": "Ik ook."})
    assert len(db.session.scalars(select(Message)).all()) == 1


def test_another_coach_sees_nothing_of_it(group, member, client, sign_in):
    client.post(f"{PAGE}/nieuw", data=TYPED)
    (thread,) = threads()
    sign_in(client, CoachFactory())
    assert client.get(f"{PAGE}/{thread.id}").status_code == 404
    assert "Reistijd" not in client.get("/vragen").text


def test_the_oldest_question_is_answered_first(group, member, coach, client, sign_in):
    for subject in ("Eerst", "Later"):
        client.post(f"{PAGE}/nieuw", data={**TYPED, "subject": subject})
    first = threads()[0]
    first.last_at = clock.now() - timedelta(days=3)
    db.session.commit()
    sign_in(client, coach)
    page = client.get("/vragen").text
    assert page.index("Eerst") < page.index("Later")
