"""Who is let in reads why, under a name that no other group has; what was decided is not asked again."""

from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from incubator.cohorts.values import IntakeState
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.core.outbox import OutgoingMail
from tests.cohorts.factories import IntakeFactory
from tests.factories import CoachFactory, CooperativeFactory, ManagerFactory, UserFactory


@pytest.fixture
def manager(client, sign_in):
    person = ManagerFactory(name="Annemiek")
    sign_in(client, person)
    return person


def accept(client, intake, name="De Portiek"):
    return client.post(f"/aanmeldingen/{intake.id}/aannemen", data={"name": name, "seen": intake.state.value})


def test_who_applied_reads_that_it_is_accepted_and_not_that_somebody_filled_in_the_address(app, client, manager):
    intake = IntakeFactory(email="noor@example.org", language="en")
    assert accept(client, intake).status_code == 302
    (mail,) = db.session.scalars(select(OutgoingMail)).all()
    text = " ".join(message_from_bytes(mail.content, policy=policy.default).get_body(("plain",)).get_content().split())
    assert (mail.recipient, mail.subject) == ("noor@example.org", "Your application is accepted: De Portiek")
    assert "Your application is accepted." in text
    assert "because you applied with" in text
    assert "Annemiek" not in text
    assert "/uitnodiging/" in text


def test_a_name_that_a_group_has_is_refused_at_its_field(app, client, manager):
    CooperativeFactory(name="De Portiek")
    intake = IntakeFactory()
    answer = accept(client, intake, name=" de portiek ")
    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text
    assert accept(client, intake, name="De Portiek Lombok").status_code == 302
    assert len(db.session.scalars(select(Cooperative)).all()) == 2


@pytest.mark.parametrize("factory", [CoachFactory, ManagerFactory])
def test_who_works_for_the_incubator_coordinates_no_group(app, client, manager, factory):
    intake = IntakeFactory(email=factory().email)
    answer = accept(client, intake)
    assert answer.status_code == 422
    assert intake.email in answer.text
    assert db.session.scalars(select(Cooperative)).all() == []
    assert accept(client, IntakeFactory(email=UserFactory().email)).status_code == 302


@pytest.mark.parametrize("form", ["aannemen", "invited", "later", "declined"])
def test_an_application_that_is_a_group_has_no_forms(app, client, manager, form):
    intake = IntakeFactory(state=IntakeState.ACCEPTED)
    page = f"/aanmeldingen/{intake.id}"
    assert client.get(f"{page}/{form}").location == page
    assert f"{page}/{form}" not in client.get(page).text


@pytest.mark.parametrize("state", [IntakeState.LATER, IntakeState.DECLINED])
def test_what_was_decided_is_not_offered_again(app, client, manager, state):
    intake = IntakeFactory(state=state)
    page = f"/aanmeldingen/{intake.id}"
    assert client.get(f"{page}/{state.value}").location == page
    shown = client.get(page).text
    assert f"{page}/{state.value}" not in shown
    assert f"{page}/aannemen" in shown


def test_who_was_invited_can_be_written_to_once_more(app, client, manager):
    intake = IntakeFactory(state=IntakeState.INVITED)
    assert client.get(f"/aanmeldingen/{intake.id}/invited").status_code == 200
