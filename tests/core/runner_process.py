"""One of several processes that run the same timetable on the same database.

The job writes a line when it begins and one when it ends; the file tells whether two processes ever ran it at once.
"""

import os
import time
from datetime import timedelta
from pathlib import Path

from incubator.app import create_app
from incubator.core.runner import Job, Runner

ENOUGH = 20  # lines: ten runs


def main(instance: str, database_url: str, record: str, processes: int) -> None:
    def job() -> str:
        with Path(record).open("a", encoding="ascii") as stream:
            stream.write(f"begin {os.getpid()} {time.time()}\n")
            stream.flush()
            time.sleep(0.02)
            stream.write(f"end {os.getpid()} {time.time()}\n")
        return "done"

    app = create_app(instance=instance, database_url=database_url, secret_key="a-secret-for-tests-that-is-long-enough")
    runner = Runner(app, [Job("count", "Count", job, every=timedelta(seconds=0.2))])
    runner.enrol()
    Path(f"{record}.ready-{os.getpid()}").touch()
    give_up = time.monotonic() + 60
    while len(list(Path(instance).glob("*.ready-*"))) < processes and time.monotonic() < give_up:
        time.sleep(0.01)
    while time.monotonic() < give_up and len(Path(record).read_text(encoding="ascii").splitlines()) < ENOUGH:
        for due in runner.due():
            runner.run(due)
        time.sleep(0.01)
