"""What still has to be matched: a row for each publication that was stored or changed, in the transaction that does it."""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select

from incubator.core import occasions
from incubator.core.db import db
from incubator.core.occasions import Occasion
from incubator.notices.models import ChangedNotice, Notice
from incubator.notices.services.columns import table


def note_changed(notice_ids: Iterable[int]) -> None:
    """Put publications in the queue."""
    rows = [{"notice_id": notice_id} for notice_id in dict.fromkeys(notice_ids)]
    if rows:
        db.session.execute(insert(table(ChangedNotice)), rows)
        occasions.note(Occasion.NOTICES)


def take_changed(limit: int) -> list[int]:
    """Take the publications that wait longest out of the queue, each once; they are back when the transaction fails.

    Of two who take at the same moment, each gets others.
    """
    waiting = select(ChangedNotice.id, ChangedNotice.notice_id).order_by(ChangedNotice.id).limit(limit)
    # Skipped, not waited for: who waits would find its rows deleted by the other.
    rows = db.session.execute(waiting.with_for_update(skip_locked=True)).all()
    queue_ids = [row.id for row in rows]
    db.session.execute(delete(ChangedNotice).where(ChangedNotice.id.in_(queue_ids)))
    notice_ids = list(dict.fromkeys(row.notice_id for row in rows))
    # A publication that changed twice waits twice: who takes the second row waits until the first is matched, and then sees the matches.
    held = select(Notice.id).where(Notice.id.in_(notice_ids)).order_by(Notice.id)
    db.session.execute(held.with_for_update(key_share=True))
    return notice_ids
