"""With procrastinate work is put in the queue by the transaction that stores it, and workers on any machine do it once."""

import os
import signal
from contextlib import suppress
from datetime import timedelta

import pytest
from flask_migrate import upgrade
from sqlalchemy import text

from incubator import config
from incubator.core import backup, clock, job_runs, queue, runner, schema
from incubator.core.db import SYSTEM, Base, db, transaction
from incubator.core.health import Condition
from incubator.core.health.database import check_database
from incubator.core.health.jobs import check_queue
from incubator.core.job_runs import RunState
from incubator.core.mail import Letter, MailKind, Pace, Recipient
from incubator.core.outbox import queue_mail
from incubator.core.runner import Job, Runner
from tests.factories import UserFactory
from tests.touched import empty
from tests.watch.factories import publication, store

pytestmark = pytest.mark.postgresql
LETTER = Letter("Onderwerp", ("Een regel.",), "U bent lid.")
READER = Recipient("lid@example.org")
STANDING = "SELECT task_name, args ->> 'asked' FROM procrastinate_jobs ORDER BY task_name, id"
FUNCTIONS = "SELECT proname FROM pg_proc WHERE proname LIKE 'procrastinate%' ORDER BY proname"
AN_OLDER_ONE = "03.03.00_01_pre_priority_lock_fetch_job"


@pytest.fixture(scope="module")
def with_queue(make_app, postgresql_server):
    """An incubator whose jobs stand in a queue."""
    app = make_app(database_url=postgresql_server.create(), jobs="procrastinate", metrics_token="a-token")
    with app.app_context():
        schema.upgrade()
        db.engine.dispose()
    return app


@pytest.fixture
def queued(with_queue):
    """The same, right after `db upgrade`."""
    with with_queue.app_context():
        yield with_queue
        db.session.remove()
        rows("DELETE FROM procrastinate_jobs")
        rows("DELETE FROM procrastinate_workers")
        with db.engine.begin() as connection:
            empty(connection, Base.metadata.tables)
        schema.upgrade()
        db.engine.dispose()


@pytest.fixture
def at_work(queued):
    """Let a worker do what stands in the queue, with a job of our own that asks for the next run; gives how its runs ended."""

    def work(outcomes):
        def count():
            outcome = outcomes.pop(0)
            if outcomes:
                put("count", asked=True)
            else:
                os.kill(os.getpid(), signal.SIGTERM)
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        mine = Runner(queued, [Job("count", "Count", count, every=timedelta(days=1))])
        mine.enrol()
        runner.queue().work(mine)
        return [(run.state, run.result or run.error) for run in reversed(job_runs.runs("count"))]

    return work


def rows(statement):
    with db.engine.begin() as connection:
        result = connection.execute(text(statement))
        return [tuple(row) for row in result] if result.returns_rows else []


def standing():
    """What stands in the queue: the job, and whether it was asked for or is due."""
    return [(name, asked == "true") for name, asked in rows(STANDING)]


def put(name, *, asked):
    with transaction(actor=SYSTEM):
        runner.queue().put(name, asked=asked)


def test_mail_and_notices_are_put_in_the_queue_by_the_transaction_that_stores_them(queued):
    with transaction(actor=SYSTEM):
        for key in ("first", "second"):
            queue_mail(LETTER, to=READER, key=key)
    assert standing() == [("send-mail", True)]
    store(publication(1), publication(2))
    assert standing() == [("match-notices", True), ("send-mail", True)]


def test_what_is_taken_back_takes_its_job_back(queued):
    with suppress(ZeroDivisionError), transaction(actor=SYSTEM):
        queue_mail(LETTER, to=READER, key="never")
        raise ZeroDivisionError
    with suppress(ZeroDivisionError), transaction(actor=SYSTEM):
        runner.queue().put("send-mail", asked=True)
        runner.queue().put("clean-up", asked=False)
        raise ZeroDivisionError
    with transaction(actor=SYSTEM):
        job_runs.make_due("send-mail", now=clock.now())
    assert standing() == []


def test_a_savepoint_that_is_taken_back_takes_no_job_of_the_rest_with_it(queued):
    with transaction(actor=SYSTEM):
        queue_mail(LETTER, to=READER, key="kept")
        with suppress(ZeroDivisionError), db.session.begin_nested():
            raise ZeroDivisionError
    assert standing() == [("send-mail", True)]


def test_a_mail_that_leaves_later_is_left_to_the_timetable(queued):
    reader = UserFactory(mail_work=Pace.DAILY)
    with transaction(actor=SYSTEM):
        assert queue_mail(LETTER, to=reader, key="k", kind=MailKind.WORK)
    assert standing() == []


def test_what_is_due_stands_there_once_however_many_timetables_look(queued):
    for mine in (Runner(queued, runner.timetable()), Runner(queued, runner.timetable())):
        mine.hand_over(mine.due(), runner.queue())
    due = {job.name for job in runner.timetable() if job.every is not None}
    assert standing() == [(name, False) for name in sorted(due)]


def test_a_worker_does_what_stands_there_and_records_it(queued, at_work):
    put("count", asked=True)
    assert at_work(["done"]) == [(RunState.SUCCEEDED, "done")]
    assert standing() == []


