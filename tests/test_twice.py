"""A button that is pressed twice does its work once, and says so."""

import pytest

from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.learning import queries as lessons
from incubator.register import queries as register
from incubator.reviews import queries as reviews
from tests import world as worlds
from tests.factories import CoachFactory, UserFactory


@pytest.fixture
def world(world, client, sign_in):
    sign_in(client, world.people["coordinator"])
    return world


def twice(client, path, **data):
    first, second = client.post(path, data=data), client.post(path, data=data)
    assert first.status_code == 302
    return second


def test_a_group_is_started_once(client, sign_in, session):
    sign_in(client, UserFactory())
    second = twice(client, "/cooperaties/nieuw", name="De Bezem", municipality="Utrecht")
    assert second.status_code == 422
    assert "zojuist" in second.text
    assert cooperatives.all_slugs() == {"de-bezem"}


def test_a_coach_who_starts_a_group_guides_it(client, sign_in, session):
    sign_in(client, CoachFactory())
    started = client.post("/cooperaties/nieuw", data={"name": "De Bezem", "municipality": "Utrecht"})
    assert client.get(started.location).status_code == 200


def test_a_member_is_entered_once(client, world):
    group = world.ours.group
    before = len(register.members(group))
    data = {
        "name": "Noor Haddad",
        "kind": "natural",
        "decided_by": "bestuur",
        "decided_on": "2026-11-01",
        "on": "2026-11-01",
    }
    second = twice(client, f"/cooperaties/{group.slug}/leden/nieuw", **data)
    assert second.status_code == 422
    assert "Noor Haddad is zojuist" in second.text
    assert len(register.members(group)) == before + 1


def test_a_payment_is_entered_once(client, world):
    path = f"/cooperaties/{world.ours.group.slug}/leden/1/inleg"
    second = twice(client, path, kind="contribution", amount="25", on="2026-11-20", note="Termijn 2")
    assert second.status_code == 422
    (member,) = [member for member in register.members(world.ours.group) if member.number == 1]
    assert [line.amount_cents for line in member.payments].count(2500) == 1


def test_an_invitation_goes_out_once(client, world):
    path = f"/cooperaties/{world.ours.group.slug}/uitnodigen"
    second = twice(client, path, name="Noor", email="noor@example.org", role="member")
    assert second.status_code == 422
    assert "al gevraagd" in second.text


def test_work_is_handed_in_once(client, world, session):
    group = world.ours.group
    for _ in range(2):
        client.post(f"/cooperaties/{group.slug}/statuten/inleveren")
    assert len(reviews.rounds(group, "statutes", "draft")) == 1
    lesson = worlds.LESSON
    (handed_in,) = reviews.rounds(group, lessons.EXERCISE, lesson)
    handed_in.handed_in_at = clock.now()
    session.commit()
    assert client.post(f"/leren/{group.slug}/{lesson}/opdracht/inleveren").location.startswith("/nakijken/werk/")
    assert len(reviews.rounds(group, lessons.EXERCISE, lesson)) == 1
