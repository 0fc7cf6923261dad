"""Who stops, who was removed, who works alone: their work stays, and a page that was open in another window finds a closed door."""

import pytest

from incubator.accounts import services as accounts
from incubator.cooperatives import services as groups
from incubator.cooperatives.models import Participation
from incubator.cooperatives.queries import participation_of
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.learning import queries, services
from incubator.reviews.queries import latest_round
from tests.factories import ParticipationFactory
from tests.learning.conftest import WRITTEN
from tests.learning.working import approve, hand_in, keep, place_in

SLUG = "samen-beslissen"


@pytest.fixture
def samir(world):
    """A second of the group, who wrote and read before they went."""
    samir = ParticipationFactory(cooperative=world.group, user__name="Samir Haddad").user
    keep(world, SLUG, WRITTEN, by=samir)
    with transaction(actor=SYSTEM):
        services.mark_read(world.place, samir, 2, now=clock.now())
    return samir


def leave(group, user):
    with transaction(actor=SYSTEM):
        groups.end_participation(participation_of(user, group), today=clock.today())


def remove(user):
    with transaction(actor=SYSTEM):
        accounts.delete_account(user, known_as="Een oud-deelnemer", now=clock.now())


def test_the_work_of_who_left_stays_under_their_name(client, sign_in, world, samir):
    leave(world.group, samir)
    sign_in(client, world.founder)
    assert "Gelezen door Samir Haddad" in client.get(world.lesson).text
    assert "Samir Haddad" in client.get(f"{world.exercise}/geschiedenis").text
    client.post(world.exercise, data={**WRITTEN, "roles": "Ria leidt.", "version": "1"})
    assert client.post(f"{world.exercise}/inleveren").status_code == 302


@pytest.mark.parametrize("page", ["opdracht", "opdracht/bewaren", "opdracht/inleveren", "opdracht/terughalen"])
def test_who_left_with_a_page_open_changes_nothing(client, sign_in, world, samir, page):
    sign_in(client, samir)
    leave(world.group, samir)
    sent = client.post(f"{world.lesson}/{page}", data={**WRITTEN, "roles": "Te laat.", "version": "1"})
    assert sent.status_code == 404
    assert client.get(f"{world.track}/ondernemingsplan").status_code == 404
    assert queries.draft(place_in(world, SLUG)).number == 1
    assert latest_round(world.group, "exercise", SLUG) is None


def test_who_became_an_observer_reads_on_and_writes_no_more(client, sign_in, world, samir, session):
    session.query(Participation).filter_by(user_id=samir.id).one().role = "observer"
    session.commit()
    sign_in(client, samir)
    assert WRITTEN["roles"] in client.get(world.exercise).text
    assert "<textarea" not in client.get(world.exercise).text
    assert client.post(world.exercise, data={**WRITTEN, "version": "1"}).status_code == 403
    assert client.post(f"{world.track}/beginnen").status_code == 403


def test_a_removed_user_is_named_no_more_where_they_worked(client, sign_in, world, samir):
    hand_in(world, SLUG)
    remove(samir)
    sign_in(client, world.founder)
    for page in (world.lesson, world.exercise, f"{world.exercise}/geschiedenis", world.track):
        assert "Samir Haddad" not in client.get(page).text
    assert "Een oud-deelnemer" in client.get(f"{world.exercise}/geschiedenis").text


def test_the_work_of_a_removed_user_is_approved_and_holds(client, sign_in, world):
    # Alone in the group, and gone while the coach reads.
    keep(world, SLUG, WRITTEN)
    work = hand_in(world, SLUG)
    remove(world.founder)
    approve(world, work)
    sign_in(client, world.coach)
    assert "Een oud-deelnemer" in client.get(f"{world.exercise}/geschiedenis").text
    assert WRITTEN["method"] in client.get(f"/cooperaties/{world.group.slug}/dossier").text


def test_a_group_of_one_meets_no_conflict_with_itself_in_two_windows(client, sign_in, world):
    sign_in(client, world.founder)
    client.post(world.exercise, data={**WRITTEN, "version": "0"})
    client.post(world.exercise, data={**WRITTEN, "roles": "Ik.", "version": "1"})
    # The other window still has the first version, and changes another answer.
    assert client.post(world.exercise, data={**WRITTEN, "meetings": "Dagelijks.", "version": "1"}).status_code == 302
    answers = queries.draft(world.place).answers
    assert (answers["roles"], answers["meetings"]) == ("Ik.", "Dagelijks.")
    assert client.post(f"{world.exercise}/inleveren").status_code == 302


def test_a_stopped_group_is_in_no_overview_and_its_lessons_can_be_read(client, sign_in, world):
    keep(world, SLUG, WRITTEN)
    with transaction(actor=SYSTEM):
        world.group.stopped_at = clock.now()
    assert queries.people_in(SLUG) == []
    sign_in(client, world.coach)
    assert world.group.name not in client.get("/leren/").text
    assert WRITTEN["roles"] in client.get(world.exercise).text


def test_who_is_told_of_a_change_is_one_question_however_many_groups(world, count_queries):
    def asked():
        count_queries()
        people = queries.people_in(SLUG)
        assert {(part.user.name, part.cooperative.name) for part in people}
        return count_queries()

    keep(world, SLUG, WRITTEN)
    few = asked()
    for _number in range(4):
        part = ParticipationFactory()
        ParticipationFactory(cooperative=part.cooperative, role="observer")
        with transaction(actor=SYSTEM):
            services.mark_read(queries.Place(part.cooperative, world.place.lesson), part.user, 1, now=clock.now())
    assert len(queries.people_in(SLUG)) == 5
    assert asked() <= few
