"""Health is evidence: what never ran, waits too long or does not fit is told by the doctor, to a monitor and to the manager."""

import os
from datetime import timedelta

import pytest
from sqlalchemy import text, update

from incubator.accounts.models import Role
from incubator.core import clock, health, job_runs, proxies, runner, schema
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.health import Condition
from incubator.core.health.jobs import check_jobs
from incubator.core.health.machine import check_proxies
from incubator.core.health.mail import check_outbox
from incubator.core.job_runs import JobLease
from incubator.core.mail import Letter, Recipient
from incubator.core.outbox import OutgoingMail, queue_mail
from tests.factories import UserFactory


def plan(moment):
    """As `db upgrade` does: each job is meant to run from now on."""
    with transaction(actor=SYSTEM):
        for job in runner.timetable():
            job_runs.enrol(job.name, first_run_at=moment)


def conditions(findings):
    return [finding.condition for finding in findings]


@pytest.fixture
def fresh(make_app, upgrade):
    """An incubator right after `db upgrade`."""
    app = make_app()
    with app.app_context():
        upgrade(app)
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.mark.both_databases
def test_a_timetable_that_nobody_ever_ran_is_told_and_looking_plans_nothing(app, database):
    (finding,) = check_jobs()
    assert finding.condition is Condition.BROKEN
    assert "send-mail" in finding.sentence
    assert job_runs.leases() == {}


def test_right_after_an_upgrade_no_job_is_late(fresh):
    assert conditions(check_jobs()) == [Condition.GOOD]
    assert set(job_runs.leases()) == {job.name for job in runner.timetable()}


def test_a_job_that_never_ran_is_told_after_a_while(app):
    plan(clock.now() - timedelta(minutes=9))
    assert conditions(check_jobs()) == [Condition.GOOD]
    with transaction(actor=SYSTEM):
        db.session.execute(update(JobLease).values(next_run_at=clock.now() - timedelta(minutes=11)))
        job_runs.end(job_runs.begin("send-mail", "host", attempt=1, now=clock.now()), now=clock.now(), result="done")
    (finding,) = check_jobs()
    assert finding.condition is Condition.BROKEN
    assert "jobs work" in finding.remedy


def test_a_job_that_is_at_work_for_long_is_not_late(app):
    plan(clock.now() - timedelta(hours=1))
    with transaction(actor=SYSTEM):
        db.session.execute(update(JobLease).values(held_until=clock.now() + timedelta(minutes=1)))
    assert conditions(check_jobs()) == [Condition.GOOD]


@pytest.mark.parametrize(("failures", "expected"), [(1, Condition.NOTE), (2, Condition.NOTE), (3, Condition.BROKEN)])
def test_a_job_that_fails_again_and_again_is_broken(app, failures, expected):
    plan(clock.now())
    with transaction(actor=SYSTEM):
        run = job_runs.begin("send-mail", "host", attempt=failures, now=clock.now())
        job_runs.end(run, now=clock.now(), error="MailNotSent: away")
        db.session.execute(update(JobLease).where(JobLease.name == "send-mail").values(failures=failures))
    (finding,) = check_jobs()
    assert finding.condition is expected
    assert "away" in finding.sentence
    assert "incubator jobs run send-mail" in finding.remedy


@pytest.mark.parametrize(("minutes", "expected"), [(14, Condition.GOOD), (16, Condition.BROKEN)])
def test_mail_that_waits_too_long_is_told(app, minutes, expected):
    with transaction(actor=SYSTEM):
        queue_mail(Letter("x", ("y",), why="z"), to=Recipient("a@example.org"), key="k")
        db.session.execute(update(OutgoingMail).values(queued_at=clock.now() - timedelta(minutes=minutes)))
    assert conditions(check_outbox()) == [expected]


def test_why_mail_waits_is_told(app):
    with transaction(actor=SYSTEM):
        queue_mail(Letter("x", ("y",), why="z"), to=Recipient("a@example.org"), key="k")
        an_hour_ago = clock.now() - timedelta(hours=1)
        db.session.execute(update(OutgoingMail).values(queued_at=an_hour_ago, last_error="451 try later"))
    (finding,) = check_outbox()
    assert "451 try later" in finding.sentence


