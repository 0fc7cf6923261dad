"""What one machine carries: people who are signed in, `incubator serve` on SQLite beside gunicorn on PostgreSQL.

An incubator of 500 groups with work in every phase and 400 notices. People read the pages of their group one after the other, each page for
twenty seconds. Compared are the seconds below which 95 of 100 answers stay with one reader (the baseline) and with all of them; then as
many answers as forty readers can get who do not wait; then, for `serve`, one reader beside five hundred who send half a request (gunicorn
leaves those to the proxy in front). Readers and servers share this machine; what the servers use of the processor for a page does not
depend on what else it does. An answer that is not a page is an error, and breaks the limit. `BENCH_LOAD_PEOPLE=100` and
`BENCH_LOAD_SECONDS=10` give a quick look.
"""

import contextlib
import http.client
import os
import random
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import select

from incubator.accounts.models import Role, User
from incubator.app import create_app
from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.core import clock, schema
from incubator.core.db import db
from tests.benchmarks import start_pages
from tests.benchmarks._servers import GUNICORN, PROGRAM, SECRET, Served, serving
from tests.benchmarks.imports import ours as stored
from tests.benchmarks.imports import varied
from tests.benchmarks.measuring import Result, percentile, size
from tests.postgres import running

READS = 20.0  # seconds that somebody looks at a page
AT_ONCE = 40  # readers who do not wait
SHARED_PAGES = ("/", "/agenda", "/aankondigingen/", "/kennis/")
PARTS = ("", "/voortgang", "/dossier", "/mensen", "/kansen", "/statuten/")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is signed in, and the pages they read."""

    cookie: str
    pages: tuple[str, ...]


@dataclass(slots=True)
class Answers:
    """How long each answer took, and what was no page."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def p95(self) -> float:
        return float("inf") if self.errors else percentile(self.seconds, 0.95)


def run() -> Iterator[Result]:
    people = size("LOAD_PEOPLE", 500)
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder) / "serve"
        readers = _prepared({"instance": str(instance)}, people)
        processes = str(os.cpu_count() or 1)
        serve = (*PROGRAM, "serve", "--processes", processes, "--port", "{port}")
        with serving(serve, instance, INCUBATOR_TIMETABLE="off") as served:
            yield from _measured("serve", served, readers)
            yield _beside_half_requests(served.address, readers)
    with tempfile.TemporaryDirectory() as folder, running() as server:
        if server is None:
            return
        instance, url = Path(folder) / "gunicorn", server.create()
        readers = _prepared({"instance": str(instance), "database_url": url}, people)
        with serving(GUNICORN, instance, INCUBATOR_DATABASE_URL=url) as served:
            yield from _measured("gunicorn", served, readers)


