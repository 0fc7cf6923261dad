"""Timetables that are killed: two processes run one job, which one of them is doing when it is killed."""

import os
import random
import time
from collections import Counter
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from multiprocessing.synchronize import Event
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from incubator.core import clock, runner
from incubator.core.db import db
from incubator.core.job_runs import JobRun, RunState
from incubator.core.runner import Job, Runner
from tests.benchmarks._killing import PATIENCE, Count, Place, application, begun, killed, prepared

OVERLAP = "two processes run this job at once"


def working(settings: dict[str, str], ready: Event) -> None:
    runner.LEASE = timedelta(seconds=1)  # with the two minutes of a real timetable this would last an hour
    app = application(settings)
    at_work = Path(settings["instance"]) / "at-work"

    def job() -> str:
        if at_work.exists() and _lives(at_work.read_text()):
            raise AssertionError(OVERLAP)
        at_work.write_text(str(os.getpid()))
        time.sleep(0.1)
        at_work.unlink()
        return "done"

    timetable = Runner(app, [Job("count", "Count", job, every=timedelta(milliseconds=20))])
    timetable.enrol()
    ready.set()
    while True:
        for due in timetable.due():
            timetable.run_quietly(due)


def _lives(pid: str) -> bool:
    """Whether another process is at work; one that was killed is reaped at once."""
    return pid not in {"", str(os.getpid())} and Path(f"/proc/{pid}").exists()


def trial(place: Place, kills: int) -> Count:
    app = prepared(place.settings)
    workers = [begun(working, place.settings), begun(working, place.settings)]
    standstills, longest = 0, 0.0
    for _ in range(kills):
        time.sleep(random.uniform(0, 0.3))  # when, is no secret
        unlucky = _at_work(place, workers)
        workers.remove(unlucky)
        killed(unlucky, 0)
        waited = _until_it_goes_on(app)
        standstills += waited is None
        longest = max(longest, waited or 0)
        workers.append(begun(working, place.settings))
    for worker in workers:
        killed(worker, 0)
    with app.app_context():
        ended = Counter(db.session.scalars(select(JobRun.state)))
        overlaps = len(db.session.scalars(select(JobRun.id).where(JobRun.error.contains(OVERLAP))).all())
    at_work = min(kills, ended[RunState.ABANDONED])
    more = f"lost is a standstill, twice is two at once; the other went on within {longest:.1f} s"
    return Count(f"{place.name}: jobs", "runs", ended.total(), kills, at_work, standstills, overlaps, more)


def _at_work(place: Place, workers: list[ForkServerProcess]) -> ForkServerProcess:
    """The one that does the job now, else any."""
    try:
        pid = (place.instance / "at-work").read_text()
    except FileNotFoundError:
        pid = ""
    return next((worker for worker in workers if str(worker.pid) == pid), random.choice(workers))


def _until_it_goes_on(app: Flask) -> float | None:
    """Seconds until the process that is left has ended a run that it began after this moment; None when it never does."""
    began, moment = time.monotonic(), clock.now()
    after = select(JobRun.id).where(JobRun.started_at > moment, JobRun.state == RunState.SUCCEEDED).limit(1)
    while time.monotonic() < began + PATIENCE:
        with app.app_context():
            if db.session.scalar(after) is not None:
                return time.monotonic() - began
        time.sleep(0.02)
    return None
