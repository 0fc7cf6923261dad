"""Two web servers and two workers on one PostgreSQL, of each of which one is killed at random: nothing is lost and nothing done twice."""

import os
import random
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select, text

from incubator.accounts.models import User
from incubator.config import ROOT
from incubator.core import schema
from incubator.core.db import db
from incubator.core.outbox import MailState, OutgoingMail
from tests.benchmarks._servers import PROGRAM, serving
from tests.benchmarks.killed_servers import Crowd, sending

SERVE = (*PROGRAM, "serve", "--port", "{port}")
SECRET = "a-secret-for-benchmarks-long-enough"  # the one of the servers
ENOUGH = 5  # accounts before and after each kill
PATIENCE = 40  # seconds


@pytest.fixture
def installation(make_app, empty_postgresql, mailbox):
    """An up to date database, and the settings by which the processes of one installation use it and share a folder."""
    app = make_app(database_url=empty_postgresql, jobs="procrastinate", secret_key=SECRET)
    with app.app_context():
        schema.upgrade()
        db.engine.dispose()
        yield {
            "INCUBATOR_DATABASE_URL": empty_postgresql,
            "INCUBATOR_INSTANCE": app.instance_path,
            "INCUBATOR_JOBS": "procrastinate",
            "INCUBATOR_MAIL_URL": mailbox.url,
            "INCUBATOR_RATE_LIMITS": "off",
            "INCUBATOR_TIMETABLE": "off",
        }
        db.session.remove()
        db.engine.dispose()


@contextmanager
def working(settings):
    """A worker for as long as this lasts."""
    environment = os.environ | settings | {"INCUBATOR_SECRET_KEY": SECRET}
    with (Path(settings["INCUBATOR_INSTANCE"]) / "output").open("ab") as output:
        command = [sys.executable, "-m", "tests.core.queue_process"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(60)


def until(happened):
    """Look until it is so. Fails when it never is."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, f"{happened.__name__} is not so"
        time.sleep(0.05)


def all_is_sent():
    db.session.rollback()
    return set(db.session.scalars(select(OutgoingMail.state))) == {MailState.SENT}


def all_is_done():
    db.session.rollback()
    return not db.session.scalar(text("SELECT count(*) FROM procrastinate_jobs"))


@pytest.mark.postgresql
def test_what_two_web_servers_store_two_workers_do_once_though_one_of_each_is_killed(installation, mailbox):
    with ExitStack() as running:
        folder = Path(installation["INCUBATOR_INSTANCE"])
        workers = [running.enter_context(working(installation)) for _number in range(2)]
        servers = [running.enter_context(serving(SERVE, folder, **installation)) for _number in range(2)]
        with sending(Crowd(*(served.address for served in servers))) as crowd:
            crowd.wait_for(ENOUGH)
            os.kill(random.choice(servers).pid, 9)
            crowd.wait_for(len(crowd.done) + ENOUGH)
            random.choice(workers).kill()
            crowd.wait_for(len(crowd.done) + ENOUGH)
        until(all_is_sent)
        until(all_is_done)
    stored = set(db.session.scalars(select(User.email)))
    letters = {}
    for message, (recipient,) in zip(mailbox.messages, mailbox.recipients, strict=True):
        letters.setdefault(recipient, set()).add(message["Message-ID"])  # one that arrives again has the same
    assert set(crowd.done) <= stored == letters.keys()
    assert crowd.refused == []
    assert [email for email in crowd.done if len(letters[email]) > 1 and email not in crowd.unanswered] == []
    assert {worker.returncode for worker in workers} == {0, -9}
