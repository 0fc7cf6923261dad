"""What a group sees where it hands in: the request, everyone's agreement, the receipt; for exercises and for statutes."""

import pytest
from sqlalchemy import select

from incubator.cooperatives.models import ParticipationRole
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.outbox import OutgoingMail
from incubator.learning import queries as lessons
from incubator.learning import services as learning
from incubator.learning.queries import EXERCISE, Place
from incubator.reviews import queries, services
from incubator.statutes import services as statutes
from incubator.statutes.values.schema import example
from tests.factories import CoachAssignmentFactory, CooperativeFactory, ParticipationFactory, UserFactory
from tests.world import LESSON, WRITTEN


@pytest.fixture
def group(app):
    """A group with a coach and two founders, who wrote the exercise about deciding."""
    made = CooperativeFactory(name="De Dweil", slug="de-dweil")
    fatima = ParticipationFactory(user=UserFactory(name="Fatima"), cooperative=made).user
    samir = UserFactory(name="Samir")
    ParticipationFactory(user=samir, cooperative=made, role=ParticipationRole.MEMBER)
    coach = CoachAssignmentFactory(cooperative=made).user
    with transaction(actor=SYSTEM):
        learning.save(place(made), WRITTEN, began_with=0, by=fatima, now=clock.now())
    return made, fatima, samir, coach


def place(group):
    return Place(group, lessons.library().lessons[LESSON])


def exercise(group):
    return f"/leren/de-dweil/{place(group[0]).lesson.slug}/opdracht"


def latest(group):
    return queries.latest_round(group[0], EXERCISE, place(group[0]).lesson.slug)


def test_what_the_group_asks_stands_above_the_work_and_in_the_queue(client, sign_in, group):
    sign_in(client, group[1])
    client.post(f"{exercise(group)}/inleveren", data={"request": "Klopt punt 3?\r\nEn de toon?"})
    work = latest(group)
    assert work.request == "Klopt punt 3?\nEn de toon?"
    sign_in(client, group[3])
    assert "Klopt punt 3?" in client.get("/nakijken/").text
    page = client.get(f"/nakijken/{work.id}").text
    assert page.index("Klopt punt 3?") < page.index("Iemand doet een voorstel")


def test_a_request_that_is_too_long_is_refused_and_not_lost(client, sign_in, group):
    sign_in(client, group[1])
    answer = client.post(f"{exercise(group)}/inleveren", data={"request": "x" * 1001})
    assert answer.status_code == 422
    assert "hoogstens 1000 tekens" in answer.text
    assert "x" * 1001 in answer.text
    assert latest(group) is None


def test_handing_in_gives_a_receipt_on_the_page_and_by_mail(client, sign_in, group, session):
    sign_in(client, group[1])
    answer = client.post(f"{exercise(group)}/inleveren", data={"request": "Klopt punt 3?"})
    page = client.get(answer.location).text
    for shown in (
        "Ontvangstbewijs",
        "Fatima",
        "Klopt punt 3?",
        "Jullie krijgen een mail als er antwoord is",
        "aan zet",
    ):
        assert shown in page
    statement = select(OutgoingMail.recipient).where(OutgoingMail.key.like("receipt:%")).order_by(OutgoingMail.id)
    assert list(session.scalars(statement)) == [group[1].email, group[2].email]
    assert "Ontvangstbewijs" in client.get(exercise(group)).text


def test_a_group_agrees_first_and_the_page_says_who_does(client, sign_in, group):
    check = f"{exercise(group)}/controleren"
    sign_in(client, group[1])
    assert "Eerst allemaal akkoord" in client.get(check).text
    answer = client.post(f"{exercise(group)}/inleveren", data={"how": "together", "request": "Klopt punt 3?"})
    assert answer.location == check
    page = client.get(check).text
    assert "Je bent akkoord" in page
    assert "nog niet" in page
    assert latest(group) is None
    sign_in(client, group[2])
    assert "Klopt punt 3?" in client.get(check).text
    receipt = client.post(f"{exercise(group)}/inleveren", data={"how": "together", "request": "Klopt punt 3?"})
    assert receipt.location == f"/nakijken/werk/{latest(group).id}"
    assert latest(group).request == "Klopt punt 3?"


def test_changing_an_answer_is_said_to_who_agreed(client, sign_in, group):
    sign_in(client, group[1])
    client.post(f"{exercise(group)}/inleveren", data={"how": "together"})
    with transaction(actor=SYSTEM):
        answers = {**WRITTEN, "leaving": "Wie stopt krijgt niets terug."}
        learning.save(place(group[0]), answers, began_with=1, by=group[2], now=clock.now())
    page = client.get(f"{exercise(group)}/controleren").text
    assert "De antwoorden zijn veranderd" in page
    assert "badge--done" not in page


