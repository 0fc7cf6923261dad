"""How soon a mail leaves where jobs stand in a queue: the time from the commit until the mail server has it.

Two workers on PostgreSQL; twenty mails, each in a transaction of its own, the next when the one before has arrived. Half of them may take a
tenth of the minute after which a timetable looks again. Then two hundred transactions at once: how many runs of the job they take.
"""

import signal
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import func, select

from incubator.core.db import SYSTEM, db, transaction
from incubator.core.job_runs import JobRun
from incubator.core.mail import Letter, Recipient
from incubator.core.outbox import queue_mail
from tests.benchmarks._killing import PATIENCE, prepared
from tests.benchmarks._workers import worker
from tests.benchmarks.measuring import Result, percentile, size
from tests.mailbox import Mailbox, receiving
from tests.postgres import running

A_LOOK = 60  # seconds between two of the timetable


def run() -> Iterator[Result]:
    mails, many = size("QUEUE_MAILS", 20), size("QUEUE_MANY", 200)
    with tempfile.TemporaryDirectory() as folder, running() as server, receiving() as mailbox:
        if server is None:
            return
        url = server.create()
        app = prepared({"instance": folder, "database_url": url}, jobs="procrastinate", mail_url=mailbox.url)
        workers = [worker(url, Path(folder), mailbox) for _number in range(2)]
        with app.app_context():
            times = [_seconds_until_it_arrives(number, mailbox) for number in range(mails)]
            before = _runs()
            _queue(range(mails, mails + many))
            _until(mails + many, mailbox)
            after = _runs()
        for each in workers:
            each.send_signal(signal.SIGTERM)
            each.wait()
    note = f"95 of 100 within {percentile(times, 0.95):.2f} s"
    yield Result(f"a mail leaves, of {mails}", statistics.median(times), A_LOOK, 0.1, note)
    yield Result(f"runs for {many} mails", after - before, many, 1.0, f"{after - before} runs", "runs")


def _seconds_until_it_arrives(number: int, mailbox: Mailbox) -> float:
    _queue(range(number, number + 1))
    started = time.perf_counter()
    _until(number + 1, mailbox)
    return time.perf_counter() - started


def _queue(numbers: range) -> None:
    for number in numbers:
        with transaction(actor=SYSTEM):
            queue_mail(Letter("x", ("y",), "z"), to=Recipient(f"lid-{number}@example.org"), key=f"letter-{number}")


def _until(number: int, mailbox: Mailbox) -> None:
    """Until so many have arrived. Raises `RuntimeError` when they never do."""
    deadline = time.monotonic() + PATIENCE
    while len(mailbox.messages) < number:
        if time.monotonic() > deadline:
            raise RuntimeError(f"{len(mailbox.messages)} of {number} mails arrived")
        time.sleep(0.002)


def _runs() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(JobRun).where(JobRun.name == "send-mail"))
