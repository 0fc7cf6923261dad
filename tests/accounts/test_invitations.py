"""The manager asks people into the incubator: with a role, and a mail that waits for their yes."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.accounts import queries, rules
from incubator.accounts.jobs import forget_invitations
from incubator.accounts.models import Invitation, Role
from incubator.accounts.services import delete_account, invitations
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from tests.accounts.conftest import PASSWORD
from tests.factories import CoachFactory, ManagerFactory, UserFactory

YOUSSEF = {"name": "Youssef", "email": "Youssef@Example.org", "role": "coach"}


@pytest.fixture
def manager(client, sign_in):
    return sign_in(client, ManagerFactory())


def link():
    mail = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id.desc())).first()
    text = mail.content.decode().replace("=\r\n", "")
    return re.search(r"http://localhost(/uitnodiging/[\w-]+)", text)[1]


def test_the_manager_invites_with_a_role_and_the_account_comes_with_the_yes(app, manager):
    assert manager.post("/beheer/mensen/uitnodigen", data=YOUSSEF).location == "/beheer/mensen/uitnodigingen"
    assert "youssef@example.org" in manager.get("/beheer/mensen/uitnodigingen").text
    assert queries.by_email("youssef@example.org") is None
    new = app.test_client()
    answer = new.post(link(), data={"name": "Youssef", "password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 302
    youssef = queries.by_email("youssef@example.org")
    assert (youssef.role, youssef.is_active) == (Role.COACH, True)
    assert "youssef@example.org" not in manager.get("/beheer/mensen/uitnodigingen").text


def test_a_known_address_gets_the_same_answer_as_an_unknown_one(manager, fatma):
    answer = manager.post("/beheer/mensen/uitnodigen", data=YOUSSEF | {"email": fatma.email})
    assert answer.status_code == 302
    page = manager.get(answer.location).text
    assert "onderweg naar fatma@example.org" in page
    assert fatma.name not in page
    assert fatma.role is Role.FOUNDER


def test_the_manager_withdraws_and_sends_again(app, manager):
    manager.post("/beheer/mensen/uitnodigen", data=YOUSSEF)
    first = link()
    number = db.session.scalar(select(Invitation.id))
    manager.post(f"/beheer/mensen/uitnodigingen/{number}/opnieuw")
    second = link()
    visitor = app.test_client()
    assert (visitor.get(first).status_code, visitor.get(second).status_code) == (410, 200)
    manager.post(f"/beheer/mensen/uitnodigingen/{number}/intrekken")
    assert visitor.get(second).status_code == 410
    assert manager.post(f"/beheer/mensen/uitnodigingen/{number}/opnieuw").status_code == 404


@pytest.mark.parametrize("role", [Role.COACH, Role.MANAGER])
@pytest.mark.parametrize("make", [UserFactory, CoachFactory])
def test_only_a_manager_gives_power_away(app, make, role):
    with pytest.raises(RuleViolation):
        invitations.invite("vriend@example.org", "Vriend", role, now=clock.now(), by=make())


def test_who_goes_takes_the_invitations_along(app, fatma):
    with transaction(actor=SYSTEM):
        invitations.invite(fatma.email, "F", Role.FOUNDER, now=clock.now(), by=ManagerFactory())
        sent, _secret = invitations.invite("x@example.org", "X", Role.FOUNDER, now=clock.now(), by=fatma)
    number = sent.id
    with transaction(actor=SYSTEM):
        delete_account(fatma, known_as="weg", now=clock.now())
    (left,) = db.session.scalars(select(Invitation)).all()
    assert (left.id, left.works(clock.now())) == (number, False)


def test_old_invitations_are_forgotten(app, monkeypatch):
    with transaction(actor=SYSTEM):
        invitations.invite("x@example.org", "X", Role.FOUNDER, now=clock.now(), by=ManagerFactory())
    assert forget_invitations() == "0 invitations forgotten"
    later = clock.now() + rules.LIFETIMES["invitation"] + rules.INVITATIONS_KEPT + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert forget_invitations() == "1 invitations forgotten"
    assert db.session.scalars(select(Invitation)).all() == []
