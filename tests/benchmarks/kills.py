"""Processes that are killed without warning: what is lost and what happens twice, counted. Both may be none.

Importing: every batch of notices is begun by a process that is killed (SIGKILL) at a random moment, and read again by another; the tables
then have as many rows as those of an import that nobody disturbed. Mail: two processes empty one outbox into a real mail server, and one of
the two is killed again and again. Jobs: two processes run one timetable, and one of the two is killed again and again; it never runs
twice at once, and goes on. On SQLite and on PostgreSQL. `BENCH_KILLS=5` gives a quick look.

A mail whose sender was killed between "the server has it" and "we know that" is sent again with the same Message-ID, by which mail
programs know it: how many there were stands in the note.
"""

import multiprocessing
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select, update

from incubator.app import create_app
from incubator.core import clock, runner, schema
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.delivery import carrier
from incubator.core.job_runs import JobRun, RunState
from incubator.core.mail import Letter, Recipient
from incubator.core.outbox import MailState, OutgoingMail, deliver_due, queue_mail
from incubator.core.runner import Job, Runner
from incubator.core.web import settings
from incubator.notices.models import Notice, NoticeIdentity, RawDocument
from incubator.notices.services import SourceDocument, batches, import_documents
from tests.benchmarks.imports import varied
from tests.benchmarks.measuring import Result, size
from tests.mailbox import Mailbox, receiving
from tests.postgres import running

SECRET = "a-secret-for-benchmarks-long-enough"  # of a database that is gone afterwards
TABLES = (Notice, NoticeIdentity, RawDocument)
A_BATCH, A_TRANSACTION = 12, 3  # notices
MAILS = 300
OVERLAP = "two processes run this job at once"
PATIENCE = 30  # seconds
processes = multiprocessing.get_context("forkserver")


def run() -> Iterator[Result]:
    processes.set_forkserver_preload([__name__])
    kills = size("KILLS", 30)
    with tempfile.TemporaryDirectory() as folder, running() as server, receiving() as mailbox:
        places = {"SQLite": "sqlite:///{folder}/data.sqlite3"}
        if server is not None:
            places["PostgreSQL"] = ""
        for number, (name, written) in enumerate(places.items()):
            for trial in (_imports, _mails, _jobs):
                instance = Path(folder) / f"{trial.__name__}-{number}"
                instance.mkdir()
                url = written.format(folder=instance) or server.create()
                mailbox.messages.clear()
                yield trial(f"{name}: ", {"instance": str(instance), "database_url": url}, mailbox, kills)


def application(place: dict[str, str], **given: Any) -> Flask:
    return create_app(timetable=False, secret_key=SECRET, **place, **given)


def prepared(place: dict[str, str], **given: Any) -> Flask:
    app = application(place, **given)
    with app.app_context():
        schema.upgrade()
        db.engine.dispose()
    return app


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


# Importing


def importing(place: dict[str, str], folder: str, ready: Event) -> None:
    app = application(place)
    documents = [SourceDocument(path.name, path.read_bytes()) for path in sorted(Path(folder).iterdir())]
    ready.set()
    with app.app_context():
        for batch in batches(documents, A_TRANSACTION):
            with transaction(actor=SYSTEM):
                import_documents(batch, now=clock.now())


def _imports(name: str, place: dict[str, str], _mailbox: Mailbox, kills: int) -> Result:
    app = prepared(place)
    documents = list(varied(kills * A_BATCH))
    halfway, within = 0, 2.0
    for number in range(kills):
        folder = Path(place["instance"]) / f"batch-{number}"
        folder.mkdir()
        for document in documents[number * A_BATCH : (number + 1) * A_BATCH]:
            (folder / document.name).write_bytes(document.data)
        halfway += killed(begun(importing, place, str(folder)), within)
        started = time.monotonic()
        begun(importing, place, str(folder)).join()
        within = time.monotonic() - started
    undisturbed = prepared({"instance": f"{place['instance']}/undisturbed"})
    with undisturbed.app_context():
        for batch in batches(documents, A_TRANSACTION):
            with transaction(actor=SYSTEM):
                import_documents(batch, now=clock.now())
        expected = _rows()
    with app.app_context():
        stored = _rows()
    lost, twice = (expected - stored).total(), (stored - expected).total()
    note = (
        f"{kills} kills, {halfway} at work; {expected[Notice.__tablename__]} notices: {lost} rows lost, {twice} twice"
    )
    return Result(f"{name}import", lost + twice, expected.total(), 0, note, "rows")


