"""The manager sees what runs by itself and what was mailed, and can give it a push; nobody else can."""

from datetime import timedelta

import pytest

from incubator import scheduler
from incubator.core import clock, job_runs, outbox
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.delivery import NotDelivered
from incubator.core.mail import Letter, Recipient
from incubator.core.outbox import MailState, deliver_due, queue_mail
from incubator.core.runner import Runner
from tests.factories import CoachFactory, ManagerFactory, UserFactory


class Refusing:
    def __enter__(self):
        return self

    def __exit__(self, *_reason):
        return None

    def carry(self, _content, _to):
        raise NotDelivered("550 no such mailbox", final=True)


@pytest.fixture
def manager(client, sign_in):
    return sign_in(client, ManagerFactory())


@pytest.fixture
def given_up(app):
    with transaction(actor=SYSTEM):
        queue_mail(Letter("Kies een wachtwoord", ("Geheim.",), why="x"), to=Recipient("a@example.org"), key="k")
    deliver_due(Refusing())
    return outbox.mails()[0]


def test_the_manager_sees_every_job(manager):
    page = manager.get("/beheer/taken").text
    assert "Mail versturen" in page
    assert "Opruimen wat oud is" in page


def test_the_manager_sees_how_a_job_went(app, manager):
    with transaction(actor=SYSTEM):
        run = job_runs.begin("send-mail", "host", attempt=2, now=clock.now())
        job_runs.end(run, now=clock.now(), error="MailNotSent: mail server away")
    page = manager.get("/beheer/taken").text
    assert "mislukt" in page
    assert "mail server away" in page
    assert "poging 2" in page


def test_the_manager_has_a_job_run_at_once(app, manager):
    mine = Runner(app, scheduler.TIMETABLE)
    mine.enrol()
    with transaction(actor=SYSTEM):
        job_runs.take("send-mail", "x", now=clock.now(), until=clock.now())
        job_runs.release("send-mail", "x", now=clock.now(), next_run_at=clock.now() + timedelta(minutes=1), failures=0)
    assert "send-mail" not in [job.name for job in mine.due()]
    manager.post("/beheer/taken/send-mail/nu")
    assert "Mail versturen start binnen een paar tellen." in manager.get("/beheer/taken").text
    assert "send-mail" in [job.name for job in mine.due()]


def test_a_job_that_does_not_exist_cannot_run(app, manager):
    assert manager.post("/beheer/taken/thee/nu").status_code == 404


def test_the_manager_sees_what_was_mailed_but_not_its_text(manager, given_up):
    page = manager.get("/beheer/mail").text
    assert "Kies een wachtwoord" in page
    assert "a@example.org" in page
    assert "no such mailbox" in page
    assert "Geheim." not in page


def test_mails_are_chosen_by_state(manager, given_up):
    assert "Kies een wachtwoord" in manager.get("/beheer/mail?staat=dead").text
    assert "Kies een wachtwoord" not in manager.get("/beheer/mail?staat=sent").text
    assert "Kies een wachtwoord" in manager.get("/beheer/mail?staat=onzin").text


def test_a_mail_that_was_given_up_is_tried_again(manager, given_up):
    manager.post(f"/beheer/mail/{given_up.id}/opnieuw")
    assert "binnen een minuut" in manager.get("/beheer/mail").text
    db.session.expire_all()
    assert outbox.mails()[0].state is MailState.QUEUED
    manager.post(f"/beheer/mail/{given_up.id}/opnieuw")
    assert "Alleen een mail die niet is aangekomen" in manager.get("/beheer/mail").text


@pytest.mark.parametrize("made", [UserFactory, CoachFactory])
@pytest.mark.parametrize("path", ["/beheer/taken", "/beheer/mail"])
def test_only_the_manager_looks_here(client, sign_in, made, path):
    assert sign_in(client, made()).get(path).status_code == 403
