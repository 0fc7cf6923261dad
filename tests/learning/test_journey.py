"""From the first lesson to a fact in the dossier, without JavaScript."""

import pytest
from sqlalchemy import select

from incubator.cooperatives.queries import holding_facts
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.outbox import OutgoingMail
from incubator.learning import queries, services
from incubator.reviews.queries import latest_round
from tests.factories import CoachAssignmentFactory, FactFactory, ParticipationFactory, UserFactory
from tests.learning.conftest import WRITTEN


def text_of(response):
    return response.get_data(as_text=True)


def hand_in(client, world, answers=WRITTEN):
    stored = queries.draft(world.place)
    client.post(world.exercise, data={**answers, "version": str(stored.number if stored else 0), "do": "check"})
    return client.post(f"{world.exercise}/inleveren")


def latest(world):
    return latest_round(world.group, "exercise", world.place.lesson.slug)


def test_a_group_begins_reads_writes_and_hands_in(client, sign_in, world, session):
    sign_in(client, world.founder)
    assert client.post(f"{world.track}/beginnen").status_code == 302
    assert client.get(world.track).status_code == 200
    assert client.get(world.lesson).status_code == 200
    last = len(world.place.lesson.written.pieces)
    assert client.post(f"{world.lesson}/deel/1/verder").location == f"{world.lesson}/deel/2"
    assert client.post(f"{world.lesson}/deel/{last}/verder").location == f"{world.lesson}/vragen"
    assert client.get(world.exercise).status_code == 200
    checked = client.post(world.exercise, data={**WRITTEN, "version": "0", "do": "check"})
    assert checked.location == f"{world.exercise}/controleren"
    assert "zwaar bezwaar" in text_of(client.get(checked.location))
    receipt = client.post(f"{world.exercise}/inleveren").location
    assert "Een coach leest het" in text_of(client.get(receipt))
    recipients = session.scalars(select(OutgoingMail.recipient).order_by(OutgoingMail.id)).all()
    assert recipients == [world.coach.email, world.founder.email]
    assert client.get(world.track).status_code == 200
    assert client.get(world.exercise).status_code == 200


def test_work_that_is_not_complete_is_not_handed_in(client, sign_in, world):
    sign_in(client, world.founder)
    answer = hand_in(client, world, {**WRITTEN, "conflict": ""})
    assert answer.status_code == 422
    assert "#conflict" in text_of(answer)
    assert latest(world) is None


def test_an_approved_answer_becomes_a_fact_with_its_source(client, sign_in, world):
    sign_in(client, world.founder)
    hand_in(client, world)
    assert "governance.decision_method" not in holding_facts(world.group)
    sign_in(client, world.coach)
    page = f"/nakijken/{latest(world).id}"
    assert client.get("/nakijken/").status_code == 200
    client.post(f"{page}/oppakken")
    assert client.get(page).status_code == 200
    assert client.post(page, data={"verdict": "Mooi.", "do": "approve"}).location == page
    fact = holding_facts(world.group)["governance.decision_method"]
    assert fact.value == WRITTEN["method"]
    assert fact.source_ref == "samen-beslissen/method"
    assert holding_facts(world.group)["values.principles"].value == WRITTEN["principles"].split("\n")
    sign_in(client, world.founder)
    assert "Mooi." in text_of(client.get(world.exercise))
    assert client.get(f"{world.exercise}?wijzigen=1").status_code == 200


def test_remarks_stand_beside_the_answers_after_a_return_and_the_coach_sees_what_changed(client, sign_in, world):
    sign_in(client, world.founder)
    hand_in(client, world)
    sign_in(client, world.coach)
    page = f"/nakijken/{latest(world).id}"
    client.post(f"{page}/oppakken")
    client.post(page, data={"remark-conflict": "Wie is de buddy?", "verdict": "Bijna goed.", "do": "return"})
    sign_in(client, world.founder)
    seen = text_of(client.get(world.exercise))
    assert "Wie is de buddy?" in seen
    assert "Bijna goed." in seen
    assert "Eerst praten" in seen
    hand_in(client, world, {**WRITTEN, "conflict": "Eerst praten, dan Ria als buddy, dan de coach."})
    sign_in(client, world.coach)
    seen = text_of(client.get(f"/nakijken/{latest(world).id}"))
    assert "<ins>Ria als " in seen
    assert client.get(f"{world.exercise}/geschiedenis").status_code == 200


