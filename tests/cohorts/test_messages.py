"""A message to a cohort is looked at first, goes to everyone once, and stands on the page."""

from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from incubator.cohorts.models import CohortMessage
from incubator.core.db import db
from incubator.core.mail import Pace
from incubator.core.outbox import OutgoingMail
from tests.cohorts.factories import CohortCoachFactory, CohortFactory
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory

TYPED = {"subject": "Welkom bij de lichting", "text": "Tot dinsdag.\n\nNeem koffie mee."}


@pytest.fixture
def cohort(app):
    return CohortFactory(name="Najaar 2026")


@pytest.fixture
def bezem(cohort):
    return CooperativeFactory(name="De Bezem", slug="de-bezem", cohort=cohort.name)


@pytest.fixture
def leader(cohort, client, sign_in):
    person = CohortCoachFactory(cohort=cohort).user
    sign_in(client, person)
    return person


def mails():
    return db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)).all()


def send(client, cohort, step):
    return client.post(f"/lichtingen/{cohort.id}/schrijven", data=TYPED | {"step": step})


def test_looking_at_it_sends_nothing(client, cohort, bezem, leader):
    ParticipationFactory(cooperative=bezem)
    looked_at = send(client, cohort, "look")
    assert looked_at.status_code == 200
    assert 'value="send"' in looked_at.text
    assert "Neem koffie mee." in send(client, cohort, "change").text
    assert mails() == []


def test_pressed_twice_it_goes_once_to_everyone(client, cohort, bezem, leader, sign_in):
    person = ParticipationFactory(cooperative=bezem).user
    tuin = CooperativeFactory(cohort=cohort.name)
    ParticipationFactory(cooperative=tuin, user=person)
    other = ParticipationFactory(cooperative=tuin).user
    ParticipationFactory()
    for _ in range(2):
        assert send(client, cohort, "send").status_code == 302
    assert [mail.recipient for mail in mails()] == [person.email, other.email]
    (message,) = db.session.scalars(select(CohortMessage)).all()
    assert message.readers == 2
    sent = message_from_bytes(mails()[0].content, policy=policy.default)
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Neem koffie mee." in sent.get_body(("plain",)).get_content()
    sign_in(client, person)
    assert "Neem koffie mee." in client.get("/cooperaties/de-bezem/lichting").text


def test_who_wants_no_mail_reads_it_on_the_page(client, cohort, bezem, leader):
    ParticipationFactory(cooperative=bezem, user=UserFactory(mail_work=Pace.NONE))
    assert send(client, cohort, "send").status_code == 302
    assert mails() == []


def test_a_cohort_without_people_cannot_be_written_to(client, cohort, bezem, leader):
    answer = send(client, cohort, "send")
    assert answer.status_code == 422
    assert db.session.scalars(select(CohortMessage)).all() == []


def test_a_message_says_something(client, cohort, leader):
    answer = client.post(f"/lichtingen/{cohort.id}/schrijven", data={"subject": "", "text": "", "step": "look"})
    assert answer.status_code == 422
