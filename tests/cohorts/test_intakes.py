"""Who wants to begin is heard, answered and let in; nothing is kept longer than was said."""

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from incubator.accounts import services as accounts
from incubator.accounts.models import Invitation
from incubator.cohorts import jobs
from incubator.cohorts.models import Intake
from incubator.cohorts.queries import intakes as queries
from incubator.cohorts.services import intakes as services
from incubator.cohorts.services.intakes import Acceptance
from incubator.cohorts.values import IntakeState
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import cooperative_by_slug, holding_values
from incubator.core import clock
from incubator.core.db import SYSTEM, Base, db, transaction
from incubator.core.errors import Conflict
from incubator.core.limits import limiter
from incubator.core.outbox import OutgoingMail
from tests.cohorts.factories import CohortFactory, IntakeFactory
from tests.factories import CoachFactory, ManagerFactory, UserFactory

TYPED = {
    "name": "Noor Haddad",
    "email": "Noor@example.org",
    "phone": "06 12345678",
    "municipality": "Utrecht",
    "neighbourhood": "Lombok",
    "plan": "Wij willen portieken schoonmaken.",
    "people": "4",
    "start": "core-group",
    "languages": ["nl", "tr"],
    "agreed": "y",
}


def received():
    return db.session.scalars(select(Intake).order_by(Intake.id)).all()


def mails():
    return db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)).all()


def text_of(mail):
    message = message_from_bytes(mail.content, policy=policy.default)
    return message.get_body(("plain",)).get_content()


def test_a_visitor_applies_and_gets_a_receipt_and_the_manager_hears_of_it(app, client):
    manager = ManagerFactory()
    answer = client.post("/meedoen", data=TYPED)
    assert answer.location == "/meedoen/ontvangen"
    assert "ontvangen" in client.get(answer.location).text
    (intake,) = received()
    assert (intake.email, intake.municipality, intake.languages) == ("noor@example.org", "GM0344", ["nl", "tr"])
    assert [mail.recipient for mail in mails()] == ["noor@example.org", manager.email]
    assert "portieken" not in text_of(mails()[0])