def set_revision(revision):
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})


@pytest.mark.parametrize(
    ("revision", "advice"), [("0005", "incubator db upgrade"), ("9999", "Install the version")], ids=["older", "newer"]
)
def test_a_schema_that_does_not_fit_is_down_with_when_to_come_back(fresh, revision, advice):
    set_revision(revision)
    answer = fresh.test_client().get("/gezond")
    assert (answer.status_code, answer.get_json()["status"]) == (503, "down")
    assert int(answer.headers["Retry-After"]) > 0
    (finding,) = [finding for finding in health.examine() if finding.subject == "database"]
    assert advice in finding.remedy or "Zet de versie" in finding.remedy


def test_a_program_that_is_older_than_its_database_does_not_upgrade_it(fresh):
    set_revision("9999")
    with pytest.raises(schema.SchemaOutdated) as refusal:
        schema.upgrade()
    assert "older than its database" in refusal.value.message
    assert "db upgrade" not in refusal.value.message


def test_a_monitor_reads_that_all_is_well(fresh):
    answer = fresh.test_client().get("/gezond")
    assert (answer.status_code, answer.get_json()["status"]) == (200, "ok")
    assert {check["status"] for check in answer.get_json()["checks"]} == {"good"}


def test_a_monitor_reads_what_is_wrong_without_what_is_private(app, client):
    with transaction(actor=SYSTEM):
        queue_mail(Letter("x", ("y",), why="z"), to=Recipient("a@example.org"), key="k")
        db.session.execute(update(OutgoingMail).values(queued_at=clock.now() - timedelta(hours=1), last_error="ssh!"))
    answer = client.get("/gezond")
    assert (answer.status_code, answer.get_json()["status"]) == (200, "unwell")
    assert {"name": "outbox", "status": "broken"} in answer.get_json()["checks"]
    assert {"name": "jobs", "status": "broken"} in answer.get_json()["checks"]
    assert "ssh!" not in answer.text


def test_the_manager_reads_on_the_start_page_what_is_wrong(app, client, sign_in):
    page = sign_in(client, UserFactory(role=Role.MANAGER)).get("/")
    assert "send-mail" in page.text
    plan(clock.now())
    assert "send-mail" not in client.get("/").text


FROM_A_PROXY = {"X-Forwarded-For": "198.51.100.7"}


@pytest.mark.parametrize(
    ("headers", "address", "hops", "noticed"),
    [
        (FROM_A_PROXY, "127.0.0.1", 0, True),
        (FROM_A_PROXY, "10.0.0.4", 0, True),
        (FROM_A_PROXY, "203.0.113.9", 0, False),
        ({}, "127.0.0.1", 0, False),
        (FROM_A_PROXY, "127.0.0.1", 1, False),
    ],
    ids=["own proxy", "own network", "a visitor who pretends", "no proxy", "trusted"],
)
def test_a_proxy_that_is_not_trusted_is_told(make_app, upgrade, headers, address, hops, noticed):
    if address == "203.0.113.9":
        address = "8.8.8.8"  # the addresses of examples count as private
    app = make_app(trusted_proxies=hops)
    with app.app_context():
        upgrade(app)
        app.test_client().get("/gezond", headers=headers, environ_overrides={"REMOTE_ADDR": address})
        assert conditions(check_proxies()) == ([Condition.ATTENTION] if noticed else [])
        db.session.remove()
        db.engine.dispose()


def test_a_proxy_of_days_ago_is_forgotten(fresh):
    client = fresh.test_client()
    client.get("/gezond", headers=FROM_A_PROXY)
    mark = proxies._mark(fresh.extensions["incubator"])
    assert mark.stat().st_mode & 0o077 == 0
    days_ago = clock.now().timestamp() - 2 * 86_400
    os.utime(mark, (days_ago, days_ago))
    assert check_proxies() == []
