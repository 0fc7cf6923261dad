"""Web servers that are killed while people send something: whether what they were told is done is there, once and whole.

Behind gunicorn three workers take requests for an account, and one of them is killed (SIGKILL) again and again; gunicorn starts another.
Who is told that it worked must be stored, with one mail in the outbox; who is stored without a mail got half of it. Who got no answer
tries again, as people do. On SQLite and on PostgreSQL. `BENCH_KILLS=5` gives a quick look.
"""

import contextlib
import os
import random
import re
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import requests
from sqlalchemy import select

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.core.outbox import OutgoingMail
from tests.benchmarks._killing import prepared
from tests.benchmarks._servers import GUNICORN, Served, serving
from tests.benchmarks.measuring import Result, size
from tests.postgres import running

PEOPLE = 6  # who send at the same time
BETWEEN = 5  # accounts between one kill and the next: a new worker needs seconds to begin
PATIENCE = 60  # seconds
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')


class Crowd:
    """People who ask for an account one after the other, at any of these addresses, until told to stop."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.done: list[str] = []  # the addresses that were told it worked
        self.unanswered: set[str] = set()  # the addresses that had to try again
        self.refused: list[int] = []
        self.stop = threading.Event()

    def send(self, person: int) -> None:
        number = 0
        while not self.stop.is_set():
            number += 1
            email = f"lid-{person}-{number}@example.org"
            while not self._asked(email) and not self.stop.is_set():
                self.unanswered.add(email)

    def wait_for(self, number: int) -> None:
        """Until so many were told that it worked. Raises `RuntimeError` when nobody is any more."""
        deadline = time.monotonic() + PATIENCE
        while len(self.done) < number:
            if time.monotonic() > deadline:
                raise RuntimeError(f"{len(self.done)} done, refused: {Counter(self.refused)}")
            time.sleep(0.05)

    def _asked(self, email: str) -> bool:
        """Whether there was an answer."""
        address = random.choice(self.addresses)  # which server, is no secret
        with requests.Session() as browser:
            try:
                page = browser.get(f"{address}/aanmelden", timeout=30).text
                form = {"csrf_token": TOKEN.search(page)[1], "name": "Lid", "email": email}
                answer = browser.post(f"{address}/aanmelden", form, timeout=30)
            except requests.RequestException:
                return False
        if answer.status_code == requests.codes.ok:  # what is wrong in a form comes back with 422
            self.done.append(email)
        else:
            self.refused.append(answer.status_code)
        return True


@contextlib.contextmanager
def sending(crowd: Crowd) -> Iterator[Crowd]:
    """They send for as long as this lasts."""
    people = [threading.Thread(target=crowd.send, args=(number,)) for number in range(PEOPLE)]
    for person in people:
        person.start()
    try:
        yield crowd
    finally:
        crowd.stop.set()
        for person in people:
            person.join()


def run() -> Iterator[Result]:
    kills = size("KILLS", 30)
    with tempfile.TemporaryDirectory() as folder, running() as server:
        yield _trial("SQLite", Path(folder) / "sqlite", f"sqlite:///{folder}/sqlite/data.sqlite3", kills)
        if server is not None:
            yield _trial("PostgreSQL", Path(folder) / "postgresql", server.create(), kills)


def _trial(name: str, instance: Path, url: str, kills: int) -> Result:
    instance.mkdir()
    app = prepared({"instance": str(instance), "database_url": url})
    settings = {"INCUBATOR_DATABASE_URL": url, "INCUBATOR_RATE_LIMITS": "off"}
    with serving(GUNICORN, instance, **settings) as served, sending(Crowd(served.address)) as crowd:
        for _ in range(kills):
            crowd.wait_for(len(crowd.done) + BETWEEN)
            time.sleep(random.uniform(0, 0.5))
            _kill_one(served)
        crowd.wait_for(len(crowd.done) + BETWEEN)
    with app.app_context():
        stored = set(db.session.scalars(select(User.email)))
        mails = Counter(db.session.scalars(select(OutgoingMail.recipient)))
    lost = [email for email in crowd.done if email not in stored]
    half = [email for email in stored if not mails[email]]
    twice = [email for email, number in mails.items() if number > 1 and email not in crowd.unanswered]
    note = (
        f"{kills} kills; {len(crowd.done)} done, {len(crowd.unanswered)} tried again, {len(crowd.refused)} refused{_kinds(crowd.refused)}: "
        f"{len(lost)} lost, {len(half)} half, {len(twice)} twice"
    )
    wrong = len(lost) + len(half) + len(twice) + len(crowd.refused)
    return Result(f"{name}: accounts, gunicorn", wrong, len(crowd.done), 0, note, "people")


def _kinds(refused: list[int]) -> str:
    return f" (status {sorted(set(refused))})" if refused else ""


def _kill_one(served: Served) -> None:
    workers = served.workers()
    if workers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(random.choice(workers), signal.SIGKILL)
