"""Coaches and managers come in with the account of their organisation, and nobody else does. The provider is a real one."""

import socket
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import time_machine
from sqlalchemy import func, select

from incubator import config
from incubator.accounts import jobs, queries, services
from incubator.accounts.commands import group
from incubator.accounts.models import ExternalIdentity, Role, User
from incubator.accounts.services import openid
from incubator.core import clock, health
from incubator.core.audit import AuditEntry
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.health import Condition
from incubator.core.openid import VouchedIdentity
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_door import HOSTILE, enter, signed_in
from tests.at_once import at_once
from tests.factories import CoachFactory, ManagerFactory, UserFactory

DOOR, BACK = "/inloggen/organisatie", "/inloggen/organisatie/terug"


@pytest.fixture(scope="module")
def issuer():
    """The address of a provider that runs beside the tests."""
    command = [sys.executable, str(Path(__file__).with_name("provider_process.py"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.terminate()


@pytest.fixture
def provider(app, issuer):
    """The application knows the provider. `provider(oidc_issuer=...)` changes what it knows."""
    before = app.extensions["incubator"]

    def set_up(**settings):
        known = {
            "oidc_issuer": issuer,
            "oidc_client_id": "us",
            "oidc_client_secret": "hush",
            "oidc_name": "de gemeente",
        }
        app.extensions["incubator"] = replace(before, **known | settings)

    set_up()
    yield set_up
    app.extensions["incubator"] = before


@pytest.fixture
def coach(provider):
    return CoachFactory(name="Lotte", email="coach@example.org")


def go(client, query=""):
    """The address at the provider to which the link on the sign-in page leads."""
    answer = client.get(f"{DOOR}{query}")
    assert answer.status_code == 302, answer.text
    return answer.location


def allow(address, subject, **more):
    """Someone signs in at the provider, in their browser. Gives the address with which the provider sends them back."""
    data = {"sub": subject, **more}
    return requests.post(address, data=data, allow_redirects=False, timeout=20).headers["Location"]


def come_in(client, subject, query=""):
    back = allow(go(client, query), subject)
    return client.get(back.removeprefix("http://localhost"))


def test_a_coach_comes_in_with_the_account_of_the_organisation(client, coach):
    page = client.get("/inloggen?next=/account/wachtwoord").text
    assert "Inloggen met de gemeente" in page
    assert f"{DOOR}?next=/account/wachtwoord" in page
    assert come_in(client, "coach", "?next=/account/wachtwoord").location == "/account/wachtwoord"
    assert signed_in(client)
    (link,) = queries.external_identities(coach)
    assert link.subject == "coach"
    assert coach.last_seen_at is not None


def test_what_goes_to_the_provider_is_bound_to_this_attempt(client, coach, issuer):
    first, second = (parse_qs(urlsplit(go(client)).query) for _attempt in range(2))
    assert first["code_challenge_method"] == ["S256"]
    assert first["redirect_uri"] == [f"http://localhost{BACK}"]
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name][0]) >= 43
        assert first[name] != second[name]


def test_once_linked_the_address_no_longer_matters(client, coach, session):
    come_in(client, "coach")
    client.post("/uitloggen")
    coach.email = "ander.adres@example.org"
    session.commit()
    assert come_in(client, "coach").location == "/"
    assert signed_in(client)
    assert len(queries.external_identities(coach)) == 1


def test_an_address_that_went_to_someone_else_opens_no_account(client, coach):
    come_in(client, "coach")
    client.post("/uitloggen")
    answer = come_in(client, "other-coach")
    assert answer.status_code == 403
    assert "Dit account hoort bij iemand anders" in answer.text
    assert not signed_in(client)


def test_an_address_is_compared_without_regard_to_capitals(client, provider):
    ManagerFactory(email="manager@example.org")
    assert come_in(client, "manager").location == "/"


def test_a_provider_may_keep_the_address_apart_from_the_token(client, coach):
    assert come_in(client, "address-apart").location == "/"
    assert signed_in(client)


def test_the_clocks_may_differ_by_a_minute(client, coach):
    assert come_in(client, "almost-expired").location == "/"


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        ("stranger", "Er is hier geen account met stranger@example.org."),
        ("not-verified", "Je organisatie heeft niet bevestigd dat coach@example.org jouw adres is."),
        ("not-known-verified", "Je organisatie heeft niet bevestigd dat coach@example.org jouw adres is."),
        ("without-address", "Je e-mailadres is niet doorgegeven"),
        ("founder", "Zo loggen alleen coaches en beheerders in."),
        ("guest", "Zo loggen alleen coaches en beheerders in."),
        ("closed", "Je account hier is gesloten."),
    ],
)
def test_who_does_not_belong_to_the_staff_reads_why_not(client, coach, subject, sentence):
    UserFactory(email="founder@example.org")
    UserFactory(email="guest@example.org", role=Role.GUEST)
    CoachFactory(email="closed@example.org", deactivated_at=clock.now())
    before = db.session.scalar(select(func.count()).select_from(User))
    answer = come_in(client, subject)
    assert answer.status_code == 403
    assert sentence in answer.text
    assert not signed_in(client)
    assert db.session.scalars(select(ExternalIdentity)).all() == []
    assert db.session.scalar(select(func.count()).select_from(User)) == before


