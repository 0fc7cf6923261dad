"""Reads about what was handed in."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.bids.models import Bid, Submission, SubmittedFile
from incubator.bids.queries import asking, bidding
from incubator.bids.rules import submitting
from incubator.core.db import db


def place_of(bid: Bid) -> str:
    """Where the bid is handed in: with the client who asked, or as the notice has it; empty when it does not say."""
    if bid.request is not None:
        return bid.request.client[: submitting.LONGEST_PLACE]
    return submitting.place_of(bid.work.content, asking.law_of(bid))


def submissions(bid: Bid) -> Sequence[Submission]:
    """Every time the bid was handed in, the newest first."""
    statement = (
        select(Submission)
        .where(Submission.bid_id == bid.id)
        .options(
            joinedload(Submission.recorded_by),
            joinedload(Submission.taken_back_by),
            selectinload(Submission.papers).joinedload(SubmittedFile.file),
        )
        .order_by(Submission.id.desc())
    )
    return db.session.scalars(statement).all()


def submission(viewer: User, slug: str, bid_id: int, submission_id: int) -> Submission | None:
    """A hand-in of a bid within sight. A loader for `guarded`."""
    bid = bidding.bid(viewer, slug, bid_id)
    if bid is None:
        return None
    return db.session.scalar(select(Submission).where(Submission.id == submission_id, Submission.bid_id == bid.id))


def submitted_file(viewer: User, slug: str, bid_id: int, submission_id: int, file_id: int) -> SubmittedFile | None:
    """A file of a hand-in within sight. A loader for `guarded`."""
    parent = submission(viewer, slug, bid_id, submission_id)
    if parent is None:
        return None
    return db.session.scalar(
        select(SubmittedFile).where(SubmittedFile.id == file_id, SubmittedFile.submission_id == parent.id)
    )
