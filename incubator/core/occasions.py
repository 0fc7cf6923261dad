"""What makes a job due at once: something was stored for it, in a transaction that may still be taken back.

Where jobs run on a queue, the job is put there by that same transaction. Without a queue the timetable finds it at its next look.
"""

from enum import StrEnum

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from incubator.core import runner
from incubator.core.db import db

_NOTED = "occasions"


class Occasion(StrEnum):
    """What was stored."""

    MAIL = "mail"  # one that may leave now
    NOTICES = "notices"  # publications that have to be matched


def note(occasion: Occasion) -> None:
    """The job of this occasion has something to do once the surrounding transaction is committed."""
    db.session.info.setdefault(_NOTED, set()).add(occasion)


@event.listens_for(Session, "before_commit")
def _put(session: Session) -> None:
    """At the very end, so that a savepoint that was taken back takes nothing with it."""
    if _NOTED not in session.info or session.in_nested_transaction():
        return
    noted = session.info.pop(_NOTED)
    queue = runner.queue()
    if queue is None:
        return
    for job in runner.timetable():
        if job.occasion in noted:
            queue.put(job.name, asked=True)


@event.listens_for(Session, "after_transaction_end")
def _forget(session: Session, ended: SessionTransaction) -> None:
    """What was noted by a transaction that is taken back."""
    if ended.parent is None:
        session.info.pop(_NOTED, None)
