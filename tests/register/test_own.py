"""A member's own pages."""

import json
from datetime import date

import pytest

from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import db
from incubator.register import queries, services
from incubator.register.values import Decision, EventKind, MembershipStanding, Person
from tests.factories import SOME_MOMENT, CooperativeFactory, ParticipationFactory, UserFactory

ON = date(2026, 3, 1)


@pytest.fixture
def group(app):
    return CooperativeFactory(phase=Phase.F5)


@pytest.fixture
def own(client, sign_in, group):
    """The address of one's own membership."""
    user = ParticipationFactory(cooperative=group, user=UserFactory(email="fatima@example.org")).user
    person = Person("Fatima", address="Kade 2", email="fatima@example.org")
    services.admit(group, person, Decision("bestuur", ON, ON), author=None, now=SOME_MOMENT)
    db.session.commit()
    sign_in(client, user)
    return f"/cooperaties/{group.slug}/leden/mijn"


def test_a_member_sees_what_the_register_says_and_how_to_leave(client, own):
    page = client.get(own).text
    for part in ("Fatima", "Kade 2", f"{own}/opzeggen", 'id="opzeggen"'):
        assert part in page
    assert own in client.get(own.removesuffix("mijn")).text


def test_who_is_no_member_has_no_such_page(client, sign_in, group, own):
    sign_in(client, ParticipationFactory(cooperative=group).user)
    assert client.get(own).status_code == 404
    assert own not in client.get(own.removesuffix("mijn")).text


def test_a_member_changes_an_address(client, group, own):
    data = {"name": "Fatima", "address": "Plein 3", "email": "fatima@example.org", "on": clock.today().isoformat()}
    assert client.post(f"{own}/gegevens", data=data).status_code == 302
    assert "Plein 3" in client.get(own).text
    assert client.post(f"{own}/gegevens", data=data).status_code == 422
    assert client.post(f"{own}/gegevens", data=data | {"email": "geen adres"}).status_code == 422


def test_a_member_gives_notice_today(client, group, own):
    assert client.get(f"{own}/opzeggen").status_code == 200
    assert client.post(f"{own}/opzeggen", data={"ground": "conversion"}).status_code == 422
    assert client.post(f"{own}/opzeggen", data={"note": "Verhuisd."}).status_code == 302
    db.session.expire_all()
    (member,) = queries.members(group)
    event = member.events[-1]
    assert (event.kind, event.decided_on, event.decided_by) == (EventKind.RESIGNATION, clock.today(), "lid")
    assert client.post(f"{own}/opzeggen", data={}).status_code == 422
    assert queries.row_on(member, event.on_date).standing is MembershipStanding.MEMBER


def test_a_member_takes_all_data_along(client, own):
    answer = client.get(f"{own}/gegevens.json")
    assert "attachment" in answer.headers["Content-Disposition"]
    data = json.loads(answer.data)
    assert (data["naam"], data["adres"], data["lidnummer"]) == ("Fatima", "Kade 2", 1)
    assert [event["wat"] for event in data["gebeurtenissen"]] == ["admission"]
    assert client.get(f"{own}/verklaring").status_code == 200


def test_a_member_in_law_who_no_longer_takes_part_keeps_the_page(client, sign_in, group):
    user = UserFactory(email="weg@example.org")
    member = services.admit(group, Person("Weg"), Decision("bestuur", ON, ON), author=None, now=SOME_MOMENT)
    member.user_id = user.id
    db.session.commit()
    sign_in(client, user)
    assert client.get(f"/cooperaties/{group.slug}/leden/mijn").status_code == 200
    assert client.get(f"/cooperaties/{group.slug}/leden/").status_code == 404
