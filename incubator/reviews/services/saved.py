"""Remarks that a coach keeps to use again."""

from datetime import datetime

from sqlalchemy import delete

from incubator.accounts.models import User
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.reviews import queries
from incubator.reviews.models import SavedRemark

MOST = 50  # of one coach: in a longer list nobody finds anything


def keep(coach: User, text: str, *, now: datetime) -> SavedRemark:
    """Keep a remark; the same text again is no second one. Raises `RuleViolation` for nothing, and for too many."""
    lock(coach)
    text = _written(text)
    saved = queries.saved_remarks(coach)
    for remark in saved:
        if remark.text == text:
            return remark
    if len(saved) >= MOST:
        raise RuleViolation(N_("You have %(number)s saved remarks. Remove one first."), field="text", number=MOST)
    remark = SavedRemark(coach_id=coach.id, text=text, at=now)
    db.session.add(remark)
    db.session.flush()
    return remark


def _written(text: str) -> str:
    plain = text.replace("\r\n", "\n").strip()
    if not plain:
        raise RuleViolation(N_("There is nothing to save yet: write the remark first."), field="text")
    return plain


def change(remark: SavedRemark, text: str) -> None:
    """Another text. Where it was used before nothing changes. Raises `RuleViolation` for nothing."""
    remark.text = _written(text)


def remove(remark: SavedRemark) -> None:
    """It is gone; where it was used it stays."""
    db.session.delete(lock(remark))


def forget(user: User, _now: datetime) -> None:
    """The account goes, and so does what was only theirs."""
    db.session.execute(delete(SavedRemark).where(SavedRemark.coach_id == user.id))
