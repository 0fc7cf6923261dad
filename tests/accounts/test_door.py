"""In and out, also for who tries the handle without a key."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from incubator.accounts import services
from incubator.accounts.models import OneTimeToken, Role, TokenPurpose, User
from incubator.accounts.views.blueprint import limiter
from incubator.core import clock
from incubator.core.db import Base, db
from incubator.core.outbox import OutgoingMail
from incubator.core.web import safe_next
from tests.accounts.conftest import PASSWORD
from tests.factories import UserFactory

HOSTILE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "/\t/evil.example",
    "\n//evil.example",
    "evil.example",
    "",
]


def enter(client, email="fatma@example.org", password=PASSWORD, **more):
    query = more.pop("query", "")
    return client.post(f"/inloggen{query}", data={"email": email, "password": password, **more})


def signed_in(client) -> bool:
    return client.get("/account").status_code == 200


def mails(to=None):
    queued = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)).all()
    return [mail for mail in queued if to is None or mail.recipient == to]


def test_one_signs_in_with_address_and_password_and_out_again(client, fatma):
    assert enter(client, " FATMA@example.org ").location == "/"
    assert signed_in(client)
    assert client.post("/uitloggen").location == "/"
    assert not signed_in(client)


def test_signing_out_is_no_link(client, fatma):
    enter(client)
    assert client.get("/uitloggen").status_code == 405
    assert signed_in(client)


@pytest.mark.parametrize(
    ("email", "password"),
    [("fatma@example.org", "een ander wachtwoord"), ("niemand@example.org", PASSWORD), ("geen adres\x00", PASSWORD)],
)
def test_the_answer_does_not_tell_whether_someone_has_an_account(client, fatma, email, password):
    answer = enter(client, email, password)
    assert answer.status_code == 422
    assert "Dit adres en wachtwoord horen niet bij elkaar." in answer.text
    assert password not in answer.text
    assert not signed_in(client)


@pytest.mark.parametrize("email", ["fatma@example.org", "niemand@example.org", "uitgenodigd@example.org", "x"])
def test_every_attempt_costs_one_verification(app, fatma, monkeypatch, email):
    UserFactory(email="uitgenodigd@example.org")
    services._nobody_hash()
    tried = []

    class Counting(PasswordHasher):
        def verify(self, *given):
            tried.append(given)
            return super().verify(*given)

    monkeypatch.setattr(services, "hasher", Counting(time_cost=1, memory_cost=8, parallelism=1))
    assert services.sign_in(email, "verkeerd wachtwoord", now=clock.now()) is None
    assert len(tried) == 1


def test_guessing_a_password_of_somebody_costs_time_and_memory(hasher_of_the_product):
    """At least what RFC 9106 gives for who has little memory: three times through 64 MiB."""
    assert hasher_of_the_product.time_cost >= 3
    assert hasher_of_the_product.memory_cost >= 64 * 1024


def test_a_password_is_hashed_again_when_the_parameters_change(app, fatma, monkeypatch):
    before = fatma.password_hash
    monkeypatch.setattr(services, "hasher", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert services.sign_in(fatma.email, PASSWORD, now=clock.now()) is fatma
    assert fatma.password_hash != before
    assert "t=2" in fatma.password_hash


@pytest.mark.parametrize("target", HOSTILE)
def test_after_signing_in_one_never_lands_elsewhere(app, client, fatma, target):
    assert safe_next(target) is None
    answer = client.post("/inloggen", query_string={"next": target}, data={"email": fatma.email, "password": PASSWORD})
    assert answer.location == "/"


@pytest.mark.parametrize("target", ["/account", "/groepen?fase=F1#top", "/%2fevil.example", "/account/wachtwoord"])
def test_after_signing_in_one_goes_on_to_a_page_of_ours(client, fatma, target):
    answer = client.post("/inloggen", query_string={"next": target}, data={"email": fatma.email, "password": PASSWORD})
    assert answer.location == target


def test_a_page_for_people_with_an_account_asks_to_sign_in_in_dutch(client, fatma):
    door = client.get("/account").location
    assert door == "/inloggen?next=/account"
    assert "Log eerst in." in client.get(door).text


def test_one_is_remembered_for_two_weeks_at_most(client, fatma):
    cookie = next(
        header for header in enter(client, remember="y").headers.getlist("Set-Cookie") if "remember_token" in header
    )
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    kept = client.get_cookie("remember_token").expires - clock.now()
    assert timedelta(days=13) < kept <= timedelta(days=14)


def test_signing_out_also_forgets_the_device(client, fatma):
    enter(client, remember="y")
    client.post("/uitloggen")
    assert client.get_cookie("remember_token") is None
    assert not signed_in(client)


def test_in_production_cookies_travel_encrypted(make_app):
    production = make_app(env="production", base_url="https://incubator.example.org")
    assert production.config["SESSION_COOKIE_SECURE"]
    assert production.config["REMEMBER_COOKIE_SECURE"]


def test_a_session_ends_when_the_password_changes_elsewhere(app, client, fatma):
    other = app.test_client()
    enter(client)
    enter(other, remember="y")
    changed = client.post(
        "/account/wachtwoord",
        data={"current": PASSWORD, "password": "nog een lange zin erbij", "again": "nog een lange zin erbij"},
    )
    assert changed.location == "/account"
    assert signed_in(client)
    assert not signed_in(other)


@pytest.mark.parametrize("cookie", ["", "abc", "²", "1", "1.", "999999.stamp", "1.other"])
def test_a_session_of_nobody_is_no_session(client, fatma, cookie):
    with client.session_transaction() as session:
        session["_user_id"] = cookie
    assert not signed_in(client)


def test_who_was_sent_away_cannot_come_in(client, fatma, sign_in, session):
    sign_in(client, fatma)
    fatma.deactivated_at = clock.now()
    session.commit()
    assert not signed_in(client)
    assert enter(client).status_code == 422


def test_sign_up_asks_to_confirm_the_address_with_a_password(client, app):
    page = client.post("/aanmelden", data={"name": "Omar", "email": "Omar@Example.org"})
    assert page.status_code == 200
    (mail,) = mails("omar@example.org")
    secret = mail.content.decode().replace("=\r\n", "").split("email-confirmation/")[1].split()[0]
    door = f"/wachtwoord/email-confirmation/{secret}"
    assert client.get(door).status_code == 200
    weak = client.post(door, data={"password": "kort", "again": "kort"})
    assert weak.status_code == 422
    assert client.post(door, data={"password": PASSWORD, "again": PASSWORD}).location == "/"
    assert signed_in(client)
    assert client.get(door).status_code == 410


def test_sign_up_gives_the_same_answer_to_a_known_address_and_mails_its_owner(client, fatma):
    known = client.post("/aanmelden", data={"name": "Iemand", "email": "fatma@example.org"})
    fresh = client.post("/aanmelden", data={"name": "Iemand", "email": "nieuw1@example.org"})
    assert known.status_code == fresh.status_code == 200
    assert known.text.replace("fatma@example.org", "?") == fresh.text.replace("nieuw1@example.org", "?")
    assert "wachtwoord/" not in mails("fatma@example.org")[0].content.decode()
    assert fatma.name == "Fatma Yilmaz"


@pytest.mark.parametrize("name", ["Win op https://evil.example", "www.evil.example", "a@b.example", "\x00"])
def test_a_stranger_cannot_send_advertisements_through_the_name(client, app, name):
    assert client.post("/aanmelden", data={"name": name, "email": "doelwit@example.org"}).status_code == 422
    assert mails() == []


def test_sign_up_can_be_switched_off(make_app):
    closed = make_app(sign_up="invitation")
    with closed.app_context():
        Base.metadata.create_all(db.engine)
        client = closed.test_client()
        assert client.get("/aanmelden").status_code == 404
        assert client.post("/aanmelden", data={"name": "Omar", "email": "omar@example.org"}).status_code == 404
        assert db.session.scalars(select(User)).all() == []
        db.session.remove()
        db.engine.dispose()


def test_a_forgotten_password_gives_everyone_the_same_answer(client, fatma):
    known = client.post("/wachtwoord-vergeten", data={"email": "fatma@example.org"})
    unknown = client.post("/wachtwoord-vergeten", data={"email": "niemd@example.org"})
    assert known.text.replace("fatma@example.org", "?") == unknown.text.replace("niemd@example.org", "?")
    assert [mail.recipient for mail in mails()] == ["fatma@example.org"]


def test_a_link_is_kept_as_a_hash_and_a_newer_one_replaces_it(app, fatma):
    first = services.issue_token(fatma, TokenPurpose.PASSWORD_RESET, now=clock.now())
    second = services.issue_token(fatma, TokenPurpose.PASSWORD_RESET, now=clock.now())
    stored = [token.token_hash for token in db.session.scalars(select(OneTimeToken))]
    assert first not in stored
    assert second not in stored
    assert services.holder_of(first, TokenPurpose.PASSWORD_RESET, now=clock.now()) is None
    assert services.holder_of(second, TokenPurpose.INVITATION, now=clock.now()) is None
    assert services.holder_of(second, TokenPurpose.PASSWORD_RESET, now=clock.now()) is fatma
    assert services.holder_of(second, TokenPurpose.PASSWORD_RESET, now=clock.now() + timedelta(hours=3)) is None


@pytest.mark.both_databases
def test_of_two_who_use_a_link_one_gets_in(app, database):
    someone = UserFactory(name="Omar")
    secret = services.issue_token(someone, TokenPurpose.INVITATION, now=clock.now())
    services._use_up(secret)
    with pytest.raises(services.RuleViolation):
        services._use_up(secret)


def test_a_persona_of_the_demo_does_not_exist_elsewhere(client, fatma):
    assert client.post(f"/demo/{fatma.id}").status_code == 404
    assert not signed_in(client)


def test_the_demo_lets_one_be_its_people_only(make_app):
    demo = make_app(demo=True)
    with demo.app_context():
        Base.metadata.create_all(db.engine)
        db.session.info["actor"] = "test"
        ours, other = UserFactory(email="p@example.org"), UserFactory(email="echt@incubator.nl", role=Role.MANAGER)
        client = demo.test_client()
        assert client.post(f"/demo/{other.id}").status_code == 404
        assert client.get(f"/demo/{ours.id}").status_code == 405
        assert client.post(f"/demo/{ours.id}").location == "/"
        assert signed_in(client)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def limited(make_app):
    """A client of an application with the limits on; off again afterwards, because the limiter is one for all."""
    strict = make_app(rate_limits=True)
    with strict.app_context():
        Base.metadata.create_all(db.engine)
        db.session.info["actor"] = "test"
        UserFactory(email="fatma@example.org")
        limiter.reset()
        yield strict.test_client()
        limiter.reset()
        limiter.enabled = False
        db.session.remove()
        db.engine.dispose()


def test_guessing_passwords_ends_in_a_clear_page(limited):
    client = limited
    answers = [enter(client, password=f"gok nummer {number}").status_code for number in range(11)]
    assert answers == [422] * 10 + [429]
    assert enter(client).mimetype == "text/html"
    assert enter(client, "ander@example.org").status_code == 422  # only this address is held back


def test_nobody_is_mailed_without_end(limited):
    answers = [limited.post("/wachtwoord-vergeten", data={"email": "fatma@example.org"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_guessing_from_many_places_ends_too(limited):
    def attempt(number):
        place = {"REMOTE_ADDR": f"198.51.100.{number % 250}"}
        data = {"email": "fatma@example.org", "password": "gok"}
        return limited.post("/inloggen", data=data, environ_overrides=place).status_code

    assert [attempt(number) for number in range(101)] == [422] * 100 + [429]
