"""Processes that are killed without warning: what is lost and what happens twice, counted. Both may be none.

Importing: every batch of notices is begun by a process that is killed (SIGKILL) at a random moment, and read again by another; the tables
then have as many rows as those of an import that nobody disturbed. Matching: what was stored is matched and mailed about in the same way,
and the whole way from storing to sending is killed at every statement, every commit and every mail in turn. Mail: two processes empty one
outbox into a real mail server, and one of the two is killed again and again. Jobs: two processes run one timetable, and the one that is
at work is killed again and again; it never runs twice at once, and goes on. Migration: an upgrade of a database of long ago is killed,
and done again by another. On SQLite and on PostgreSQL, hundreds of kills in all. On PostgreSQL the jobs stand in a queue too: two workers
do what many transactions asked for. `BENCH_KILLS=5` gives a quick look.

A mail whose sender was killed between "the server has it" and "we know that" is sent again with the same Message-ID, by which mail
programs know it: how many there were stands in the note.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import (
    _killed_imports,
    _killed_jobs,
    _killed_mails,
    _killed_matching,
    _killed_migrations,
    _killed_steps,
    _killed_workers,
)
from tests.benchmarks._killing import Count, Place, processes
from tests.benchmarks.measuring import Result, size
from tests.mailbox import receiving
from tests.postgres import running

TRIALS = (_killed_imports, _killed_matching, _killed_steps, _killed_mails, _killed_jobs, _killed_migrations)


def run() -> Iterator[Result]:
    processes.set_forkserver_preload([__name__])
    kills = size("KILLS", 20)
    counts: list[Count] = []
    with tempfile.TemporaryDirectory() as folder, running() as server, receiving() as mailbox:
        places = {"SQLite": "sqlite:///{folder}/data.sqlite3"}
        if server is not None:
            places["PostgreSQL"] = ""
        for name, written in places.items():
            for trial in (*TRIALS, *([_killed_workers] if not written else [])):
                instance = Path(folder) / f"{trial.__name__}-{name}"
                instance.mkdir()
                url = written.format(folder=instance) or server.create()
                mailbox.messages.clear()
                counts.append(trial.trial(Place(name, instance, url, mailbox, server), kills))
                yield counts[-1].as_result()
    yield _sum_of([count for count in counts if count.name.partition(": ")[2] != _killed_workers.NAME])


def _sum_of(counts: list[Count]) -> Result:
    return Count(
        "all, without the queue",
        "things",
        sum(count.total for count in counts),
        sum(count.kills for count in counts),
        sum(count.at_work for count in counts),
        sum(count.lost for count in counts),
        sum(count.twice for count in counts),
    ).as_result()
