"""The jobs on procrastinate, a queue in PostgreSQL: put there in the transaction that causes them, done by workers on any machine.

A job is a row of the queue until it is done; how it went is recorded as with the timetable. Loaded only when the settings say so: the
package is an extra.
"""

import asyncio
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
import procrastinate
import structlog
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.manager import JobManager
from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, make_url, text

from incubator.core.db import SYSTEM, db, transaction
from incubator.core.runner import Busy, Job, Runner, stoppable

log = structlog.get_logger()

NAME = "incubator"  # of the queue
AT_ONCE = 4  # jobs of different kinds in one worker
HEARTBEAT, SILENT = 10, 30  # seconds between two signs of life of a worker; after which it is taken for gone
LOOK_EVERY = 10  # seconds, for what a worker that is gone had begun
FETCH_EVERY = 1  # seconds, when nothing calls: what waited for another job of its kind is free in silence
BUSY_WAIT = 5  # seconds
LOCK = 5_730_311_922  # of PostgreSQL's advisory locks, this number is ours

STANDS_THERE = text("SELECT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE status = 'todo' AND queueing_lock = :name)")
SAME_WORK = text(
    "SELECT procrastinate_cancel_job_v1(id, false, true) FROM procrastinate_jobs "
    "WHERE status = 'todo' AND task_name = :name AND (args ->> 'asked')::boolean"
)
VERSION = text("SELECT obj_description(to_regclass('procrastinate_jobs'), 'pg_class')")
WORKERS = text(
    "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => :silent)"
)
WAITING = text(
    "SELECT count(*), extract(epoch FROM now() - min(greatest(event.at, job.scheduled_at))) FROM procrastinate_jobs job "
    "JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'deferred' WHERE job.status = 'todo'"
)


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """How many workers gave a sign of life, how many jobs wait, and since when the first."""

    workers: int
    waiting: int
    longest: timedelta


class JobQueue:
    """The queue in the database of an application."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        # Never opened: what is put in the queue goes over the connection of the session.
        self._entrance = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())

    def put(self, name: str, *, asked: bool) -> None:
        """Put a job in the queue, in the transaction of the session.

        One that is `asked` runs even if it is not due. One of the timetable stands there at most once; of those that are asked each
        stands by itself, for two transactions that store something must not wait for each other.
        """
        if asked:
            self._defer(name, asked=True)
        elif not db.session.scalar(STANDS_THERE, {"name": name}):
            with suppress(AlreadyEnqueued), db.session.begin_nested():
                self._defer(name, asked=False, queueing_lock=name)

    def _defer(self, name: str, *, asked: bool, queueing_lock: str | None = None) -> None:
        job = self._entrance.configure_task(
            name, queue=NAME, lock=name, queueing_lock=queueing_lock, connection=_driver(db.session.connection())
        )
        job.defer(asked=asked)

    def take_same_work(self, name: str) -> None:
        """Take what was asked for of this job out of the queue: a run that begins now does it all."""
        db.session.execute(SAME_WORK, {"name": name})

    def figures(self) -> QueueFigures:
        workers = db.session.scalar(WORKERS, {"silent": SILENT}) or 0
        waiting, seconds = db.session.execute(WAITING).one()
        return QueueFigures(workers, waiting, timedelta(seconds=max(0, int(seconds or 0))))

    def is_ready(self, connection: Connection) -> bool:
        """Whether its tables are those of the procrastinate that is installed."""
        return connection.scalar(VERSION) == _migrations()[-1].stem

    def upgrade(self) -> None:
        """Make its tables, or bring them to the procrastinate that is installed: all of it or nothing. Safe to do again."""
        with db.engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            present = connection.scalar(VERSION)
            scripts = [SchemaManager.get_schema()]
            if present is not None:
                scripts = [path.read_text(encoding="utf-8") for path in _migrations() if path.stem > present]
            for script in scripts:
                _driver(connection).execute(script)
            # Procrastinate does not write down how far a database is: we do, at its own table.
            connection.exec_driver_sql(f"COMMENT ON TABLE procrastinate_jobs IS '{_migrations()[-1].stem}'")

    def work(self, runner: Runner) -> None:
        """Do what stands in the queue until asked to stop (SIGINT, SIGTERM); what is at work ends first.

        Raises `ClickException` when the queue cannot be reached any more.
        """
        asyncio.run(self._work(runner))

    async def _work(self, runner: Runner) -> None:
        halt = threading.Event()
        app = self._workplace(runner, halt)
        async with app.open_async():
            working = asyncio.create_task(
                app.run_worker_async(
                    queues=[NAME],
                    name=runner.holder,
                    concurrency=AT_ONCE,
                    delete_jobs="always",  # how it went stands with the runs of the timetable
                    install_signal_handlers=False,
                    update_heartbeat_interval=HEARTBEAT,
                    stalled_worker_timeout=SILENT,
                    fetch_job_polling_interval=FETCH_EVERY,
                )
            )

            def stop() -> None:
                halt.set()
                working.cancel()  # by which it asks for no more, and waits for what is at work

            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, stop)
            returning = asyncio.create_task(_bring_back(app.job_manager))
            await asyncio.wait({working, returning}, return_when=asyncio.FIRST_COMPLETED)
            returning.cancel()
            if not halt.is_set():
                working.cancel()
            await asyncio.gather(working, returning, return_exceptions=True)
        if not halt.is_set():
            raise click.ClickException("The queue cannot be reached any more: start this worker again.")

    def _workplace(self, runner: Runner, halt: threading.Event) -> procrastinate.App:
        connector = procrastinate.PsycopgConnector(conninfo=self._url, min_size=1, max_size=AT_ONCE)
        app = procrastinate.App(connector=connector)
        again = procrastinate.RetryStrategy(wait=BUSY_WAIT, retry_exceptions=[Busy])
        for job in runner.jobs.values():
            app.task(name=job.name, queue=NAME, lock=job.name, retry=again)(self._task(runner, job, halt))
        return app

    def _task(self, runner: Runner, job: Job, halt: threading.Event) -> Callable[..., None]:
        def perform(*, asked: bool) -> None:
            if asked:
                with runner.app.app_context(), transaction(actor=SYSTEM):
                    self.take_same_work(job.name)
            with stoppable(halt):
                ran = runner.run_quietly(job, even_if_not_due=asked)
            # One of the timetable that is at work elsewhere is put here again when it is due; one that was asked for would be lost.
            if asked and not ran:
                raise Busy(job.name)

        return perform


async def _bring_back(manager: JobManager) -> None:
    """Give what a worker that is gone had begun to another."""
    while True:
        for job in await manager.get_stalled_jobs(queue=NAME, seconds_since_heartbeat=SILENT):
            log.warning("job_brought_back", job=job.task_name)
            with suppress(ConnectorException):  # another worker brought it back before us
                await manager.retry_job(job)
        await asyncio.sleep(LOOK_EVERY)


def _migrations() -> list[Path]:
    """Procrastinate's own, in their order; its schema is what they come to."""
    return sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection
