"""The manager corrects a name or an address: nothing counts before its owner says yes, and everybody concerned hears it."""

import re

import pytest

from incubator.accounts import services as accounts
from incubator.accounts.models import Correction, OneTimeToken, TokenPurpose
from incubator.core import clock
from incubator.core.audit import AuditEntry
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.outbox import OutgoingMail
from tests.accounts.conftest import PASSWORD
from tests.factories import ManagerFactory, UserFactory

NEW = "fatma@nieuw.example.org"


@pytest.fixture
def manager(app, sign_in):
    return sign_in(app.test_client(), ManagerFactory(name="Beheerder"))


def correct(manager, user, **changed):
    data = {"name": user.name, "email": user.email, "reason": "Typefout in de uitnodiging", **changed}
    return manager.post(f"/beheer/mensen/{user.id}/corrigeren", data=data)


def letters(recipient):
    mails = db.session.scalars(db.select(OutgoingMail).where(OutgoingMail.recipient == recipient))
    return {mail.subject: mail.content.decode() for mail in mails.all()}


def link_to(recipient):
    text = "".join(letters(recipient).values()).replace("=\r\n", "")
    return re.search(r"/adres/[\w-]+", text)[0]


def works(client, email):
    return client.post("/inloggen", data={"email": email, "password": PASSWORD}).status_code == 302


def test_a_name_changes_at_once_with_the_reason_in_the_record(manager, fatma):
    assert correct(manager, fatma, reason="").status_code == 422
    assert correct(manager, fatma, name="Fatma Kaya").status_code == 302
    assert fatma.name == "Fatma Kaya"
    assert "Je naam is verbeterd" in letters(fatma.email)
    kept = db.session.scalars(db.select(AuditEntry).where(AuditEntry.table_name == "corrections"))
    assert any("Typefout in de uitnodiging" in str(entry.changes) for entry in kept)
    assert "Typefout in de uitnodiging" in manager.get(f"/beheer/mensen/{fatma.id}/corrigeren").text


def test_a_new_address_counts_only_when_its_owner_says_yes(app, manager, fatma, sign_in):
    own = sign_in(app.test_client(), fatma)
    old = fatma.email
    assert correct(manager, fatma, email=NEW).status_code == 302
    assert fatma.email == old
    assert "Je adres gaat veranderen" in letters(old)
    visitor = app.test_client()
    assert not works(visitor, NEW)
    visitor.post("/wachtwoord-vergeten", data={"email": NEW})
    assert db.session.scalars(db.select(OneTimeToken)).all() == []
    with transaction(actor=SYSTEM):
        accounts.issue_token(fatma, TokenPurpose.PASSWORD_RESET, now=clock.now())
    path = link_to(NEW)
    assert NEW in visitor.get(path).text
    assert fatma.email == old
    assert visitor.post(path).status_code == 302
    assert fatma.email == NEW
    assert visitor.post(path).status_code == 410
    assert own.get("/account").status_code == 302
    assert db.session.scalars(db.select(OneTimeToken)).all() == []
    assert not works(app.test_client(), old)
    assert works(app.test_client(), NEW)
    assert "Je adres is veranderd" in letters(old)
    assert "Je adres is veranderd" in letters(NEW)


def test_the_owner_of_the_account_can_stop_it(app, manager, fatma, sign_in):
    correct(manager, fatma, email=NEW)
    path = link_to(NEW)
    own = sign_in(app.test_client(), fatma)
    assert NEW in own.get("/account").text
    assert own.post("/account/adres-tegenhouden").status_code == 302
    assert app.test_client().get(path).status_code == 410
    assert fatma.email != NEW
    assert [row.new_email for row in db.session.scalars(db.select(Correction))] == [None]


def test_nobody_takes_over_the_account_of_another_manager_unseen(manager, app):
    victim, third = ManagerFactory(name="Annemiek"), ManagerFactory(name="Derde")
    correct(manager, victim, email=NEW)
    assert "Je adres gaat veranderen" in letters(victim.email)
    assert any("Annemiek" in subject for subject in letters(third.email))


def test_who_had_no_password_chooses_one_at_the_new_address(app, manager):
    invited = UserFactory(name="Noor", email="noor@typfout.example.org", password_hash=None)
    with transaction(actor=SYSTEM):
        old = accounts.issue_token(invited, TokenPurpose.INVITATION, now=clock.now())
    correct(manager, invited, email=NEW)
    answer = app.test_client().post(link_to(NEW))
    assert "/wachtwoord/invitation/" in answer.location
    assert app.test_client().get(answer.location).status_code == 200
    assert app.test_client().get(f"/wachtwoord/invitation/{old}").status_code == 410


def test_an_address_of_somebody_else_is_refused(manager, fatma):
    other = UserFactory()
    assert correct(manager, fatma, email=other.email).status_code == 422
    assert correct(manager, fatma).status_code == 422


def test_a_newer_address_stops_the_link_to_the_first(app, manager, fatma):
    correct(manager, fatma, email=NEW)
    first = link_to(NEW)
    correct(manager, fatma, email="fatma@derde.example.org")
    assert app.test_client().get(first).status_code == 410
    assert app.test_client().get(link_to("fatma@derde.example.org")).status_code == 200
