"""Runs the jobs of the timetable: each due job in exactly one of all processes, every run recorded, failures tried again."""

import os
import socket
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from secrets import token_hex
from typing import TYPE_CHECKING

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from flask import Flask, current_app

from incubator.core import clock, job_runs
from incubator.core.current import this_app
from incubator.core.db import SYSTEM, db, transaction

if TYPE_CHECKING:
    from incubator.core.queue import JobQueue

log = structlog.get_logger()

LEASE = timedelta(minutes=2)  # renewed while a job is at work; what a stopped process held is free after this
LOOK_EVERY = 5  # seconds
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
_halt: ContextVar[threading.Event | None] = ContextVar("halt", default=None)  # of the timetable that runs this job


def stop_asked() -> bool:
    """Whether the timetable that runs this job is asked to stop: a long job then ends at its next good moment."""
    halt = _halt.get()
    return halt is not None and halt.is_set()


@contextmanager
def stoppable(halt: threading.Event) -> Iterator[None]:
    """What runs inside is asked to stop as soon as `halt` is set."""
    token = _halt.set(halt)
    try:
        yield
    finally:
        _halt.reset(token)


class Busy(Exception):
    """Another process runs this job now."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something that runs by itself: every so often, or at moments of the Dutch clock written as a crontab line."""

    name: str
    title: str  # for people: an English source text of the catalogue
    run: Callable[[], str]  # gives one line of result, raises on failure
    every: timedelta | None = None
    cron: str | None = None  # "30 6 * * mon-fri": minute, hour, day, month, day of the week
    occasion: str | None = None  # what is stored for it; on a queue that puts it there at once

    def next_after(self, moment: datetime) -> datetime:
        """When it is due after a run at `moment`."""
        if self.every is not None:
            return moment + self.every
        trigger = CronTrigger.from_crontab(self.cron, timezone=clock.AMSTERDAM)
        due: datetime = trigger.get_next_fire_time(None, moment)
        return due.astimezone(UTC)

    def first_after(self, moment: datetime) -> datetime:
        """When it is due for the first time: at once when it runs every so often, else at its own hour."""
        if self.every is not None:
            return moment
        return self.next_after(moment)

    def after_failure(self, moment: datetime, failures: int) -> datetime:
        """Sooner than usual, a few times; then at its own pace again."""
        regular = self.next_after(moment)
        return min(regular, moment + RETRIES[failures - 1]) if failures <= len(RETRIES) else regular


