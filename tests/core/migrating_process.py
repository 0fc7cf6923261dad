"""A process that brings a database up to date, to be killed.

It ends, as a process that is killed does, just before it would send that statement; 0 is never.
"""

import os
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import event
from sqlalchemy.engine import Engine

from incubator.app import create_app

KILLED = 9


def die_before(number: int) -> None:
    """The statement after the last is the commit."""
    sent = 0

    def count(*_arguments: object) -> None:
        nonlocal sent
        sent += 1
        if sent == number:
            os._exit(KILLED)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)


def main(instance: str, url: str, number: int) -> None:
    app = create_app(
        instance=Path(instance),
        database_url=url,
        secret_key="a-secret-for-tests-that-is-long-enough",
        rate_limits=False,
        timetable=False,
    )
    die_before(number)
    with app.app_context():
        upgrade()
