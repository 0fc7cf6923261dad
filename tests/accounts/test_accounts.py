"""The own account, the manager's list, the rules and the commands."""

import json

import pytest
from lxml import html
from sqlalchemy import select

from incubator.accounts import rules, services
from incubator.accounts.commands import group
from incubator.accounts.models import OneTimeToken, Role, TokenPurpose
from incubator.core import clock
from incubator.core.audit import AuditEntry
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from tests.accounts.conftest import PASSWORD
from tests.factories import CoachFactory, ManagerFactory, UserFactory


@pytest.mark.parametrize(
    "password",
    ["kort", "wachtwoord123", "Welkom 123456", "aaaaaaaaaaaaaaaa", "fatmayilmaz12", "yilmaz-yilmaz", "x" * 257],
)
def test_a_password_that_others_would_try_is_refused(password):
    with pytest.raises(RuleViolation) as refused:
        rules.check_password(password, name="Fatma Yilmaz", email="fatma@example.org")
    assert refused.value.field == "password"


@pytest.mark.parametrize(
    "password", [PASSWORD, "вода камень точит 9", "🚲🚲🌻🌻🧹🧹🥕🥕🍲🍲🐝🐝 ja", "   a b c d e f   "]
)
def test_any_characters_make_a_password(password):
    rules.check_password(password, name="Fatma Yilmaz", email="fatma@example.org")


@pytest.mark.parametrize(
    "raw", ["", "x", "a@b", "a b@example.org", "a@example.org\nBcc: b@example.org", "a@@example.org"]
)
def test_what_is_no_address_is_refused(raw):
    with pytest.raises(RuleViolation):
        rules.normal_address(raw)
    assert rules.address_or_none(raw) is None


def test_one_changes_ones_details(client, fatma, sign_in):
    sign_in(client, fatma)
    data = {"name": "  Fatma   Kaya ", "phone": "06 12345678", "language": "en"}
    assert client.post("/account", data=data).location == "/account"
    assert (fatma.name, fatma.phone, fatma.language) == ("Fatma Kaya", "06 12345678", "en")
    assert client.post("/account", data=data | {"name": " "}).status_code == 422
    assert client.post("/account", data=data | {"language": "xx"}).status_code == 422


def opened(client, path):
    """What a browser has in its form when the page is opened."""
    page = html.document_fromstring(client.get(path).text)
    return next(dict(form.form_values()) for form in page.iter("form") if form.xpath(".//input[@name='opened']"))


def test_a_page_of_details_that_was_opened_before_a_change_overwrites_nothing(client, fatma, sign_in):
    sign_in(client, fatma)
    on_the_phone, on_the_laptop = opened(client, "/account"), opened(client, "/account")
    client.post("/account", data=on_the_phone | {"name": "Fatma Kaya", "phone": "06 12345678", "language": "en"})
    conflict = client.post("/account", data=on_the_laptop | {"name": "Fatma Demir"})
    assert conflict.status_code == 409
    assert "“Fatma Kaya”" in conflict.text
    assert 'value="Fatma Demir"' in conflict.text
    assert (fatma.name, fatma.phone, fatma.language) == ("Fatma Kaya", "06 12345678", "en")


def test_a_page_of_details_takes_over_what_changed_elsewhere(client, fatma, sign_in):
    sign_in(client, fatma)
    before = opened(client, "/account")
    client.post("/account", data=before | {"phone": "06 12345678"})
    assert client.post("/account", data=before | {"name": "Fatma Kaya"}).status_code == 302
    assert (fatma.name, fatma.phone) == ("Fatma Kaya", "06 12345678")


def test_a_new_password_needs_the_current_one(client, fatma, sign_in):
    sign_in(client, fatma)
    new = "nog een lange zin erbij"
    wrong = client.post("/account/wachtwoord", data={"current": "fout", "password": new, "again": new})
    assert wrong.status_code == 422
    different = client.post("/account/wachtwoord", data={"current": PASSWORD, "password": new, "again": new + "!"})
    assert different.status_code == 422
    assert services.knows_password(fatma, PASSWORD)


def test_one_downloads_what_is_known(client, fatma, sign_in):
    sign_in(client, fatma)
    answer = client.get("/account/gegevens.json")
    assert "attachment" in answer.headers["Content-Disposition"]
    download = json.loads(answer.text)
    assert (download["name"], download["email"]) == ("Fatma Yilmaz", "fatma@example.org")
    assert fatma.password_hash not in answer.text
    assert fatma.session_stamp not in answer.text