class Runner:
    """The jobs of one process. `look` may be called by many processes at once."""

    def __init__(self, app: Flask, jobs: Iterable[Job]) -> None:
        self.app = app
        self.jobs = {job.name: job for job in jobs}
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{token_hex(4)}"
        self._working: set[str] = set()
        self._lock = threading.Lock()

    def enrol(self) -> None:
        """Make all jobs known; a job that is new is due at once when it runs every so often."""
        now = clock.now()
        with self.app.app_context(), transaction(actor=SYSTEM):
            for job in self.jobs.values():
                job_runs.enrol(job.name, first_run_at=job.first_after(now))

    def due(self) -> list[Job]:
        """What is due and free; and keep the leases of what is at work here."""
        with self._lock:
            working = sorted(self._working)
        now = clock.now()
        with self.app.app_context(), transaction(actor=SYSTEM):
            for name in working:
                job_runs.extend(name, self.holder, until=now + LEASE)
            for job in self.jobs.values():
                self._bring_back(job, now)
            return [self.jobs[name] for name in job_runs.due_names(now=now) if name in self.jobs]

    def _bring_back(self, job: Job, now: datetime) -> None:
        """A job is never planned later than after a run at this moment, unless the clock was ahead when it was planned."""
        if job_runs.bring_back(job.name, latest=job.next_after(now) + LEASE, due=job.first_after(now)):
            log.warning("job_planned_too_far_ahead", job=job.name)

    def run(self, job: Job, *, even_if_not_due: bool = False) -> str | None:
        """Run a job when its lease can be had. None when another process was first. Raises what the job raised."""
        with self.app.app_context():
            now = clock.now()
            with transaction(actor=SYSTEM):
                mine = job_runs.take(
                    job.name, self.holder, now=now, until=now + LEASE, only_when_due=not even_if_not_due
                )
                if not mine:
                    return None
                taken = job_runs.lease(job.name)
                failures = taken.failures if taken else 0
                run_id = job_runs.begin(job.name, self.holder, attempt=failures + 1, now=now)
            return self._work(job, run_id, failures)

    def _work(self, job: Job, run_id: int, failures: int) -> str:
        started = clock.now()
        with self._lock:
            self._working.add(job.name)
        try:
            result = job.run()
        except BaseException as error:
            db.session.rollback()
            reason = "".join(traceback.format_exception_only(error)).strip()
            self._finish(job, run_id, failures + 1, job.after_failure(clock.now(), failures + 1), error=reason)
            raise
        else:
            self._finish(job, run_id, 0, max(job.next_after(started), started), result=result)
            return result
        finally:
            with self._lock:
                self._working.discard(job.name)

    def _finish(
        self,
        job: Job,
        run_id: int,
        failures: int,
        due: datetime,
        *,
        result: str | None = None,
        error: str | None = None,
    ) -> None:
        now = clock.now()
        with transaction(actor=SYSTEM):
            job_runs.end(run_id, now=now, result=result, error=error[:2000] if error else None)
            kept = job_runs.release(job.name, self.holder, now=now, next_run_at=due, failures=failures)
        if not kept:
            log.warning("job_lease_lost", job=job.name)

    def run_quietly(self, job: Job, *, even_if_not_due: bool = False) -> bool:
        """For the timetable: a failure is in the record and in the log, and does not stop the other jobs. Whether it ran."""
        try:
            return self.run(job, even_if_not_due=even_if_not_due) is not None
        except Exception:
            log.exception("job_failed", job=job.name)
            return True

    def hand_over(self, due: Iterable[Job], queue: "JobQueue") -> None:
        """Put what is due in the queue; what stands there already is not put there again."""
        with self.app.app_context(), transaction(actor=SYSTEM):
            for job in due:
                queue.put(job.name, asked=False)

    def start(self) -> "Background":
        """Keep looking, in the background of this process, until that is shut down."""
        self.enrol()
        return Background(self)


class Background:
    """The threads of a runner: one that looks what is due, and some that do it. With a queue its workers do it.

    The jobs run in a pool of their own: the scheduler holds its lock while it waits for its threads to end, and would wait for
    ever for one that hands it a job at that moment.
    """

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._pool = ThreadPoolExecutor(4, thread_name_prefix="jobs")
        self._waiting: set[str] = set()
        self._halt = threading.Event()
        self._scheduler = BackgroundScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._scheduler.add_job(self._look, "interval", seconds=LOOK_EVERY, next_run_time=clock.now())
        self._scheduler.start()

    def _look(self) -> None:
        due = self._runner.due()
        queue = self._runner.app.extensions["queue"]
        if queue is not None:
            self._runner.hand_over(due, queue)
            return
        for job in due:
            if job.name not in self._waiting:
                self._waiting.add(job.name)
                self._pool.submit(self._run, job)

    def _run(self, job: Job) -> None:
        self._waiting.discard(job.name)
        with stoppable(self._halt):
            self._runner.run_quietly(job)

    def shutdown(self, *, wait: bool = True) -> None:
        """Stop looking; what is at work ends first."""
        self._halt.set()
        self._scheduler.shutdown(wait=wait)
        self._pool.shutdown(wait=wait, cancel_futures=True)


def run_now(name: str) -> str:
    """Run a job because someone asks for it. Raises `KeyError` (no such job), `Busy`, or what the job raised."""
    app = this_app()
    runner = Runner(app, timetable())
    job = runner.jobs[name]
    runner.enrol()
    result = runner.run(job, even_if_not_due=True)
    if result is None:
        raise Busy(name)
    return result


def timetable() -> tuple[Job, ...]:
    """The jobs of the running application."""
    jobs: tuple[Job, ...] = current_app.extensions["timetable"]
    return jobs


def queue() -> "JobQueue | None":
    """The queue of the running application; None where the timetable runs the jobs itself."""
    chosen: JobQueue | None = current_app.extensions["queue"]
    return chosen


def init_app(app: Flask, jobs: Iterable[Job]) -> None:
    app.extensions["timetable"] = tuple(jobs)
    app.extensions["queue"] = None
    chosen = app.extensions["incubator"]
    if chosen.jobs == "procrastinate":
        # Only now: the package is an extra, which need not be there.
        app.extensions["queue"] = import_module("incubator.core.queue").JobQueue(chosen.database_url)
