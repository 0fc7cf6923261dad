"""A process that stores notices, matches them and sends the mails, and of which a child is killed at every step of that.

Each round a notice is stored, matched and mailed about by a child that is killed (SIGKILL) at its next step: before a statement, before
a commit or after a mail was handed over. Then all is done again from the start, as the timetable does. The rounds end when a child comes
to the end of its work.
"""

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import event, update

from incubator.app import create_app
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.delivery import carrier
from incubator.core.outbox import OutgoingMail, deliver_due
from incubator.core.web import settings
from incubator.notices.services import import_documents
from incubator.watch.jobs import match_and_tell
from tests.watch.factories import publication

SECRET = "a-secret-for-tests-that-is-long-enough"


def main(instance: str, database_url: str, mail_url: str, record: str, stride: int) -> None:
    """Writes into the record how many children were killed at work."""
    app = create_app(
        instance=instance, database_url=database_url, mail_url=mail_url, secret_key=SECRET, timetable=False
    )
    with app.app_context():
        for round_number in count(1):
            ended = _in_a_child(round_number, step=1 + (round_number - 1) * stride)
            _ten_minutes_later()
            work(round_number)
            if ended:
                Path(record).write_text(str(round_number - 1), encoding="ascii")
                return


def title(number: int) -> str:
    return f"Groenonderhoud wijk {number:04}"


def work(number: int) -> None:
    """Store, match, tell and send, as the jobs of the timetable do one after the other."""
    with transaction(actor=SYSTEM):
        import_documents([publication(number, title(number))], now=clock.now())
    match_and_tell()
    deliver_due(carrier(settings()))


def _in_a_child(number: int, step: int) -> bool:
    """Whether it came to the end of its work."""
    db.session.remove()
    db.engine.dispose()  # a child must not speak on a connection of its parent
    child = os.fork()
    if child == 0:
        _die_at(step)
        work(number)
        os._exit(0)
    _child, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError(f"The child of round {number} failed")
    return os.WIFEXITED(status)


def _die_at(step: int) -> None:
    steps = count(1)

    def before(*_anything: Any, **_more: Any) -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "commit"):
        event.listen(db.engine, name, before)
    way = type(carrier(settings()))
    way.carry = _and_then(way.carry, before)


def _and_then(carry: Callable[..., None], after: Callable[[], None]) -> Callable[..., None]:
    def carried(*arguments: Any) -> None:
        carry(*arguments)
        after()

    return carried


def _ten_minutes_later() -> None:
    """What the child had claimed is free after ten minutes: as if they have passed."""
    earlier = clock.now() - timedelta(minutes=1)
    with transaction(actor=SYSTEM):
        db.session.execute(update(OutgoingMail).values(claimed_until=earlier))