def test_pressed_twice_it_is_one_application(app, client):
    for _ in range(2):
        assert client.post("/meedoen", data=TYPED).status_code == 302
    assert len(received()) == 1
    assert len(mails()) == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "Koop op www.voorbeeld.nl"}, "name"),
        ({"email": "geen-adres"}, "email"),
        ({"municipality": "Nergenshuizen"}, "municipality"),
        ({"people": "0"}, "people"),
        ({"people": "veel"}, "people"),
        ({"start": "iets anders"}, "start"),
        ({"agreed": ""}, "agreed"),
        ({"plan": "  "}, "plan"),
        ({"phone": "06 1234"}, "phone"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(app, client, changed, field):
    answer = client.post("/meedoen", data=TYPED | changed)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert received() == []


@pytest.fixture
def limited(make_app):
    """A client of an application with the limits on; off again afterwards, because the limiter is one for all."""
    strict = make_app(rate_limits=True)
    with strict.app_context():
        Base.metadata.create_all(db.engine)
        db.session.info["actor"] = "test"
        limiter.reset()
        yield strict.test_client()
        limiter.reset()
        limiter.enabled = False
        db.session.remove()
        db.engine.dispose()


def test_who_applies_too_often_has_to_wait(limited):
    codes = [limited.post("/meedoen", data=TYPED | {"plan": f"Plan {number}"}).status_code for number in range(6)]
    assert codes == [302] * 5 + [429]
    answer = limited.post("/meedoen", data=TYPED | {"plan": "Nog een plan"})
    assert "Nog een plan" in answer.text
    assert re.search(r"(after|na) \d\d\.\d\d\b", answer.text)
    assert answer.retry_after > clock.now()


def test_what_is_refused_does_not_count(limited):
    codes = [limited.post("/meedoen", data=TYPED | {"people": "0"}).status_code for _number in range(7)]
    assert codes == [422] * 7
    assert limited.post("/meedoen", data=TYPED).status_code == 302


def test_an_accepted_application_is_a_group_that_knows_what_was_typed(app, client, sign_in):
    client.post("/meedoen", data=TYPED)
    (intake,) = received()
    cohort, coach = CohortFactory(name="Najaar 2026"), CoachFactory()
    sign_in(client, ManagerFactory())
    typed = {"name": "De Portiek", "cohort": str(cohort.id), "coach": str(coach.id), "seen": "new"}
    assert client.post(f"/aanmeldingen/{intake.id}/aannemen", data=typed).status_code == 302
    group = cooperative_by_slug("de-portiek")
    facts = holding_values(group)
    assert (group.municipality, group.neighbourhood, group.cohort) == ("GM0344", "Lombok", "Najaar 2026")
    assert [assignment.user for assignment in group.coaches] == [coach]
    assert facts["offer.description"] == TYPED["plan"]
    assert facts["contact.email"] == "noor@example.org"
    (invitation,) = db.session.scalars(select(Invitation)).all()
    assert (invitation.email, invitation.name) == ("noor@example.org", "Noor Haddad")
    assert "De Portiek" in client.get(f"/aanmeldingen/{intake.id}").text


@pytest.mark.parametrize("decision", ["invited", "later", "declined"])
def test_a_decision_goes_with_the_mail_as_it_was_written(app, client, sign_in, decision):
    intake = IntakeFactory(email="noor@example.org")
    coach = CoachFactory()
    sign_in(client, coach)
    page = f"/aanmeldingen/{intake.id}/{decision}"
    assert intake.name in client.get(page).text
    typed = {"subject": "Jullie plan", "text": "Beste Noor,\n\nWij bellen morgen.", "seen": "new"}
    assert client.post(page, data=typed).status_code == 302
    assert (intake.state.value, intake.decided_by) == (decision, coach)
    (mail,) = mails()
    assert mail.recipient == "noor@example.org"
    assert "Wij bellen morgen." in text_of(mail)


def test_what_stands_between_brackets_is_not_sent(app, client, sign_in):
    intake = IntakeFactory()
    sign_in(client, ManagerFactory())
    page = f"/aanmeldingen/{intake.id}/declined"
    answer = client.post(page, data={"subject": "Nee", "text": "Nee, want [vul in waarom].", "seen": "new"})
    assert answer.status_code == 422
    assert intake.state is IntakeState.NEW


def test_the_second_who_decides_is_told(app, client, sign_in):
    intake = IntakeFactory()
    sign_in(client, ManagerFactory())
    client.post(f"/aanmeldingen/{intake.id}/declined", data={"subject": "Nee", "text": "Nu niet.", "seen": "new"})
    answer = client.post(f"/aanmeldingen/{intake.id}/aannemen", data={"name": "De Portiek", "seen": "new"})
    assert answer.status_code == 409
    assert "intussen" in answer.text
    assert db.session.scalars(select(Cooperative)).all() == []
    with pytest.raises(Conflict), transaction(actor=SYSTEM):
        services.accept(intake, Acceptance("X"), seen="new", by=ManagerFactory(), now=clock.now())


def test_the_same_address_is_shown_as_possibly_twice(app, client, sign_in):
    first, second = IntakeFactory(email="noor@example.org"), IntakeFactory(email="noor@example.org")
    IntakeFactory()
    sign_in(client, CoachFactory())
    assert client.get("/aanmeldingen").text.count("mogelijk dubbel") == 2
    assert f"/aanmeldingen/{second.id}" in client.get(f"/aanmeldingen/{first.id}").text


def test_the_list_is_filtered_by_state_and_words(app, client, sign_in):
    IntakeFactory(name="Wacht Nog")
    IntakeFactory(name="Kreeg Nee", state=IntakeState.DECLINED)
    sign_in(client, CoachFactory())
    waiting, declined = client.get("/aanmeldingen").text, client.get("/aanmeldingen?stand=declined").text
    assert ("Wacht Nog" in waiting, "Kreeg Nee" in waiting) == (True, False)
    assert ("Wacht Nog" in declined, "Kreeg Nee" in declined) == (False, True)
    assert "Wacht Nog" not in client.get("/aanmeldingen?zoek=loodgieter").text
    assert client.get("/aanmeldingen?stand=onzin&pagina=99").status_code == 200


def test_two_who_write_notes_see_each_other(app, client, sign_in):
    intake = IntakeFactory()
    sign_in(client, CoachFactory())
    page = f"/aanmeldingen/{intake.id}"
    client.post(page, data={"notes": "Gebeld.", "opened": '{"notes": ""}'})
    answer = client.post(page, data={"notes": "Gemaild.", "opened": '{"notes": ""}'})
    assert answer.status_code == 409
    assert "Gebeld." in answer.text


def test_applications_are_removed_after_a_year(app):
    now = clock.now()
    IntakeFactory(name="Lang geleden", received_at=now - timedelta(days=366))
    IntakeFactory(name="Besloten", received_at=now - timedelta(days=700), decided_at=now - timedelta(days=364))
    IntakeFactory(name="Nieuw", received_at=now - timedelta(days=364))
    assert jobs.forget_intakes() == "1 applications removed"
    assert [intake.name for intake in received()] == ["Besloten", "Nieuw"]


def test_an_account_takes_its_application_along(app):
    user = UserFactory(email="noor@example.org")
    IntakeFactory(email="noor@example.org")
    IntakeFactory()
    assert [row["plan"] for row in queries.exported(user)] == [received()[0].plan]
    with transaction(actor=SYSTEM):
        accounts.delete_account(user, known_as="iemand", now=clock.now())
    assert len(received()) == 1


def test_a_founder_does_not_read_applications(app, client, sign_in):
    intake = IntakeFactory()
    sign_in(client, UserFactory())
    assert client.get("/aanmeldingen").status_code == 403
    assert client.get(f"/aanmeldingen/{intake.id}").status_code == 403