@pytest.mark.parametrize(
    "subject",
    [
        "wrong-issuer",
        "wrong-audience",
        "several-audiences",
        "wrong-nonce",
        "expired",
        "from-the-future",
        "wrong-access-token",
        "wrong-signature",
        "no-signature",
    ],
)
def test_a_token_that_is_not_right_lets_nobody_in(client, coach, subject):
    answer = come_in(client, subject)
    assert answer.status_code == 400
    assert "Het antwoord dat terugkwam, klopte niet" in answer.text
    assert not signed_in(client)


def test_coming_back_twice_does_not_work(app, client, coach):
    address = go(client)
    with client.session_transaction() as cookie:
        begun = dict(cookie)
    back = allow(address, "coach").removeprefix("http://localhost")
    assert client.get(back).location == "/"
    client.post("/uitloggen")
    again = client.get(back)
    assert again.status_code == 400
    assert "Begin opnieuw" in again.text
    thief = app.test_client()
    with thief.session_transaction() as cookie:  # who stole the cookie of before too is stopped by the provider
        cookie.update(begun)
    assert thief.get(back).status_code == 400
    assert not signed_in(client)
    assert not signed_in(thief)


@pytest.mark.parametrize("change", [("state=", "state=x"), ("state=", "other=")])
def test_an_answer_to_another_attempt_is_no_answer(client, coach, change):
    back = allow(go(client), "coach").removeprefix("http://localhost")
    assert client.get(back.replace(*change)).status_code == 400
    assert client.get(back).status_code == 400  # nor is there a second chance
    assert not signed_in(client)


def test_an_answer_in_another_browser_is_no_answer(app, client, coach):
    back = allow(go(client), "coach").removeprefix("http://localhost")
    other = app.test_client()
    go(other)
    assert other.get(back).status_code == 400
    assert not signed_in(other)


@pytest.mark.parametrize(("later", "status"), [(timedelta(minutes=15), 302), (timedelta(minutes=15, seconds=1), 400)])
def test_one_comes_back_within_a_quarter_of_an_hour(client, coach, later, status):
    start = clock.now()
    with time_machine.travel(start, tick=False):
        address = go(client)
    back = allow(address, "coach").removeprefix("http://localhost")
    with time_machine.travel(start + later, tick=False):
        assert client.get(back).status_code == status


def test_who_breaks_off_reads_that_nothing_changed(client, coach):
    back = allow(go(client), "coach", action="deny")
    state = parse_qs(urlsplit(back).query).get("state")
    with client.session_transaction() as cookie:
        begun = cookie["attempt at the provider"]["state"]
    answer = client.get(f"{BACK}?error=access_denied&state={state[0] if state else begun}")
    assert answer.status_code == 400
    assert "Er is hier niets veranderd." in answer.text


def test_a_code_of_nobody_lets_nobody_in(client, coach):
    go(client)
    with client.session_transaction() as cookie:
        state = cookie["attempt at the provider"]["state"]
    assert client.get(f"{BACK}?code=made-up&state={state}").status_code == 400
    assert not signed_in(client)


@pytest.mark.parametrize("target", HOSTILE)
def test_after_the_provider_one_never_lands_elsewhere(client, coach, target):
    address = client.get(DOOR, query_string={"next": target}).location
    assert client.get(allow(address, "coach").removeprefix("http://localhost")).location == "/"


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_provider_that_is_away_is_told_in_words(client, coach, provider, when):
    back = f"{BACK}?code=x&state=y"
    if when == "after":
        back = allow(go(client), "coach").removeprefix("http://localhost")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        provider(oidc_issuer=f"http://127.0.0.1:{nobody.getsockname()[1]}")
        answer = client.get(back if when == "after" else DOOR)
    assert answer.status_code == 503
    assert "De inlogdienst van de gemeente geeft geen antwoord." in answer.text
    assert not signed_in(client)


def test_a_provider_that_calls_itself_otherwise_is_not_believed(client, coach, provider, issuer):
    provider(oidc_issuer=issuer.replace("127.0.0.1", "localhost") + "/")
    assert client.get(DOOR).status_code == 503


def test_the_second_step_is_the_business_of_the_provider(app, client, coach):
    app.extensions["incubator"] = replace(app.extensions["incubator"], second_factor="staff")
    come_in(client, "coach")
    assert client.get("/account").status_code == 200
    client.post("/uitloggen")
    coach.password_hash = services.hasher.hash(PASSWORD)
    db.session.commit()
    enter(client, "coach@example.org")
    assert client.get("/account").status_code == 302  # with the password it is ours


