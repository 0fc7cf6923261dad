"""Who takes part was asked and said yes; somebody always drives; who is gone takes part in nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.accounts import services as accounts
from incubator.accounts.models import Invitation, InvitationState
from incubator.accounts.services import invitations
from incubator.accounts.services.handing_over import holdings
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.neighbourhood.models import NeighbourhoodInvitation
from incubator.neighbourhood.queries import places
from incubator.neighbourhood.services import people as services
from incubator.neighbourhood.values import NeighbourhoodRole
from tests.factories import ManagerFactory, UserFactory
from tests.neighbourhood.factories import neighbourhood, participant

ASKED = {"name": "Noor", "email": "noor@example.org", "role": "participant"}


def names_in(place):
    return [person.user.name for person in places.people(place)]


def invite(place, driver, email, role=NeighbourhoodRole.PARTICIPANT):
    with transaction(actor=SYSTEM):
        return services.invite(place, email, "Noor", role, by=driver, now=clock.now())


def test_nobody_takes_part_before_the_yes(client, sign_in, app):
    place, driver = neighbourhood()
    noor = UserFactory(name="Noor", email="noor@example.org")
    invitation, _secret = invite(place, driver, "noor@example.org")
    assert names_in(place) == ["Dina Driver"]
    sign_in(client, noor)
    assert client.get("/buurten/zonnewijk").status_code == 404
    with transaction(actor=SYSTEM):
        invitations.accept(invitation, noor, now=clock.now())
    assert names_in(place) == ["Dina Driver", "Noor"]
    assert client.get("/buurten/zonnewijk").status_code == 200
    assert client.get("/buurten/zonnewijk/uitnodigen").status_code == 403


@pytest.mark.parametrize("has_account", [True, False])
def test_the_answer_is_the_same_whatever_the_address(client, sign_in, app, has_account):
    _place, driver = neighbourhood()
    if has_account:
        UserFactory(email="noor@example.org")
    sign_in(client, driver)
    answer = client.post("/buurten/zonnewijk/uitnodigen", data=ASKED)
    assert (answer.status_code, answer.location) == (302, "/buurten/zonnewijk/mensen")
    (mail,) = db.session.scalars(select(OutgoingMail)).all()
    assert mail.recipient == "noor@example.org"
    assert client.post("/buurten/zonnewijk/uitnodigen", data=ASKED).status_code == 422  # once is enough


def test_who_says_yes_with_the_link_reads_into_what_and_comes_to_the_workbench(client, app):
    place, driver = neighbourhood()
    _invitation, secret = invite(place, driver, "noor@example.org", NeighbourhoodRole.DRIVER)
    page = client.get(f"/uitnodiging/{secret}")
    assert "Zonnewijk" in page.text
    data = {"name": "Noor", "password": "drie blauwe fietsen", "again": "drie blauwe fietsen"}
    assert client.post(f"/uitnodiging/{secret}", data=data).location == "/buurten/zonnewijk"
    assert {person.user.name: person.role for person in places.people(place)}["Noor"] is NeighbourhoodRole.DRIVER


def test_who_takes_part_already_keeps_the_role(app):
    place, driver = neighbourhood()
    invitation, _secret = invite(place, driver, driver.email)
    with transaction(actor=SYSTEM):
        invitations.accept(invitation, driver, now=clock.now())
    assert places.role_in(driver, place) is NeighbourhoodRole.DRIVER


def test_an_invitation_is_sent_again_or_withdrawn(client, sign_in, app):
    place, driver = neighbourhood()
    invitation, _secret = invite(place, driver, "noor@example.org")
    sign_in(client, driver)
    page = f"/buurten/zonnewijk/uitnodigingen/{invitation.id}"
    assert client.post(f"{page}/opnieuw").status_code == 302
    assert client.post(f"{page}/intrekken").status_code == 302
    assert db.session.get_one(Invitation, invitation.id).state is InvitationState.WITHDRAWN
    assert db.session.scalars(select(NeighbourhoodInvitation)).all()[0].neighbourhood_id == place.id


def test_a_name_of_before_the_rule_is_mailed_to_nobody(app):
    place, driver = neighbourhood()
    place.name = "Win op www.example.org"
    with pytest.raises(RuleViolation):
        services.invite(place, "noor@example.org", "Noor", NeighbourhoodRole.DRIVER, by=driver, now=clock.now())


def test_the_last_driver_stays_until_somebody_else_drives(client, sign_in, app):
    place, driver = neighbourhood()
    other = participant(place, name="Omar")
    sign_in(client, driver)
    own = f"/buurten/zonnewijk/mensen/{driver.id}"
    assert client.post("/buurten/zonnewijk/weggaan").status_code == 422
    assert client.post(own, data={"role": "participant"}).status_code == 422
    assert client.post(f"{own}/stoppen").status_code == 302  # refused on the next page
    assert names_in(place) == ["Dina Driver", "Omar"]
    assert client.post(f"/buurten/zonnewijk/mensen/{other.id}", data={"role": "driver"}).status_code == 302
    assert client.post("/buurten/zonnewijk/weggaan").location == "/"
    assert names_in(place) == ["Omar"]
    assert client.get("/buurten/zonnewijk").status_code == 404


def test_a_driver_ends_that_somebody_takes_part_and_who_takes_part_leaves(client, sign_in, app):
    place, driver = neighbourhood()
    first, second = participant(place, name="Eerste"), participant(place, name="Tweede")
    sign_in(client, driver)
    assert client.post(f"/buurten/zonnewijk/mensen/{first.id}/stoppen").status_code == 302
    sign_in(client, second)
    assert client.post("/buurten/zonnewijk/weggaan").status_code == 302
    assert names_in(place) == ["Dina Driver"]


def test_who_deletes_the_account_takes_part_in_nothing_and_the_manager_names_another_driver(client, sign_in, app):
    place, driver = neighbourhood()
    other = participant(place, name="Omar")
    assert [holding.names for holding in holdings(driver)] == [("Zonnewijk",)]
    assert holdings(other) == []
    with transaction(actor=SYSTEM):
        accounts.delete_account(driver, known_as="Iemand van toen", now=clock.now())
    assert names_in(place) == ["Omar"]
    sign_in(client, ManagerFactory())
    assert client.post(f"/buurten/zonnewijk/mensen/{other.id}", data={"role": "driver"}).status_code == 302
    assert places.role_in(other, place) is NeighbourhoodRole.DRIVER


def test_one_takes_along_where_one_took_part(client, sign_in, app):
    _place, driver = neighbourhood()
    sign_in(client, driver)
    client.post("/buurten/zonnewijk/verhaal/schrijven", data={"text": "Hier was een haven."})
    download = client.get("/account/gegevens.json").get_json()["neighbourhoods"]
    assert [part["neighbourhood"] for part in download["takes_part"]] == ["Zonnewijk"]
    assert [version["text"] for version in download["stories"]] == ["Hier was een haven."]
    assert download["statements"] == []


def test_an_invitation_that_is_too_old_can_still_be_sent_again(client, sign_in, app):
    place, driver = neighbourhood()
    invitation, _secret = invite(place, driver, "noor@example.org")
    with transaction(actor=SYSTEM):
        invitation.expires_at = clock.now() - timedelta(days=1)
    sign_in(client, driver)
    assert client.get("/buurten/zonnewijk/mensen").status_code == 200
    assert client.post(f"/buurten/zonnewijk/uitnodigingen/{invitation.id}/opnieuw").status_code == 302
    assert db.session.get_one(Invitation, invitation.id).works(clock.now())