def _rows() -> Counter[str]:
    return Counter(
        {table.__tablename__: db.session.scalar(select(func.count()).select_from(table)) for table in TABLES}
    )


# Mail


def sending(place: dict[str, str], mail_url: str, ready: Event) -> None:
    app = application(place, mail_url=mail_url)
    ready.set()
    with app.app_context():
        while deliver_due(carrier(settings()), limit=20).sent:
            pass


def _mails(name: str, place: dict[str, str], mailbox: Mailbox, kills: int) -> Result:
    app = prepared(place, mail_url=mailbox.url)
    letter = Letter("Onderwerp", ("Een regel.",), "U bent lid.")
    halfway = 0
    with app.app_context():
        for number in range(kills):
            _queue(letter, number * MAILS // kills, (number + 1) * MAILS // kills)
            other = begun(sending, place, mailbox.url)
            halfway += killed(begun(sending, place, mailbox.url), 0.2)
            other.join()
        _ten_minutes_later()
        begun(sending, place, mailbox.url).join()
        states = Counter(db.session.scalars(select(OutgoingMail.state)))
    arrived = Counter(message["To"] for message in mailbox.messages)
    identities = {message["Message-ID"] for message in mailbox.messages}
    lost, other_identity = MAILS - len(arrived), len(identities) - len(arrived)
    again = arrived.total() - len(arrived)
    lost = max(lost, MAILS - states[MailState.SENT])
    note = (
        f"{kills} kills, {halfway} at work: {lost} lost, {other_identity} twice; {again} again with its own Message-ID"
    )
    return Result(f"{name}mail", lost + other_identity, MAILS, 0, note, "mails")


def _queue(letter: Letter, start: int, stop: int) -> None:
    with transaction(actor=SYSTEM):
        for number in range(start, stop):
            queue_mail(letter, to=Recipient(f"lid-{number}@example.org"), key=f"letter-{number}")


def _ten_minutes_later() -> None:
    """What a killed process had claimed is free after ten minutes: as if they have passed."""
    earlier = clock.now() - timedelta(minutes=1)
    with transaction(actor=SYSTEM):
        db.session.execute(update(OutgoingMail).values(claimed_until=earlier, next_attempt_at=earlier))


# Jobs


def working(place: dict[str, str], ready: Event) -> None:
    runner.LEASE = timedelta(seconds=1)  # with the two minutes of a real timetable this would last an hour
    app = application(place)
    at_work = Path(place["instance"]) / "at-work"

    def job() -> str:
        if at_work.exists() and _lives(at_work.read_text()):
            raise AssertionError(OVERLAP)
        at_work.write_text(str(os.getpid()))
        time.sleep(0.03)
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


def _jobs(name: str, place: dict[str, str], _mailbox: Mailbox, kills: int) -> Result:
    app = prepared(place)
    workers = [begun(working, place), begun(working, place)]
    standstills, longest = 0, 0.0
    for _ in range(kills):
        unlucky = workers.pop(random.randrange(2))  # which one, is no secret
        killed(unlucky, 0.3)
        waited = _until_it_goes_on(app)
        standstills += waited is None
        longest = max(longest, waited or 0)
        workers.append(begun(working, place))
    for worker in workers:
        killed(worker, 0)
    with app.app_context():
        ended = Counter(db.session.scalars(select(JobRun.state)))
        overlaps = len(db.session.scalars(select(JobRun.id).where(JobRun.error.contains(OVERLAP))).all())
    note = (
        f"{kills} kills, {ended[RunState.ABANDONED]} at work: {standstills} standstills, {overlaps} runs at once; "
        f"the other went on within {longest:.1f} s"
    )
    return Result(f"{name}jobs", standstills + overlaps, ended.total(), 0, note, "runs")


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