def _measured(name: str, served: Served, readers: list[Reader]) -> Iterator[Result]:
    lasts, address = size("LOAD_SECONDS", 60), served.address
    reader = readers[len(readers) // 2]
    _read(address, reader, Answers())  # what the first request prepares is no part of this
    idle = _together([reader], lambda somebody, answers: _until(lasts / 3, lambda: _read(address, somebody, answers)))
    rhythm = lasts - 1

    def at_leisure(somebody: Reader, answers: Answers) -> None:
        # Everybody is reading when the trial begins: with a pause before each page the rate is the same all along.
        end = time.monotonic() + rhythm
        time.sleep(random.expovariate(1 / READS))
        while time.monotonic() < end:
            _ask(address, somebody, random.choice(somebody.pages), answers)
            time.sleep(random.expovariate(1 / READS))

    many = _together(readers, at_leisure)
    note = f"{len(readers)} people, {len(many.seconds) / rhythm:.0f} pages a second, {_told(many)}"
    yield Result(f"{name}: p95 with {len(readers)} people", many.p95, idle.p95, 5.0, note)
    hurried = readers[:: max(1, len(readers) // AT_ONCE)][:AT_ONCE]
    began, used = time.monotonic(), served.processor_seconds()
    flat_out = _together(
        hurried, lambda somebody, answers: _until(lasts / 3, lambda: _read(address, somebody, answers))
    )
    each = (time.monotonic() - began) / max(1, len(flat_out.seconds))
    used = (served.processor_seconds() - used) / max(1, len(flat_out.seconds))
    alone = sum(idle.seconds) / len(idle.seconds)
    note = f"{1 / each:.0f} pages a second, {1000 * used:.0f} ms of the processor for each, {_told(flat_out)}"
    yield Result(f"{name}: seconds a page, flat out", float("inf") if flat_out.errors else each, alone, 1.0, note)


def _beside_half_requests(address: str, readers: list[Reader]) -> Result:
    reader, lasts = readers[0], size("LOAD_SECONDS", 60) / 3
    parts, half = urlsplit(address), []

    def read(somebody: Reader, answers: Answers) -> None:
        _until(lasts, lambda: _read(address, somebody, answers))

    idle = _together([reader], read)
    with contextlib.ExitStack() as open_connections:
        for _ in range(size("LOAD_HALF", 500)):
            half.append(open_connections.enter_context(socket.create_connection((parts.hostname, parts.port))))
            half[-1].sendall(b"POST /inloggen HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\nemail=")
        beside = _together([reader], read)
    note = f"{len(half)} half requests, {_told(beside)}"
    return Result("serve: p95 beside half requests", beside.p95, idle.p95, 5.0, note)


def _told(answers: Answers) -> str:
    return f"{len(answers.errors)} errors" + (f" ({answers.errors[0]})" if answers.errors else "")


# Readers


def _together(readers: list[Reader], read: Callable[[Reader, Answers], None]) -> Answers:
    """What all of them got, each in a thread of their own."""
    each = [Answers() for _reader in readers]
    threads = [threading.Thread(target=read, args=pair) for pair in zip(readers, each, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Answers([took for got in each for took in got.seconds], [error for got in each for error in got.errors])


def _until(lasts: float, work: Callable[[], None]) -> None:
    end = time.monotonic() + lasts
    while time.monotonic() < end:
        work()


def _read(address: str, reader: Reader, answers: Answers) -> None:
    for page in reader.pages:
        _ask(address, reader, page, answers)


def _ask(address: str, reader: Reader, page: str, answers: Answers) -> None:
    """One page over a connection of its own, as a proxy asks for it."""
    parts, began = urlsplit(address), time.perf_counter()
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        connection.request("GET", page, headers={"Cookie": f"session={reader.cookie}"})
        answer = connection.getresponse()
        size_of_page = len(answer.read())
    except (OSError, http.client.HTTPException) as problem:
        answers.errors.append(f"{page}: {problem!r}")
        return
    finally:
        connection.close()
    answers.seconds.append(time.perf_counter() - began)
    if answer.status != http.HTTPStatus.OK or size_of_page < 3000:
        answers.errors.append(f"{page}: {answer.status}, {size_of_page} bytes")


# What is served


def _prepared(place: dict[str, str], people: int) -> list[Reader]:
    """The filled database, and so many people of whom each takes part in a group."""
    app = create_app(timetable=False, secret_key=SECRET, **place)
    with app.app_context():
        schema.upgrade()
        start_pages.fill(people)
        readers = _people(app)
        db.session.remove()
    stored(app, varied(size("LOAD_NOTICES", 400)))
    return readers


def _people(app: Flask) -> list[Reader]:
    now = clock.now()
    groups = db.session.scalars(select(Cooperative).order_by(Cooperative.id)).all()
    readers = []
    for group in groups:
        user = User(
            name=f"Lid van {group.name}",
            email=f"{group.slug}@example.org",
            role=Role.FOUNDER,
            created_at=now,
            language="nl",
            session_stamp="stamp",
        )
        takes_part = Participation(
            user=user, cooperative=group, role=ParticipationRole.COORDINATOR, since=clock.local(now).date()
        )
        db.session.add_all([user, takes_part])
        db.session.flush()
        pages = (*SHARED_PAGES, f"/leren/{group.slug}", *(f"/cooperaties/{group.slug}{part}" for part in PARTS))
        readers.append(Reader(start_pages.cookie_of(app, user), pages))
    db.session.commit()
    return readers
