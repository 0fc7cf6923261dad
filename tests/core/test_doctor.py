"""The doctor says in plain words how it is and what to mend, and never shows a secret."""

import os
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import time_machine

from incubator.core import health
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.delivery import NotDelivered
from incubator.core.health import Condition, HealthFinding, examine, shown_settings
from incubator.core.health.settings import _shown
from incubator.core.mail import Letter, Recipient
from incubator.core.outbox import deliver_due, queue_mail
from incubator.core.web import settings

PRODUCTION = {
    "env": "production",
    "base_url": "https://incubator.example.nl",
    "mail_from": "post@incubator.example.nl",
    "secret_key": "a-very-secret-key-of-more-than-32-letters",
}


@pytest.fixture
def examined(make_app, upgrade):
    """What the doctor finds in an incubator with these settings, by subject."""

    @contextmanager
    def examine_with(**given):
        app = make_app(**given)
        with app.app_context():
            upgrade(app)
            yield {finding.subject: finding for finding in examine()}
            db.session.remove()
            db.engine.dispose()

    return examine_with


def condition(findings, subject):
    return findings[subject].condition


def test_all_is_well_in_development(examined):
    with examined() as findings:
        assert {finding.condition for finding in findings.values()} == {Condition.GOOD}
        checked = {"configuration", "disk", "clock", "database", "mail", "outbox", "jobs", "sources", "meaning"}
        assert set(findings) == checked


@pytest.mark.parametrize(("prefix", "is_named"), [("ocds-000000", True), ("ocds-a1b2c3", False)])
def test_open_data_of_production_wants_a_prefix_of_its_own(examined, prefix, is_named):
    with examined(**PRODUCTION, ocid_prefix=prefix) as findings:
        assert ("open data" in findings) is is_named


def test_production_wants_a_safe_address_a_sender_and_a_mail_server(examined):
    with examined(**PRODUCTION | {"base_url": "http://x.nl", "mail_from": "a@example.org"}) as findings:
        assert condition(findings, "configuration") is Condition.BROKEN
        assert "INCUBATOR_MAIL_URL" in findings["configuration"].remedy


def test_a_mail_server_that_answers_is_well(examined, mailbox):
    with examined(**PRODUCTION, mail_url=mailbox.url) as findings:
        assert condition(findings, "mail") is Condition.GOOD
        assert condition(findings, "configuration") is Condition.GOOD


def test_a_mail_server_that_is_away_is_told(examined):
    with examined(mail_url="smtp://post:hush@127.0.0.1:1") as findings:
        assert condition(findings, "mail") is Condition.BROKEN
        assert "hush" not in findings["mail"].sentence


def test_a_database_without_tables_is_told_and_nothing_else_is_tried(make_app):
    with make_app().app_context():
        findings = {finding.subject: finding for finding in examine()}
        assert condition(findings, "database") is Condition.BROKEN
        assert "incubator db upgrade" in findings["database"].remedy
        assert "jobs" not in findings


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.sqlite3", "postgresql://u:hush@127.0.0.1:1/x"])
def test_a_database_that_does_not_answer_is_told(make_app, url):
    with make_app(database_url=url).app_context():
        findings = {finding.subject: finding for finding in examine()}
        assert condition(findings, "database") is Condition.BROKEN
        assert "hush" not in str(findings)


@pytest.mark.parametrize(
    ("free", "expected"),
    [(5_000_000_000, Condition.GOOD), (500_000_000, Condition.ATTENTION), (5_000_000, Condition.BROKEN)],
)
def test_little_room_on_the_disk_is_told(app, monkeypatch, free, expected):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10**12, 0, free))
    assert [finding.condition for finding in health.check_disk()] == [expected]


def test_a_folder_that_cannot_be_written_is_told(app, monkeypatch):
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert [finding.condition for finding in health.check_disk()] == [Condition.BROKEN]


def test_a_clock_that_is_years_behind_is_told(app):
    with time_machine.travel(datetime(2001, 1, 1, tzinfo=UTC)):
        assert [finding.condition for finding in health.check_clock()] == [Condition.BROKEN]


def test_mail_that_was_given_up_asks_for_attention(app):
    class Refusing:
        def __enter__(self):
            return self

        def __exit__(self, *_reason):
            return None

        def carry(self, _content, _to):
            raise NotDelivered("550", final=True)

    with transaction(actor=SYSTEM):
        queue_mail(Letter("x", ("y",), why="z"), to=Recipient("a@example.org"), key="k")
    deliver_due(Refusing())
    (finding,) = health.check_outbox()
    assert finding.condition is Condition.ATTENTION


def test_features_add_what_they_know(app, monkeypatch):
    monkeypatch.setitem(app.extensions, "health_checks", (lambda: [HealthFinding("sources", Condition.GOOD, "fine")],))
    assert examine()[-1].subject == "sources"


def test_every_setting_is_shown_with_its_origin_and_no_secret(make_app):
    secret = "a-very-secret-key-of-more-than-32-letters"
    made = make_app(
        secret_key=secret,
        mail_url="smtp://post:hush@mail.example.org:25",
        database_url="postgresql://u:hush@127.0.0.1/x",
    )
    with made.app_context():
        shown = {setting.name: setting for setting in shown_settings(settings())}
    assert "hush" not in str(shown)
    assert secret not in str(shown)
    assert shown["INCUBATOR_MAIL_URL"].value == "smtp://post:***@mail.example.org:25"
    assert shown["INCUBATOR_MAIL_URL"].origin == "given"
    assert shown["INCUBATOR_LOCALE"].origin == "default"
    assert shown["INCUBATOR_INSTANCE"].value


def test_an_address_that_cannot_be_read_is_not_shown_at_all():
    assert _shown("mail_url", "smtp://post:hush@mail:notaport") == "***"
