"""Someone is asked into a group, and takes part only after saying yes; everyone can leave again."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from incubator.accounts import queries as accounts
from incubator.accounts import rules as account_rules
from incubator.accounts.models import Invitation, InvitationState, Role, User
from incubator.accounts.services import invitations as inviting_people
from incubator.accounts.services import set_password
from incubator.cooperatives import queries
from incubator.cooperatives.models import Cooperative, ParticipationRole
from incubator.cooperatives.services import people as inviting
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from tests.at_once import at_once
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory

PATH = "/cooperaties/de-bezem/uitnodigen"
NOOR = {"name": "Noor", "email": "noor@example.org", "role": "member"}
PASSWORD = "drie blauwe fietsen"


def roles_in(group):
    return {participation.user.name: participation.role.value for participation in queries.participants(group)}


def mails():
    sent = db.session.scalars(db.select(OutgoingMail).order_by(OutgoingMail.id))
    return [message_from_bytes(mail.content, policy=default) for mail in sent]


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def link_in(mail):
    return re.search(r"http://localhost(/uitnodiging/\S+)", text_of(mail))[1]


def outsider(client, user):
    with client.session_transaction() as cookie:
        cookie.clear()
        cookie["_user_id"], cookie["_fresh"] = user.get_id(), True
    return client


def test_a_stranger_reads_into_what_and_takes_part_after_the_yes(browser, people, bezem, client):
    assert browser("coordinator").post(PATH, data=NOOR).location == "/cooperaties/de-bezem/mensen"
    assert "Noor" not in roles_in(bezem)
    assert accounts.by_email("noor@example.org") is None
    (mail,) = mails()
    assert "Fatima" in mail["subject"]
    assert "De Bezem" in text_of(mail)
    page = client.get(link_in(mail)).text
    for shown in ("De Bezem", "Doet mee: schrijft mee", "Fatima", "noor@example.org"):
        assert shown in page
    answer = client.post(link_in(mail), data={"name": "Noor Haddad", "password": PASSWORD, "again": PASSWORD})
    assert answer.location == "/cooperaties/de-bezem"
    assert "Welkom" in client.get(answer.location).text
    assert roles_in(bezem)["Noor Haddad"] == "member"
    assert client.get(link_in(mail)).status_code == 410


def test_who_has_an_account_signs_in_and_says_yes(browser, people, bezem, client):
    zeynep = UserFactory(name="Zeynep", email="zeynep@example.org")
    set_password(zeynep, PASSWORD)
    db.session.commit()
    browser("coordinator").post(PATH, data=NOOR | {"email": "ZEYNEP@example.org", "role": "observer"})
    link = link_in(mails()[0])
    page = client.get(link).text
    assert f"/inloggen?next={link}" in page
    assert client.post(link).status_code == 422  # not signed in: no yes
    client.post("/inloggen", data={"email": "zeynep@example.org", "password": PASSWORD})
    assert "Zeynep" not in roles_in(bezem)
    assert client.post(link).status_code == 302
    assert roles_in(bezem)["Zeynep"] == "observer"


def test_the_page_for_who_invites_is_the_same_whatever_the_address(browser, people, bezem):
    """Known, unknown, closed, taking part already: nobody learns from it who has an account, or what they are called."""
    closed = UserFactory(name="Gesloten Persoon", email="dicht@example.org", deactivated_at=clock.now())
    UserFactory(name="Bekende Naam", email="bekend@example.org", password_hash="x")
    client = browser("coordinator")
    pages = []
    for address in ("bekend@example.org", "onbekend@example.org", closed.email, people["member"].email):
        client.post(PATH, data=NOOR | {"email": address, "name": "Iemand"})
        page = client.get("/cooperaties/de-bezem/mensen").text
        assert f"De uitnodiging is onderweg naar {address}" in page
        assert "Bekende Naam" not in page
        assert "Gesloten Persoon" not in page
        row = page.split(f"{address} ·")[1].split("</p>")[0]
        pages.append(re.sub(r"\s+", " ", row))
    assert len(set(pages)) == 1
    assert [mail["to"].addresses[0].addr_spec for mail in mails()] == [
        "bekend@example.org", "onbekend@example.org", "dicht@example.org", people["member"].email,
    ]  # fmt: skip


def test_who_says_no_does_not_take_part_and_the_group_sees_so(browser, people, bezem, client):
    browser("coordinator").post(PATH, data=NOOR)
    link = link_in(mails()[0])
    assert "Je hebt nee gezegd" in client.post(f"{link}/nee").text
    assert client.post(link, data={"name": "N", "password": PASSWORD, "again": PASSWORD}).status_code == 410
    assert "Noor" not in roles_in(bezem)
    assert "zei nee" in browser("coordinator").get("/cooperaties/de-bezem/mensen").text
    assert "zei nee" not in browser("observer").get("/cooperaties/de-bezem/mensen").text


def test_another_account_than_that_of_the_address_cannot_say_yes(browser, people, bezem, client):
    browser("coordinator").post(PATH, data=NOOR)
    link = link_in(mails()[0])
    other = outsider(client, people["stranger"])
    assert "met een ander adres" in other.get(link).text
    invitation = db.session.scalar(db.select(Invitation))
    with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
        inviting_people.accept(invitation, people["stranger"], now=clock.now())
    assert "Gast" not in roles_in(bezem)


def test_a_role_has_to_be_chosen(browser, people, bezem):
    client = browser("coordinator")
    page = client.get(PATH).text
    assert "checked" not in page
    answer = client.post(PATH, data={"name": "Noor", "email": "noor@example.org"})
    assert answer.status_code == 422
    assert "Kies een rol" in answer.text


def test_who_takes_part_already_keeps_the_role(browser, people, bezem, client):
    browser("coordinator").post(PATH, data=NOOR | {"email": people["member"].email, "role": "observer"})
    assert outsider(client, people["member"]).post(link_in(mails()[0])).status_code == 302
    assert roles_in(bezem)["Samir"] == "member"


def test_who_stopped_comes_back_in_the_role_of_the_invitation(browser, people, bezem, client):
    browser("coordinator").post(PATH, data=NOOR | {"email": people["former"].email})
    outsider(client, people["former"]).post(link_in(mails()[0]))
    assert roles_in(bezem)["Wim"] == "member"


def test_an_invitation_is_withdrawn_and_its_link_stops(browser, people, bezem, client):
    coordinator = browser("coordinator")
    coordinator.post(PATH, data=NOOR)
    invitation = db.session.scalar(db.select(Invitation))
    coordinator.post(f"/cooperaties/de-bezem/uitnodigingen/{invitation.id}/intrekken")
    assert invitation.state is InvitationState.WITHDRAWN
    assert client.get(link_in(mails()[0])).status_code == 410
    assert coordinator.post(PATH, data=NOOR).status_code == 302  # and asked again


def test_an_invitation_is_sent_again_with_another_link(browser, people, bezem, client):
    coordinator = browser("coordinator")
    coordinator.post(PATH, data=NOOR)
    assert "al gevraagd" in coordinator.post(PATH, data=NOOR).text
    invitation = db.session.scalar(db.select(Invitation))
    coordinator.post(f"/cooperaties/de-bezem/uitnodigingen/{invitation.id}/opnieuw")
    first, second = mails()
    assert client.get(link_in(first)).status_code == 410
    assert client.get(link_in(second)).status_code == 200


def test_an_invitation_holds_two_weeks(browser, people, bezem, client):
    browser("coordinator").post(PATH, data=NOOR)
    link, invitation = link_in(mails()[0]), db.session.scalar(db.select(Invitation))
    invitation.expires_at = clock.now() + timedelta(minutes=1)
    db.session.commit()
    assert client.get(link).status_code == 200
    invitation.expires_at = clock.now() - timedelta(minutes=1)
    db.session.commit()
    assert client.get(link).status_code == 410
    assert "te oud" in browser("coordinator").get("/cooperaties/de-bezem/mensen").text


def test_one_address_is_invited_three_times_a_week_whoever_asks(browser, people, bezem):
    groups = [CooperativeFactory(name=f"Groep {number}", slug=f"g{number}") for number in range(4)]
    answers = []
    for group in groups:
        founder = UserFactory()
        ParticipationFactory(user=founder, cooperative=group)
        client = outsider(browser("coordinator"), founder)
        answers.append(client.post(f"/cooperaties/{group.slug}/uitnodigen", data=NOOR))
    assert [answer.status_code for answer in answers] == [302, 302, 302, 422]
    assert len(mails()) == 3


def test_someone_sends_twenty_invitations_a_day(people, bezem):
    now, by = clock.now(), people["coordinator"]

    def ask(number, moment):
        with transaction(actor=SYSTEM):
            inviting.invite(bezem, f"n{number}@example.org", "N", ParticipationRole.MEMBER, by=by, now=moment)

    for number in range(account_rules.MOST_INVITATIONS):
        ask(number, now)
    with pytest.raises(RuleViolation, match="20 invitations a day"):
        ask(99, now)
    ask(99, now + timedelta(days=1))


@pytest.mark.parametrize("name", ["Win op evil.com", "https://evil.example", "x@evil.example"])
def test_no_link_is_mailed_to_a_stranger(browser, people, bezem, name):
    assert browser("coordinator").post(PATH, data=NOOR | {"name": name}).status_code == 422
    where = {"municipality": "Utrecht", "neighbourhood": ""}
    assert browser("stranger").post("/cooperaties/nieuw", data=where | {"name": name}).status_code == 422
    assert browser("coordinator").post("/cooperaties/de-bezem/gegevens", data=where | {"name": name}).status_code == 422
    bezem.name = name  # of before there was a rule
    db.session.commit()
    refused = browser("coordinator").post(PATH, data=NOOR)
    assert refused.status_code == 422
    assert "In een naam kan geen webadres of e-mailadres staan." in refused.text
    assert mails() == []


# Leaving


@pytest.mark.parametrize(("person", "name"), [("member", "Samir"), ("observer", "Lotte")])
def test_everyone_leaves_by_themselves(browser, people, bezem, person, name):
    client = browser(person)
    assert "Stop met meedoen" in client.get("/cooperaties/de-bezem/mensen").text
    assert client.get("/cooperaties/de-bezem/weggaan").status_code == 200
    assert client.post("/cooperaties/de-bezem/weggaan").location == "/"
    assert name not in roles_in(bezem)
    assert client.get("/cooperaties/de-bezem").status_code == 404


def test_the_last_coordinator_hands_over_before_leaving(browser, people, bezem):
    client = browser("coordinator")
    refused = client.post("/cooperaties/de-bezem/weggaan")
    assert refused.status_code == 422
    assert "heeft een coördinator nodig" in refused.text
    participation = queries.participation_of(people["member"], bezem)
    client.post(f"/cooperaties/de-bezem/deelnemers/{participation.id}", data={"role": "coordinator"})
    assert client.post("/cooperaties/de-bezem/weggaan").status_code == 302
    assert "Fatima" not in roles_in(bezem)


# The incubator


def test_an_invitation_gives_a_role_and_takes_none_away(people):
    now, manager, coach = clock.now(), people["manager"], people["coach"]
    for role, after in ((Role.FOUNDER, Role.COACH), (Role.MANAGER, Role.MANAGER)):
        with transaction(actor=SYSTEM):
            invitation, _secret = inviting_people.invite(coach.email, "Joris", role, by=manager, now=now)
            inviting_people.accept(invitation, coach, now=now)
        assert coach.role is after


# At once


@pytest.mark.both_databases
def test_two_who_ask_one_address_at_once_ask_once(app, database, people, bezem):
    number, group_id = people["coordinator"].id, bezem.id

    def ask():
        with transaction(actor=SYSTEM):
            by, group = db.session.get_one(User, number), db.session.get_one(Cooperative, group_id)
            inviting.invite(group, "noor@example.org", "N", ParticipationRole.MEMBER, by=by, now=clock.now())

    outcomes = at_once(app, ask, ask, ask)
    assert sum(isinstance(outcome, RuleViolation) for outcome in outcomes) == 2
    assert len(db.session.scalars(db.select(Invitation)).all()) == 1


@pytest.mark.both_databases
def test_a_yes_and_a_withdrawal_at_once_are_one_of_the_two(app, database, people, bezem):
    with transaction(actor=SYSTEM):
        invitation, _secret = inviting.invite(
            bezem, "noor@example.org", "N", ParticipationRole.MEMBER, by=people["coordinator"], now=clock.now()
        )
    number, group_id = invitation.id, bezem.id

    def yes():
        with transaction(actor=SYSTEM):
            asked = db.session.get_one(Invitation, number)
            inviting_people.accept_as_new(asked, "Noor", PASSWORD, now=clock.now())

    def withdraw():
        with transaction(actor=SYSTEM):
            inviting_people.withdraw(db.session.get_one(Invitation, number), now=clock.now())

    outcomes = at_once(app, yes, withdraw)
    assert sum(isinstance(outcome, RuleViolation) for outcome in outcomes) == 1
    state = db.session.get_one(Invitation, number).state
    takes_part = "Noor" in roles_in(db.session.get_one(Cooperative, group_id))
    assert takes_part == (state is InvitationState.ACCEPTED)