def test_a_deleted_account_leaves_no_name_behind(client, app, fatma, sign_in):
    other = sign_in(app.test_client(), fatma)
    sign_in(client, fatma)
    client.post("/wachtwoord-vergeten", data={"email": fatma.email})
    assert client.post("/account/verwijderen", data={"password": "fout", "sure": "y"}).status_code == 422
    assert client.post("/account/verwijderen", data={"password": PASSWORD}).status_code == 422
    assert client.post("/account/verwijderen", data={"password": PASSWORD, "sure": "y"}).location == "/"
    assert (fatma.name, fatma.email, fatma.phone, fatma.password_hash) == ("voormalig deelnemer", None, None, None)
    assert client.get("/account").status_code == other.get("/account").status_code == 302
    kept = [str(entry.changes) for entry in db.session.scalars(select(AuditEntry))]
    assert not [changes for changes in kept if "Fatma" in changes or "fatma@" in changes]
    assert db.session.scalars(select(OneTimeToken)).all() == db.session.scalars(select(OutgoingMail)).all() == []


def test_the_last_manager_stays(client, sign_in):
    last = ManagerFactory(password_hash=services.hasher.hash(PASSWORD))
    ManagerFactory(deactivated_at=clock.now())
    sign_in(client, last)
    assert client.post("/account/verwijderen", data={"password": PASSWORD, "sure": "y"}).status_code == 422
    assert client.post(f"/beheer/mensen/{last.id}", data={"role": "guest"}).status_code == 422
    client.post(f"/beheer/mensen/{last.id}/toegang")
    client.post(f"/beheer/mensen/{last.id}/verwijderen")
    assert last.is_active
    assert last.role is Role.MANAGER


@pytest.mark.parametrize("path", ["", "/uitnodigen", "/1"])
@pytest.mark.parametrize("make", [UserFactory, CoachFactory])
def test_only_a_manager_sees_the_list_of_people(client, sign_in, make, path):
    sign_in(client, make())
    assert client.get(f"/beheer/mensen{path}").status_code in {403, 404} - ({404} if path != "/1" else set())


def test_the_manager_searches_and_leafs_through_people(client, sign_in, count_queries):
    for number in range(60):
        UserFactory(name=f"Deelnemer {number:02}")
    sign_in(client, ManagerFactory(name="Annemiek"))
    count_queries()
    first = client.get("/beheer/mensen")
    assert count_queries() < 10
    assert "Deelnemer 05" in first.text
    assert "Deelnemer 59" not in first.text
    assert "Deelnemer 59" in client.get("/beheer/mensen?pagina=2").text
    assert "Deelnemer 59" in client.get("/beheer/mensen?pagina=999999999999").text
    matches = client.get("/beheer/mensen?zoek=nemer 4")
    assert "Deelnemer 41" in matches.text
    assert "Deelnemer 05" not in matches.text
    for strange in ("%25", "%00", "'", "_"):
        assert client.get(f"/beheer/mensen?zoek={strange}").status_code == 200


def test_the_manager_closes_and_opens_an_account(client, sign_in, fatma, session):
    secret = services.issue_token(fatma, TokenPurpose.PASSWORD_RESET, now=clock.now())
    session.commit()
    sign_in(client, ManagerFactory())
    client.post(f"/beheer/mensen/{fatma.id}/toegang")
    assert not fatma.is_active
    assert services.holder_of(secret, TokenPurpose.PASSWORD_RESET, now=clock.now()) is None
    assert "account gesloten" in client.get("/beheer/mensen").text
    assert client.get(f"/beheer/mensen/{fatma.id}").status_code == 200
    client.post(f"/beheer/mensen/{fatma.id}/link")
    assert db.session.scalars(select(OutgoingMail)).all() == []
    client.post(f"/beheer/mensen/{fatma.id}/toegang")
    assert fatma.is_active
    assert services.sign_in(fatma.email, PASSWORD, now=clock.now()) is fatma


def test_commands_add_list_and_reset(app):
    runner = app.test_cli_runner()
    made = runner.invoke(group, ["add", "--role", "manager", "--name", "Annemiek", "annemiek@example.org"])
    assert made.exit_code == 0
    assert made.output.startswith("http://localhost/wachtwoord/invitation/")
    assert runner.invoke(group, ["add", "annemiek@example.org"]).exit_code == 1
    assert runner.invoke(group, ["add", "geen-adres"]).exit_code == 1
    assert runner.invoke(group, ["add", "--role", "boss", "b@example.org"]).exit_code == 2
    weak = runner.invoke(group, ["add", "--password-stdin", "c@example.org"], input="kort\n")
    assert weak.exit_code == 1
    strong = runner.invoke(group, ["add", "--password-stdin", "c@example.org"], input=PASSWORD + "\n")
    assert strong.exit_code == 0
    assert PASSWORD not in strong.output
    listed = runner.invoke(group, ["list"]).output.splitlines()
    assert [line.split("\t")[1:3] for line in listed] == [
        ["manager", "annemiek@example.org"],
        ["founder", "c@example.org"],
    ]
    assert "/wachtwoord/password-reset/" in runner.invoke(group, ["reset", "C@example.org"]).output
    assert runner.invoke(group, ["reset", "niemand@example.org"]).exit_code == 1
