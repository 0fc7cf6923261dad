"""Processes that begin a work and are killed (SIGKILL) at a random moment, and what is counted afterwards."""

import multiprocessing
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from flask import Flask

from incubator.app import create_app
from incubator.core import schema
from incubator.core.db import db
from tests.benchmarks.measuring import Result
from tests.mailbox import Mailbox
from tests.postgres import Server

SECRET = "a-secret-for-benchmarks-long-enough"  # of a database that is gone afterwards
PATIENCE = 30  # seconds
processes = multiprocessing.get_context("forkserver")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a trial works: a folder and a database of its own, and what there is for all."""

    name: str
    instance: Path
    url: str
    mailbox: Mailbox
    server: Server | None  # of PostgreSQL

    @property
    def settings(self) -> dict[str, str]:
        return {"instance": str(self.instance), "database_url": self.url}


@dataclass(frozen=True, slots=True)
class Count:
    """What became of a number of things while their process was killed again and again."""

    name: str
    unit: str
    total: int
    kills: int
    at_work: int  # kills that came before the process had ended its work
    lost: int
    twice: int
    more: str = ""

    def as_result(self) -> Result:
        note = f"{self.kills} kills, {self.at_work} at work: {self.lost} lost, {self.twice} twice"
        if self.more:
            note = f"{note}; {self.more}"
        return Result(self.name, self.lost + self.twice, self.total, 0, note, self.unit)


def application(place: dict[str, str], **given: Any) -> Flask:
    return create_app(timetable=False, secret_key=SECRET, **place, **given)


def prepared(place: dict[str, str], **given: Any) -> Flask:
    """An application with an empty database that is up to date."""
    app = application(place, **given)
    with app.app_context():
        schema.upgrade()
        db.engine.dispose()
    return app


def seconds_to_end(process: ForkServerProcess) -> float:
    """How long it goes on: the next kill comes within that time."""
    started = time.monotonic()
    process.join()
    return max(0.05, time.monotonic() - started)


def begun(work: Callable[..., None], *arguments: Any) -> ForkServerProcess:
    """A process that is past its start and has begun the work."""
    ready = processes.Event()
    process = processes.Process(target=work, args=(*arguments, ready), daemon=True)
    process.start()
    if not ready.wait(120):
        raise RuntimeError(f"{work.__name__} did not begin")
    return process


def killed(process: ForkServerProcess, within: float) -> bool:
    """Kill it at a random moment; whether it was still at work."""
    process.join(random.uniform(0, within))  # when, is no secret
    at_work = process.exitcode is None
    process.kill()
    process.join()
    return at_work
