"""Reads about approved work that a group lets others read."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import cooperative
from incubator.core.db import db
from incubator.reviews.models import ReviewCase, Round
from incubator.reviews.models.talk import ReviewExample
from incubator.reviews.values import RoundStage


def permission_of(work: Round) -> ReviewExample | None:
    """That the group lets others read this piece, if it does."""
    return db.session.scalar(select(ReviewExample).where(ReviewExample.round_id == work.id))


def example_for(group: Cooperative, kind: str, ref: str) -> ReviewExample | None:
    """The newest approved piece of another group for the same work, that it lets others read."""
    statement = (
        select(ReviewExample)
        .join(ReviewExample.round)
        .join(Round.case)
        .join(ReviewCase.cooperative)
        .where(ReviewCase.kind == kind, ReviewCase.ref == ref, ReviewCase.cooperative_id != group.id)
        .where(Round.stage == RoundStage.APPROVED)
        .options(contains_eager(ReviewExample.round).contains_eager(Round.case).contains_eager(ReviewCase.cooperative))
    )
    return db.session.scalar(statement.order_by(Round.decided_at.desc(), Round.id.desc()).limit(1))


class ExampleForGroup(NamedTuple):
    """An example, and the group that reads it."""

    group: Cooperative
    example: ReviewExample


def example_in_sight(viewer: User, slug: str, kind: str, ref: str) -> ExampleForGroup | None:
    """The example for a group within sight. A loader for `guarded`."""
    # Through a group of one's own: what groups share is for each other, and not for every account.
    group = cooperative(viewer, slug)
    if group is None:
        return None
    example = example_for(group, kind, ref)
    if example is None:
        return None
    return ExampleForGroup(group, example)