def test_when_two_change_the_same_answer_both_versions_are_shown(client, sign_in, world):
    other = ParticipationFactory(cooperative=world.group, user__name="Samir").user
    sign_in(client, world.founder)
    client.post(world.exercise, data={**WRITTEN, "version": "0"})
    sign_in(client, other)
    client.post(world.exercise, data={**WRITTEN, "roles": "Samir leidt.", "version": "1"})
    sign_in(client, world.founder)
    mine = {**WRITTEN, "roles": "Ria leidt.", "meetings": "Op maandag."}
    answer = client.post(world.exercise, data={**mine, "version": "1"})
    assert answer.status_code == 409
    assert "Samir leidt." in text_of(answer)
    assert "Ria leidt." in text_of(answer)
    client.post(world.exercise, data={**mine, "roles": "Samir en Ria.", "version": "2"})
    stored = queries.draft(world.place)
    assert (stored.answers["roles"], stored.answers["meetings"]) == ("Samir en Ria.", "Op maandag.")
    assert [version.answers["roles"] for version in queries.versions(stored)][1] == "Samir leidt."


def test_autosave_keeps_and_says_which_version(client, sign_in, world):
    sign_in(client, world.founder)
    save = f"{world.exercise}/bewaren"
    assert client.post(save, data={"roles": "Ria", "version": "0"}).json == {"version": 1}
    assert client.post(save, data={"roles": "Ria leidt", "version": "1"}).json == {"version": 2}
    assert client.post(save, data={"roles": "iets anders", "version": "1"}).status_code == 409
    assert queries.draft(world.place).answers["roles"] == "Ria leidt"


def test_what_the_dossier_knows_is_shown_with_its_source(client, sign_in, world):
    FactFactory(cooperative=world.group, key="people.roles", value="Thuy houdt het geld bij.")
    sign_in(client, world.founder)
    seen = text_of(client.get(world.exercise))
    assert "Thuy houdt het geld bij.</textarea>" in seen


def test_work_can_be_taken_back_until_a_coach_reads_it(client, sign_in, world):
    sign_in(client, world.founder)
    hand_in(client, world)
    assert client.post(world.exercise, data={**WRITTEN, "version": "1"}).status_code == 422
    client.post(f"{world.exercise}/terughalen")
    assert latest(world) is None
    hand_in(client, world)
    sign_in(client, world.coach)
    client.post(f"/nakijken/{latest(world).id}/oppakken")
    sign_in(client, world.founder)
    client.post(f"{world.exercise}/terughalen")
    assert latest(world).coach.id == world.coach.id


@pytest.mark.parametrize(
    "page", ["", "/samen-beslissen", "/samen-beslissen/opdracht", "/samen-beslissen/opdracht/geschiedenis"]
)
def test_the_pages_of_another_group_do_not_exist(client, sign_in, world, page):
    sign_in(client, ParticipationFactory().user)
    assert client.get(world.track + page).status_code == 404
    sign_in(client, CoachAssignmentFactory().user)
    assert client.get(world.track + page).status_code == 404


def test_a_coach_reads_and_does_not_write(client, sign_in, world):
    sign_in(client, world.coach)
    assert client.get(world.exercise).status_code == 200
    assert client.post(world.exercise, data=WRITTEN).status_code == 403
    assert client.post(f"{world.exercise}/inleveren").status_code == 403


def test_rows_and_choices_are_kept(client, sign_in, world):
    sign_in(client, world.founder)
    page = f"{world.track}/past-een-werkcooperatie-bij-ons/opdracht"
    client.post(
        page,
        data={"people-0-name": "Fatima", "people-1-name": "Samir", "people-1-email": "s@example.org", "version": "0"},
    )
    seen = text_of(client.get(page))
    assert 'value="Samir"' in seen
    assert "people-2-name" in seen


def test_the_overview_shows_who_stands_still_and_asks_no_more_for_more_groups(client, sign_in, world, count_queries):
    sign_in(client, world.coach)
    CoachAssignmentFactory(user=world.coach)
    assert client.get("/leren/").status_code == 200
    count_queries()
    client.get("/leren/")
    few = count_queries()
    with transaction(actor=SYSTEM):
        for _ in range(6):
            group = CoachAssignmentFactory(user=world.coach).cooperative
            where = queries.Place(group, world.place.lesson)
            services.save(where, WRITTEN, began_with=0, by=world.founder, now=clock.now())
            services.hand_in(where, by=world.founder, now=clock.now())
    count_queries()
    client.get("/leren/")
    assert count_queries() <= few + 1
    client.get("/nakijken/")
    assert count_queries() < 12


def test_who_is_in_no_group_is_told_how_to_begin(client, sign_in, app):
    sign_in(client, UserFactory())
    assert client.get("/leren/").status_code == 200