def test_a_group_stops_waiting_and_hands_in(client, sign_in, group):
    sign_in(client, group[1])
    client.post(f"{exercise(group)}/inleveren", data={"how": "together"})
    refused = client.post(f"{exercise(group)}/inleveren")
    assert refused.status_code == 422
    assert "eerst iedereen akkoord" in refused.text
    client.post(f"{exercise(group)}/inleveren", data={"how": "stop", "request": "Klopt punt 3?"})
    assert "Klopt punt 3?" in client.get(f"{exercise(group)}/controleren").text
    assert client.post(f"{exercise(group)}/inleveren").status_code == 302
    assert latest(group) is not None


def test_a_founder_alone_is_not_asked_to_agree_with_others(client, sign_in, app):
    alone = ParticipationFactory(cooperative=CooperativeFactory(slug="alleen"))
    with transaction(actor=SYSTEM):
        learning.save(place(alone.cooperative), WRITTEN, began_with=0, by=alone.user, now=clock.now())
    sign_in(client, alone.user)
    slug = place(alone.cooperative).lesson.slug
    assert "Eerst allemaal akkoord" not in client.get(f"/leren/alleen/{slug}/opdracht/controleren").text


def test_who_left_the_group_reads_the_receipt_no_more(client, sign_in, group, session):
    sign_in(client, group[1])
    address = client.post(f"{exercise(group)}/inleveren").location
    sign_in(client, group[2])
    assert client.get(address).status_code == 200
    next(part for part in group[0].participations if part.user_id == group[2].id).until = clock.today()
    session.commit()
    assert client.get(address).status_code == 404
    assert latest(group).handed_in_by == group[1]


def test_who_handed_in_and_left_leaves_the_work(client, sign_in, group, session):
    sign_in(client, group[2])
    client.post(f"{exercise(group)}/inleveren")
    next(part for part in group[0].participations if part.user_id == group[2].id).until = clock.today()
    session.commit()
    sign_in(client, group[3])
    page = client.get(f"/nakijken/{latest(group).id}").text
    assert "Samir" in page
    assert WRITTEN["conflict"] in page


def test_hints_stand_beside_the_answers_and_stop_nothing(client, sign_in, group, session):
    with transaction(actor=SYSTEM):
        answers = {**WRITTEN, "conflict": "Praten."}
        learning.save(place(group[0]), answers, began_with=1, by=group[1], now=clock.now())
    sign_in(client, group[1])
    hint = "Dit is een kort antwoord op een lange vraag"
    page = client.get(f"{exercise(group)}/controleren").text
    assert "Wat opvalt" in page
    assert hint in page
    assert client.post(f"{exercise(group)}/inleveren").status_code == 302
    sign_in(client, group[3])
    assert hint in client.get(f"/nakijken/{latest(group).id}").text


@pytest.fixture
def statutes_of(group):
    with transaction(actor=SYSTEM):
        statutes.import_answers(group[0], example(), author=group[1], now=clock.now())
    return group


@pytest.mark.parametrize(
    ("page", "address", "kind", "ref"),
    [
        ("/cooperaties/de-dweil/statuten/", "/cooperaties/de-dweil/statuten/inleveren", "statutes", "draft"),
        (
            "/cooperaties/de-dweil/statuten/vragen/hoofdstuk/naam",
            "/cooperaties/de-dweil/statuten/vragen/hoofdstuk/naam/inleveren",
            "statutes-chapter",
            "naam",
        ),
    ],
)
def test_statutes_are_handed_in_in_the_same_way(client, sign_in, statutes_of, page, address, kind, ref):
    group = statutes_of
    sign_in(client, group[1])
    assert "Eerst allemaal akkoord" in client.get(page).text
    assert client.post(address, data={"how": "together", "request": "Klopt de naam?"}).location == page
    assert "Fatima" in client.get(page).text
    sign_in(client, group[2])
    receipt = client.post(address, data={"how": "together", "request": "Klopt de naam?"}).location
    work = queries.latest_round(group[0], kind, ref)
    assert receipt == f"/nakijken/werk/{work.id}"
    assert work.request == "Klopt de naam?"
    assert "De coach is aan zet" in client.get(page).text
    services.claim(work, coach=group[3], now=clock.now())
    services.return_to_group(work, "De naam mist U.A.", coach=group[3], now=clock.now())
    assert "De groep is aan zet" in client.get(page).text
