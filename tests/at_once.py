"""Several people (or processes) at the same moment: real threads, each with an application context and a session of its own."""

import threading
from collections.abc import Callable
from typing import Any

from flask import Flask

from incubator.core.db import db

PATIENCE = 60  # seconds, after which a deadlock fails the test


def at_once(app: Flask, *actions: Callable[[], Any]) -> list[Any]:
    """Run the actions at the same moment. Gives what each came to, in their order: its result, or the exception it raised."""
    start = threading.Barrier(len(actions))
    outcomes: list[Any] = [None] * len(actions)

    def run(place: int, action: Callable[[], Any]) -> None:
        try:
            with app.app_context():
                start.wait(PATIENCE)
                try:
                    outcomes[place] = action()
                finally:
                    db.session.remove()
        except Exception as error:  # noqa: BLE001 - what went wrong is the outcome
            outcomes[place] = error

    db.session.rollback()  # the test's own session holds no lock meanwhile
    threads = [threading.Thread(target=run, args=(place, action), daemon=True) for place, action in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    if any(thread.is_alive() for thread in threads):
        raise AssertionError("An action is still waiting: a deadlock, or a lock that is never let go")
    return outcomes
