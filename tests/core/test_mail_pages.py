"""Development shows what would be sent; production shows nobody's mail."""

import pytest
from flask.testing import FlaskClient

from incubator.core import jobs
from incubator.core.db import SYSTEM, transaction
from incubator.core.delivery import mail_folder
from incubator.core.mail import Letter, Recipient
from incubator.core.outbox import queue_mail
from incubator.core.web import settings


@pytest.fixture
def name(app):
    """The name of a mail that was sent into the folder."""
    folder = mail_folder(settings())
    for old in folder.glob("*.eml"):
        old.unlink()
    letter = Letter("Welkom <b>bij</b> ons", ("Kies je wachtwoord.",), why="x", action=("Kies", "/wachtwoord/abc"))
    with transaction(actor=SYSTEM):
        queue_mail(letter, to=Recipient("fatma@example.org", "Fatma"), key="welcome")
    jobs.send_mail()
    (path,) = folder.glob("*.eml")
    return path.stem


def test_the_mails_are_listed_and_read(client, name):
    listed = client.get("/mails").text
    assert "Welkom &lt;b&gt;bij&lt;/b&gt; ons" in listed
    assert f"/mails/{name}" in listed
    read = client.get(f"/mails/{name}").text
    assert "Kies je wachtwoord." in read
    assert 'href="http://localhost/wachtwoord/abc"' in read


def test_a_mail_with_its_looks_can_run_nothing(app, name):
    answer = FlaskClient(app, app.response_class).get(f"/mails/{name}/html")
    assert "Kies je wachtwoord." in answer.text
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "script-src" not in answer.headers["Content-Security-Policy"]


def test_an_empty_folder_says_what_will_come(client, app):
    for old in mail_folder(settings()).glob("*.eml"):
        old.unlink()
    assert "elke minuut" in client.get("/mails").text


@pytest.mark.parametrize("path", ["/mails/nothing", "/mails/nothing/html", "/mails/..%2Fsecret_key"])
def test_what_is_not_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("given", [{"env": "production", "secret_key": "x" * 40}, {"mail_url": "smtp://127.0.0.1:1"}])
def test_where_mail_is_really_sent_nobody_reads_it_here(make_app, given):
    app = make_app(**given)
    with app.app_context():
        client = app.test_client()
        assert [client.get(path).status_code for path in ("/mails", "/mails/x", "/mails/x/html")] == [404, 404, 404]


PAGES = ("/mails", "/mails/{name}", "/mails/{name}/html")


@pytest.mark.parametrize(
    "asked",
    [
        {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}},
        {"environ_base": {"REMOTE_ADDR": "fd00::7"}},
        {"headers": {"X-Forwarded-For": "127.0.0.1"}},
        {"headers": {"Forwarded": "for=192.0.2.7"}},
        {"headers": {"Via": "1.1 proxy"}},
        {"base_url": "http://incubator.example.org"},
    ],
)
def test_without_the_demo_only_the_machine_itself_reads_mails(client, name, asked):
    assert [client.get(path.format(name=name), **asked).status_code for path in PAGES] == [404, 404, 404]
    here = {"environ_base": {"REMOTE_ADDR": "::1"}}
    assert [client.get(path.format(name=name), **here).status_code for path in PAGES[:2]] == [200, 200]


def test_an_address_that_others_use_shows_no_mails(make_app):
    app = make_app(base_url="https://incubator.example.org")
    with app.app_context():
        assert app.test_client().get("/mails").status_code == 404


def test_the_demo_shows_its_mails_to_everyone(make_app):
    app = make_app(demo=True, base_url="https://incubator.example.org")
    with app.app_context():
        assert app.test_client().get("/mails", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 200
