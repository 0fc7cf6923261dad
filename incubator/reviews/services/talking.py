"""Group and coach go on below the answers; coaches note something for themselves."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from incubator.accounts.models import User
from incubator.accounts.queries import managers
from incubator.cooperatives.queries import people, role_in
from incubator.cooperatives.services import A_MOMENT
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.reviews.messages import receipts
from incubator.reviews.models import Remark, Round
from incubator.reviews.models.talk import ReviewNote, ReviewReply
from incubator.reviews.services.handing_in import readers_of


def reply(work: Round, item_id: str, text: str, *, by: User, now: datetime) -> ReviewReply:
    """Write below one part of the work and tell the other side; pressed twice it stands there once.

    Raises `RuleViolation` for nothing, and for a part that this work does not have.
    """
    lock(work)
    text = _written(text)
    if item_id not in {item.id for item in work.items}:
        raise RuleViolation(N_("This part is not in the work any more. Look at the newest attempt."))
    before = _last(work, item_id)
    if before is not None and (before.author_id, before.text) == (by.id, text) and before.at > now - A_MOMENT:
        return before
    # Kept, because someone who left the group still spoke for it then.
    from_group = role_in(by, work.case.cooperative) is not None
    written = ReviewReply(round=work, item_id=item_id, author=by, from_group=from_group, text=text, at=now)
    db.session.add(written)
    db.session.flush()
    readers = _coaches(work) if from_group else readers_of(work)
    receipts.tell_reply(written, [reader for reader in readers if reader.id != by.id], author=by)
    return written


def _written(text: str) -> str:
    plain = text.replace("\r\n", "\n").strip()
    if not plain:
        raise RuleViolation(N_("There is nothing to send yet: write something first."), field="text")
    return plain


def _last(work: Round, item_id: str) -> ReviewReply | None:
    statement = select(ReviewReply).where(ReviewReply.round_id == work.id, ReviewReply.item_id == item_id)
    return db.session.scalar(statement.order_by(ReviewReply.id.desc()).limit(1))


def _coaches(work: Round) -> Sequence[User]:
    """Who read the work; when that is nobody who can still sign in, who guides the group, or else the managers."""
    if work.coach is not None and work.coach.is_active:
        return [work.coach]
    return people.coaches_of(work.case.cooperative) or managers()


def resolve(remark: Remark, *, by: User, now: datetime) -> None:
    """Either side says that a remark is settled; who does so a second time changes nothing."""
    lock(remark)
    if remark.resolved_at is None:
        remark.resolved_at, remark.resolved_by = now, by
        db.session.flush()


def open_again(remark: Remark) -> None:
    """The remark is not settled after all."""
    lock(remark)
    remark.resolved_at, remark.resolved_by = None, None
    db.session.flush()


def note(work: Round, text: str, *, by: User, now: datetime) -> ReviewNote:
    """Note something about this work that the group never reads. Raises `RuleViolation` for nothing."""
    lock(work.case)
    noted = ReviewNote(case_id=work.case_id, author_id=by.id, text=_written(text), at=now)
    db.session.add(noted)
    db.session.flush()
    return noted


def remove_note(noted: ReviewNote) -> None:
    db.session.delete(lock(noted))


def forget(user: User, _now: datetime) -> None:
    """The account goes, and with it what someone noted; what was said to others stays with the work, without a name."""
    db.session.execute(delete(ReviewNote).where(ReviewNote.author_id == user.id))
