"""Reads about what group and coach write below the answers, and what coaches note."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.reviews.models import Remark, ReviewCase, Round
from incubator.reviews.models.talk import ReviewNote, ReviewReply
from incubator.reviews.queries import in_reach, round_in_sight
from incubator.reviews.values import RoundStage, WorkItem


class PartOfWork(NamedTuple):
    """One part of a round, below which group and coach write."""

    work: Round
    item: WorkItem


def part_in_sight(viewer: User, round_id: int, item_id: str) -> PartOfWork | None:
    """A part of work that this viewer can read. A loader for `guarded`."""
    work = round_in_sight(viewer, round_id)
    if work is None:
        return None
    for item in work.items:
        if item.id == item_id:
            return PartOfWork(work, item)
    return None


def replies(work: Round) -> dict[str, list[ReviewReply]]:
    """What was written below each part of all rounds of this work, the oldest first."""
    statement = (
        select(ReviewReply)
        .join(ReviewReply.round)
        .where(Round.case_id == work.case_id)
        .options(joinedload(ReviewReply.author))
        .order_by(ReviewReply.id)
    )
    by_part: dict[str, list[ReviewReply]] = {}
    for reply in db.session.scalars(statement):
        by_part.setdefault(reply.item_id, []).append(reply)
    return by_part


def open_remarks(work: Round) -> dict[str, list[Remark]]:
    """What was remarked in earlier rounds and is not settled yet, by part, the oldest first."""
    statement = (
        select(Remark)
        .join(Remark.round)
        .where(Round.case_id == work.case_id, Round.number < work.number, Round.stage != RoundStage.WITHDRAWN)
        .where(Remark.resolved_at.is_(None))
        .options(joinedload(Remark.author), joinedload(Remark.round))
        .order_by(Round.number, Remark.id)
    )
    by_part: dict[str, list[Remark]] = {}
    for remark in db.session.scalars(statement):
        by_part.setdefault(remark.item_id, []).append(remark)
    return by_part


def remark(viewer: User, review_remark_id: int) -> Remark | None:
    """A remark that was made known, in work that this viewer can read. A loader for `guarded`."""
    statement = (
        select(Remark)
        .join(Remark.round)
        .join(Round.case)
        .join(ReviewCase.cooperative)
        .where(Remark.id == review_remark_id, in_reach(viewer))
    )
    stored = db.session.scalar(statement)
    if stored is None or stored.round.with_coach:
        return None
    return stored


def notes(work: Round) -> Sequence[ReviewNote]:
    """What coaches noted about this work, the newest first. Never for the group."""
    statement = select(ReviewNote).where(ReviewNote.case_id == work.case_id).options(joinedload(ReviewNote.author))
    return db.session.scalars(statement.order_by(ReviewNote.id.desc())).all()


def note(viewer: User, note_id: int) -> ReviewNote | None:
    """A note of one's own. A loader for `guarded`."""
    statement = select(ReviewNote).where(ReviewNote.id == note_id, ReviewNote.author_id == viewer.id)
    return db.session.scalar(statement)


def written_by(user: User) -> list[dict[str, str]]:
    """What someone wrote below answers and noted, for their own download."""
    written = []
    for reply in db.session.scalars(
        select(ReviewReply).where(ReviewReply.author_id == user.id).order_by(ReviewReply.id)
    ):
        written.append({"reply": reply.text, "at": reply.at.isoformat()})
    for own in db.session.scalars(select(ReviewNote).where(ReviewNote.author_id == user.id).order_by(ReviewNote.id)):
        written.append({"note": own.text, "at": own.at.isoformat()})
    return written