def test_a_job_that_is_not_due_any_more_does_nothing(queued, at_work):
    put("count", asked=False)
    rows("UPDATE procrastinate_jobs SET queueing_lock = NULL")
    put("count", asked=False)
    assert len(standing()) == 2
    assert at_work(["due", "asked for"]) == [(RunState.SUCCEEDED, "due"), (RunState.SUCCEEDED, "asked for")]


def test_a_run_does_all_that_was_asked_for_before_it_began(queued, at_work):
    for _time in range(5):
        put("count", asked=True)
    assert at_work(["done"]) == [(RunState.SUCCEEDED, "done")]
    assert standing() == []


def test_a_failure_is_recorded_and_the_worker_goes_on(queued, at_work):
    put("count", asked=True)
    outcomes = at_work([ValueError("away"), "done"])
    assert outcomes == [(RunState.FAILED, "ValueError: away"), (RunState.SUCCEEDED, "done")]


def test_what_a_worker_that_is_gone_had_begun_is_done_by_another(queued, at_work):
    put("count", asked=True)
    rows("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '31 seconds')")
    rows("SELECT procrastinate_fetch_job_v2(NULL, (SELECT id FROM procrastinate_workers))")
    assert at_work(["done"]) == [(RunState.SUCCEEDED, "done")]
    assert standing() == []


def test_what_is_asked_for_while_the_job_is_at_work_elsewhere_is_done_afterwards(queued, at_work, monkeypatch):
    monkeypatch.setattr(queue, "BUSY_WAIT", 0.1)
    now = clock.now()
    with transaction(actor=SYSTEM):
        job_runs.enrol("count", first_run_at=now)
        job_runs.take("count", "by hand", now=now, until=now + timedelta(seconds=1))
    put("count", asked=True)
    assert at_work(["done"]) == [(RunState.SUCCEEDED, "done")]
    assert job_runs.runs("count")[0].started_at >= now + timedelta(seconds=1)


def test_tables_of_an_older_procrastinate_are_brought_up_to_date(queued, make_app, postgresql_server):
    newest = rows(FUNCTIONS)
    with make_app(database_url=postgresql_server.create(), jobs="procrastinate").app_context():
        upgrade()
        with db.engine.connect() as connection:
            driver = connection.connection.driver_connection
            for script in queue._migrations():
                if script.stem <= AN_OLDER_ONE:
                    driver.execute(script.read_text(encoding="utf-8"))
                    driver.commit()
            driver.execute(f"COMMENT ON TABLE procrastinate_jobs IS '{AN_OLDER_ONE}'")
            driver.commit()
        assert rows(FUNCTIONS) != newest
        assert "db upgrade" in schema.SchemaOutdated(schema.state()).message
        assert "wachtrij" in check_database()[0].sentence
        schema.upgrade()
        assert schema.state().up_to_date
        assert rows(FUNCTIONS) == newest
        db.session.remove()
        db.engine.dispose()


def test_after_a_restore_the_timetable_puts_there_what_is_due(queued, make_app, postgresql_server, tmp_path):
    with transaction(actor=SYSTEM):
        queue_mail(LETTER, to=READER, key="kept")
    backup.back_up(tmp_path / "all.zip", now=clock.now())
    other = make_app(database_url=postgresql_server.create(), jobs="procrastinate")
    with other.app_context():
        backup.restore(tmp_path / "all.zip")
        mine = Runner(other, runner.timetable())
        mine.hand_over(mine.due(), runner.queue())
        assert ("send-mail", False) in standing()
        db.session.remove()
        db.engine.dispose()


def condition():
    (finding,) = check_queue()
    return finding.condition


def test_the_doctor_knows_whether_anybody_works(queued):
    put("count", asked=True)
    assert condition() is Condition.BROKEN
    rows("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '31 seconds')")
    assert condition() is Condition.BROKEN
    rows("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert condition() is Condition.GOOD
    rows("UPDATE procrastinate_events SET at = at - interval '11 minutes'")
    db.session.rollback()
    assert condition() is Condition.BROKEN


def test_the_queue_is_among_the_figures(queued):
    put("count", asked=True)
    rows("INSERT INTO procrastinate_workers DEFAULT VALUES")
    page = queued.test_client().get("/metrics", headers={"Authorization": "Bearer a-token"}).text
    assert "incubator_queue_workers 1\n" in page
    assert "incubator_queue_waiting 1\n" in page


def test_a_queue_needs_postgresql(tmp_path):
    with pytest.raises(config.ConfigurationError, match="INCUBATOR_JOBS=procrastinate needs PostgreSQL"):
        config.load({"INCUBATOR_JOBS": "procrastinate"}, instance=tmp_path)


def test_a_queue_needs_its_package(tmp_path, monkeypatch):
    monkeypatch.setattr(config, "find_spec", lambda _name: None)
    settings = {"INCUBATOR_JOBS": "procrastinate", "INCUBATOR_DATABASE_URL": "postgresql:///x"}
    with pytest.raises(config.ConfigurationError, match=r"requirements-queue\.lock"):
        config.load(settings, instance=tmp_path)
