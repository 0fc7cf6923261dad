"""Work of a group that nobody guides: every coach can read it, the manager hears of it, the group reads the truth."""

import pytest

from incubator.accounts.models import User
from incubator.cooperatives.models import CoachAssignment
from incubator.cooperatives.queries import people as group_people
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.learning import queries as lessons
from incubator.learning import services as learning
from incubator.learning.queries import Place
from incubator.reviews import queries, services
from incubator.reviews.models import Round
from tests.at_once import at_once
from tests.factories import (
    CoachAssignmentFactory,
    CoachFactory,
    CooperativeFactory,
    ManagerFactory,
    ParticipationFactory,
    UserFactory,
)
from tests.world import WRITTEN


@pytest.fixture
def group(app):
    """A group with a founder and without a coach."""
    made = CooperativeFactory(name="De Dweil", slug="de-dweil")
    ParticipationFactory(user=UserFactory(name="Fatima"), cooperative=made)
    return made


def place(group):
    return Place(group, lessons.library().lessons["samen-beslissen"])


def write(group):
    by = group.participations[0].user
    with transaction(actor=SYSTEM):
        learning.save(place(group), WRITTEN, began_with=0, by=by, now=clock.now())
    return by


def hand_in(group):
    by = write(group)
    with transaction(actor=SYSTEM):
        return learning.hand_in(place(group), by=by, now=clock.now())


def recipients():
    return list(db.session.scalars(db.select(OutgoingMail.recipient).order_by(OutgoingMail.id)))


def test_the_group_reads_that_it_has_no_coach_and_who_hears_of_it(client, sign_in, group):
    manager = ManagerFactory()
    founder = sign_in(client, write(group))
    exercise = f"/leren/de-dweil/{place(group).lesson.slug}/opdracht"
    assert "Jullie hebben nog geen coach" in founder.get(f"{exercise}/controleren").text
    page = founder.get(founder.post(f"{exercise}/inleveren").location).text
    assert "Jullie hebben nog geen coach: elke coach kan het nu lezen" in page
    assert "Jullie coach krijgt een mail" not in page
    assert "Dit wacht op een coach" in founder.get(exercise).text
    assert recipients() == [manager.email, group.participations[0].user.email]
    assert "De Dweil wacht op antwoord en heeft geen coach" in sign_in(client, manager).get("/").text


def test_the_statutes_tell_the_same_truth(client, sign_in, group):
    page = sign_in(client, group.participations[0].user).get("/cooperaties/de-dweil/statuten/").text
    assert "Jullie hebben nog geen coach" in page
    assert "Inleveren bij jullie coach" not in page
    CoachAssignmentFactory(cooperative=group)
    assert "Jullie hebben nog geen coach" not in client.get("/cooperaties/de-dweil/statuten/").text


def test_every_coach_sees_it_takes_it_and_answers(client, sign_in, group):
    work = hand_in(group)
    anyone = CoachFactory(name="Anouk")
    coach = sign_in(client, anyone)
    assert "Nog zonder coach" in coach.get("/nakijken/").text
    assert coach.get("/cooperaties/de-dweil").status_code == 404  # the work, not the group
    coach.post(f"/nakijken/{work.id}/oppakken")
    assert work.coach_id == anyone.id
    version = services.text_version(work)
    assert (
        coach.post(f"/nakijken/{work.id}", data={"version": version, "verdict": "Mooi.", "do": "approve"}).status_code
        == 302
    )
    assert not work.with_coach
    assert coach.get(f"/nakijken/{work.id}").status_code == 200
    assert group.participations[0].user.email in recipients()


@pytest.mark.parametrize("state", ["closed", "demoted", "deleted"])
def test_a_coach_who_is_gone_guides_nobody(group, state):
    coach = CoachAssignmentFactory(cooperative=group).user
    assert group_people.has_coach(group)
    if state == "demoted":
        coach.role = UserFactory().role
    elif state == "closed":
        coach.deactivated_at = clock.now()
    else:
        coach.deleted_at = clock.now()
    db.session.commit()
    assert not group_people.has_coach(group)
    hand_in(group)
    assert queries.queue(CoachFactory()).total == 1


def test_a_group_with_a_coach_stays_out_of_the_pool(client, sign_in, group):
    CoachAssignmentFactory(cooperative=group)
    work = hand_in(group)
    other = CoachFactory()
    assert queries.queue(other).total == 0
    coach = sign_in(client, other)
    for path in (f"/nakijken/{work.id}", f"/nakijken/{work.id}/oppakken"):
        assert (coach.get(path) if path.endswith(str(work.id)) else coach.post(path)).status_code == 404


def test_who_takes_part_does_not_review_the_own_work(client, sign_in, group):
    coach = CoachFactory()
    ParticipationFactory(user=coach, cooperative=group)
    work = hand_in(group)
    assert sign_in(client, coach).post(f"/nakijken/{work.id}/oppakken").status_code == 403
    assert queries.next_waiting(coach) is None


def test_who_took_work_keeps_it_when_the_group_gets_a_coach(client, sign_in, group):
    work = hand_in(group)
    first = CoachFactory()
    with transaction(actor=SYSTEM):
        services.claim(work, coach=first, now=clock.now())
    CoachAssignmentFactory(cooperative=group)
    assert sign_in(client, first).get(f"/nakijken/{work.id}").status_code == 200


def test_a_coach_begins_to_guide_the_group(client, sign_in, group):
    work = hand_in(group)
    coach = CoachFactory(name="Anouk")
    browser = sign_in(client, coach)
    assert "nog geen coach" in browser.get(f"/nakijken/{work.id}").text
    browser.post(f"/nakijken/{work.id}/begeleiden")
    assert browser.get("/cooperaties/de-dweil").status_code == 200
    with pytest.raises(RuleViolation, match="has a coach already"), transaction(actor=SYSTEM):
        services.begin_to_guide(work, coach=CoachFactory(), today=clock.today())


@pytest.mark.both_databases
def test_of_two_coaches_who_begin_to_guide_at_once_the_first_does(app, database, group):
    number = hand_in(group).id
    coaches = [CoachFactory().id, CoachFactory().id]

    def begin(coach_id):
        def click():
            with transaction(actor=SYSTEM):
                work, coach = db.session.get_one(Round, number), db.session.get_one(User, coach_id)
                services.begin_to_guide(work, coach=coach, today=clock.today())

        return click

    outcomes = at_once(app, *map(begin, coaches))
    assert sum(isinstance(outcome, RuleViolation) for outcome in outcomes) == 1
    assert db.session.scalar(db.select(db.func.count()).select_from(CoachAssignment)) == 1
