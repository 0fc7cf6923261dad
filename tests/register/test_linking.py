"""Which account belongs to a membership: asked by who coordinates, linked after a yes, and seen on the start page and in the menu."""

import re
from email import message_from_bytes
from email.policy import default

import pytest

from incubator.accounts.services import set_password
from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.register import queries, services
from incubator.register.services import linking
from incubator.register.services.elsewhere import end_links
from incubator.register.values import Decision, Person
from tests.capital.conftest import founded
from tests.factories import SOME_MOMENT, CooperativeFactory, ParticipationFactory, UserFactory
from tests.register.test_own import ON

PASSWORD = "drie blauwe fietsen"
BY = {"author": None, "now": SOME_MOMENT}


@pytest.fixture
def group(app):
    return CooperativeFactory(name="De Bezem", slug="de-bezem", phase=Phase.F5)


@pytest.fixture
def member(group):
    entered = services.admit(group, Person("Noor", email="noor@register.nl"), Decision("bestuur", ON, ON), **BY)
    db.session.commit()
    return entered


@pytest.fixture
def base(client, sign_in, group, member):
    sign_in(client, ParticipationFactory(cooperative=group).user)
    return "/cooperaties/de-bezem/leden/1"


def sent_mails():
    rows = db.session.scalars(db.select(OutgoingMail).order_by(OutgoingMail.id))
    return [(mail.recipient, message_from_bytes(mail.content, policy=default)) for mail in rows]


def link_of(mail):
    return re.search(r"http://localhost(/uitnodiging/\S+)", mail.get_body(("plain",)).get_content())[1]


def with_account(email="noor@example.org", **more):
    user = UserFactory(name="Noor", email=email, **more)
    set_password(user, PASSWORD)
    db.session.commit()
    return user


def user_of(member):
    db.session.expire_all()
    return member.user_id


def ask(client, base, email="noor@example.org"):
    assert client.post(f"{base}/account", data={"email": email}).status_code == 302
    return next(mail for recipient, mail in reversed(sent_mails()) if recipient == email)


def test_nothing_is_linked_before_the_yes_and_then_the_member_sees_the_own_page(app, client, sign_in, base, member):
    noor = with_account()
    mail = ask(client, base)
    assert user_of(member) is None
    browser = sign_in(app.test_client(), noor)
    assert browser.get("/cooperaties/de-bezem/leden/mijn").status_code == 404
    assert "De Bezem" in browser.get(link_of(mail)).text
    assert browser.post(link_of(mail)).location.endswith("/leden/mijn")
    assert user_of(member) == noor.id
    assert browser.get("/cooperaties/de-bezem/leden/mijn").status_code == 200
    assert "/cooperaties/de-bezem/leden/mijn" in browser.get("/").text


def test_who_has_no_account_makes_one_with_the_yes(app, client, base, member):
    mail = ask(client, base, "nieuw@example.org")
    answer = app.test_client().post(link_of(mail), data={"name": "Noor", "password": PASSWORD, "again": PASSWORD})
    assert answer.location.endswith("/leden/mijn")
    assert user_of(member) is not None


def test_the_address_in_the_register_hears_that_another_was_linked(app, client, sign_in, base, member):
    noor = with_account()
    mail = ask(client, base)
    sign_in(app.test_client(), noor).post(link_of(mail))
    reached = [recipient for recipient, _mail in sent_mails()]
    assert reached == ["noor@example.org", "noor@register.nl"]


def test_a_no_links_nothing(app, client, base, member):
    mail = ask(client, base)
    app.test_client().post(f"{link_of(mail)}/nee")
    assert user_of(member) is None
    assert client.post(f"{base}/account", data={"email": "noor@example.org"}).status_code == 302


def test_nobody_is_asked_twice_and_a_withdrawn_link_does_not_work(app, client, base, member):
    mail = ask(client, base)
    assert client.post(f"{base}/account", data={"email": "ander@example.org"}).status_code == 422
    client.post(f"{base}/account/intrekken")
    assert app.test_client().get(link_of(mail)).status_code == 410
    ask(client, base, "ander@example.org")


def test_sending_again_makes_the_first_link_useless(app, client, base, member):
    first = ask(client, base)
    client.post(f"{base}/account/opnieuw")
    second = sent_mails()[-1][1]
    assert app.test_client().get(link_of(first)).status_code == 410
    assert app.test_client().get(link_of(second)).status_code == 200


def test_one_account_does_not_vote_for_two_members(app, client, sign_in, group, base, member):
    noor = with_account()
    other = services.admit(group, Person("Bo"), Decision("bestuur", ON, ON), **BY)
    other.user_id = noor.id
    db.session.commit()
    mail = ask(client, base)
    answer = sign_in(app.test_client(), noor).post(link_of(mail))
    assert answer.status_code == 422
    assert "Bo" in answer.text
    assert user_of(member) is None


def test_taking_a_link_away_leaves_the_membership_and_tells_whose_account_it_was(client, base, member):
    noor = with_account()
    member.user_id = noor.id
    db.session.commit()
    assert client.post(f"{base}/account/ontkoppelen").status_code == 302
    assert user_of(member) is None
    assert queries.row_on(member, ON) is not None
    assert [recipient for recipient, _mail in sent_mails()] == ["noor@example.org"]
    client.post(f"{base}/account/ontkoppelen")
    assert len(sent_mails()) == 1


def test_who_only_takes_part_links_nobody(app, client, sign_in, group, base, member):
    user = ParticipationFactory(cooperative=group, role=ParticipationRole.MEMBER).user
    browser = sign_in(app.test_client(), user)
    assert browser.get(f"{base}/account").status_code == 403
    assert browser.post(f"{base}/account", data={"email": user.email}).status_code == 403
    assert f"{base}/account" not in browser.get(base).text


def test_a_member_who_has_an_account_is_not_asked_again(group, member):
    member.user_id = with_account().id
    with pytest.raises(RuleViolation):
        linking.ask(member, "ander@example.org", by=UserFactory(), now=SOME_MOMENT)


def test_when_the_account_goes_the_membership_stays(member):
    noor = with_account()
    member.user_id = noor.id
    db.session.flush()
    end_links(noor)
    assert user_of(member) is None
    assert queries.row_on(member, ON).name == "Noor"


def test_the_menu_of_the_group_leads_a_member_to_the_own_page(app, sign_in):
    house = founded()
    own = 'href="/cooperaties/de-bezem/leden/mijn"'
    browser = sign_in(app.test_client(), house.by)
    overview = "/cooperaties/de-bezem"
    house.members[0].user_id = None
    db.session.commit()
    assert own not in browser.get(overview).text
    house.members[0].user_id = house.by.id
    db.session.commit()
    assert own in browser.get(overview).text
    assert own in browser.get("/").text