def test_signing_out_ends_the_session_here(client, coach):
    come_in(client, "coach")
    client.post("/uitloggen")
    assert not signed_in(client)


def test_without_a_provider_there_is_no_such_door(client, app):
    assert "organisatie" not in client.get("/inloggen").text
    assert client.get(DOOR).status_code == 404
    assert client.get(BACK).status_code == 404


def test_who_stops_being_a_coach_stops_coming_in(client, coach, session):
    come_in(client, "coach")
    client.post("/uitloggen")
    coach.role = Role.FOUNDER
    session.commit()
    assert come_in(client, "coach").status_code == 403


def test_the_link_goes_with_the_account_and_stands_in_its_download(app, client, coach):
    come_in(client, "coach")
    assert services.export_account(coach)["external_identities"][0]["subject"] == "coach"
    trail = str([entry.changes for entry in db.session.scalars(select(AuditEntry))])
    assert "'coach'" not in trail.replace("'role': [None, 'coach']", "")
    with transaction(actor=SYSTEM):
        services.delete_account(coach, known_as="voormalig deelnemer", now=clock.now())
    assert db.session.scalars(select(ExternalIdentity)).all() == []


def test_the_operator_unlinks_an_account(app, client, coach):
    come_in(client, "coach")
    client.post("/uitloggen")
    assert app.test_cli_runner().invoke(group, ["unlink", "coach@example.org"]).exit_code == 0
    assert app.test_cli_runner().invoke(group, ["unlink", "niemand@example.org"]).exit_code == 1
    assert come_in(client, "other-coach").location == "/"


@pytest.mark.both_databases
def test_of_two_who_are_linked_at_once_one_gets_in(app, database):
    user_id = CoachFactory(email="coach@example.org").id

    def arrive(subject):
        identity = VouchedIdentity("https://issuer.example.org", subject, "coach@example.org", True)
        with transaction(actor=SYSTEM):
            return openid.sign_in(identity, now=clock.now()).id

    outcomes = at_once(app, lambda: arrive("a"), lambda: arrive("b"))
    assert outcomes.count(user_id) == 1
    assert sum(isinstance(outcome, RuleViolation) for outcome in outcomes) == 1
    assert len(queries.external_identities(db.session.get_one(User, user_id))) == 1


@pytest.mark.both_databases
def test_who_comes_in_twice_at_once_is_linked_once(app, database):
    user_id = CoachFactory(email="coach@example.org").id

    def arrive():
        identity = VouchedIdentity("https://issuer.example.org", "a", "coach@example.org", True)
        with transaction(actor=SYSTEM):
            return openid.sign_in(identity, now=clock.now()).id

    outcomes = at_once(app, arrive, arrive)
    assert user_id in outcomes
    assert all(outcome == user_id or isinstance(outcome, RuleViolation) for outcome in outcomes)
    assert len(queries.external_identities(db.session.get_one(User, user_id))) == 1


def test_the_doctor_says_whether_the_provider_answers(app, provider):
    (finding,) = jobs.check_provider()
    assert finding.condition is Condition.GOOD
    provider(oidc_issuer="http://127.0.0.1:1")
    (finding,) = jobs.check_provider()
    assert finding.condition is Condition.BROKEN
    assert "hush" not in str(finding)
    provider(oidc_issuer="")
    assert list(jobs.check_provider()) == []


def test_the_secret_of_the_provider_is_not_shown(app, provider):
    shown = {each.name: each.value for each in health.shown_settings(app.extensions["incubator"])}
    assert shown["INCUBATOR_OIDC_CLIENT_SECRET"] == "***"


WHOLE = {"oidc_issuer": "https://login.example.org", "oidc_client_id": "us", "oidc_client_secret": "hush"}


@pytest.mark.parametrize("missing", WHOLE)
def test_a_provider_is_set_whole_or_not_at_all(tmp_path, missing):
    config.load({}, instance=tmp_path, **WHOLE)
    with pytest.raises(config.ConfigurationError, match=f"INCUBATOR_{missing.upper()}"):
        config.load({}, instance=tmp_path, **WHOLE | {missing: ""})


@pytest.mark.parametrize(
    "issuer", ["login.example.org", "ftp://login.example.org", "https://", "https://[", "https://x.nl?a=b"]
)
def test_an_issuer_is_a_web_address(tmp_path, issuer):
    with pytest.raises(config.ConfigurationError, match="OIDC_ISSUER"):
        config.load({}, instance=tmp_path, **WHOLE | {"oidc_issuer": issuer})


def test_in_production_an_issuer_is_secure(tmp_path):
    production = {"env": "production", "secret_key": "x" * 40}
    config.load({}, instance=tmp_path, **WHOLE | production)
    with pytest.raises(config.ConfigurationError, match="https"):
        config.load({}, instance=tmp_path, **WHOLE | production | {"oidc_issuer": "http://login.example.org"})
