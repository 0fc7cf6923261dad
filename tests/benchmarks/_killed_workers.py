"""Workers of a queue that are killed: two do what many transactions asked for, and each of those is done once."""

import random
import signal
import subprocess
import time
from collections import Counter

from sqlalchemy import select, text

from incubator.core.db import SYSTEM, db, transaction
from incubator.core.job_runs import JobRun, RunState
from incubator.core.mail import Letter, Recipient
from incubator.core.outbox import MailState, OutgoingMail, queue_mail
from tests.benchmarks._killing import PATIENCE, Count, Place, prepared
from tests.benchmarks._workers import worker

NAME = "workers of a queue"
AT_ONCE = 30  # mails, each in a transaction of its own


def trial(place: Place, kills: int) -> Count:
    app = prepared(place.settings, jobs="procrastinate", mail_url=place.mailbox.url)
    workers = [worker(place.url, place.instance, place.mailbox) for _number in range(2)]
    with app.app_context():
        for number in range(kills):
            until = number * AT_ONCE + random.randrange(AT_ONCE)  # when, is no secret
            _queue(range(number * AT_ONCE, until))
            unlucky = _at_work(workers)
            workers.remove(unlucky)
            unlucky.kill()
            unlucky.wait()
            _queue(range(until, (number + 1) * AT_ONCE))
            _until_all_is_sent()
            workers.append(worker(place.url, place.instance, place.mailbox))
        at_work = Counter(db.session.scalars(select(JobRun.state)))[RunState.ABANDONED]
        waiting = db.session.scalar(text("SELECT count(*) FROM procrastinate_jobs"))
        states = Counter(db.session.scalars(select(OutgoingMail.state)))
    for each in workers:
        each.send_signal(signal.SIGTERM)
        each.wait()
    queued = kills * AT_ONCE
    arrived = Counter(message["To"] for message in place.mailbox.messages)
    identities = {message["Message-ID"] for message in place.mailbox.messages}
    lost = max(queued - len(arrived), queued - states[MailState.SENT])
    more = (
        f"{arrived.total() - len(identities)} arrived again with the same Message-ID; {waiting} jobs left in the queue"
    )
    return Count(f"{place.name}: {NAME}", "mails", queued, kills, at_work, lost, len(identities) - len(arrived), more)


def _queue(numbers: range) -> None:
    letter = Letter("Onderwerp", ("Een regel.",), "U bent lid.")
    for number in numbers:
        with transaction(actor=SYSTEM):
            queue_mail(letter, to=Recipient(f"lid-{number}@example.org"), key=f"letter-{number}")


def _at_work(workers: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    """The one that sends mail now, else any."""
    running = select(JobRun.holder).where(JobRun.name == "send-mail", JobRun.state == RunState.RUNNING)
    pids = [int(holder.split(":")[1]) for holder in db.session.scalars(running)]
    db.session.rollback()
    return next((each for each in workers if each.pid in pids), random.choice(workers))


def _until_all_is_sent() -> None:
    """Until nothing waits any more, or for so long that it is lost."""
    deadline = time.monotonic() + PATIENCE
    waiting = select(OutgoingMail.id).where(OutgoingMail.state != MailState.SENT).limit(1)
    while db.session.scalar(waiting) is not None and time.monotonic() < deadline:
        db.session.rollback()
        time.sleep(0.05)
    db.session.rollback()
