"""Groups that are in the middle of a lesson, and what they are told when it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.core.db import db
from incubator.learning.models import Draft, LessonRead, LessonVersion
from incubator.learning.queries.edited import library
from incubator.learning.queries.progress import EXERCISE
from incubator.learning.queries.work import Place, draft, readers
from incubator.reviews import queries as reviews
from incubator.reviews.models import Round
from incubator.reviews.values import RoundStage

MOST_NOTES = 3  # the newest; who was away for a year needs no list of thirty


def changes_for(where: Place) -> Sequence[LessonVersion]:
    """What changed in a lesson since the group wrote or handed in last, or since it read when it wrote nothing; newest first.

    Nothing for a group that did not begin, and nothing more once it is approved.
    """
    # Nearly every lesson is as the product has it: then nothing more is asked of the database.
    changed_at = library().state(where.lesson.slug).changed_at
    if changed_at is None:
        return ()
    since = _busy_since(where, reviews.latest_round(where.group, EXERCISE, where.lesson.slug))
    if since is None or since >= changed_at:
        return ()
    statement = select(LessonVersion).where(LessonVersion.slug == where.lesson.slug, LessonVersion.at > since)
    return db.session.scalars(statement.order_by(LessonVersion.number.desc()).limit(MOST_NOTES)).all()


def _busy_since(where: Place, latest: Round | None) -> datetime | None:
    """When the group last wrote or handed in, or when the first of its readers read; None when it is not in the middle."""
    if latest is not None and latest.stage is RoundStage.APPROVED:
        return None
    stored = draft(where)
    if stored is None:
        return min((reader.at for reader in readers(where)), default=None)
    if latest is None:
        return stored.edited_at
    return max(stored.edited_at, latest.handed_in_at)


def people_in(slug: str) -> Sequence[Participation]:
    """Who works now in a group that goes on and is in the middle of a lesson: it wrote or read, and is not approved.

    Each with the user and the group; who only reads along is not among them.
    """
    groups, finished = _groups_with_work(slug)
    numbers = [group.id for group in groups if group.id not in finished]
    statement = (
        select(Participation)
        .join(Participation.user)
        .where(
            Participation.cooperative_id.in_(numbers),
            Participation.until.is_(None),
            Participation.role != ParticipationRole.OBSERVER,
            User.is_active,
        )
        .options(contains_eager(Participation.user), joinedload(Participation.cooperative))
    )
    return db.session.scalars(statement.order_by(Participation.cooperative_id, Participation.id)).all()


@dataclass(frozen=True, slots=True)
class GroupsWithWork:
    """How many groups are in the middle of a lesson, and how many finished it."""

    busy: int
    finished: int


def groups_with_work(slug: str) -> GroupsWithWork:
    """For who is about to hide a lesson."""
    groups, finished = _groups_with_work(slug)
    done = sum(group.id in finished for group in groups)
    return GroupsWithWork(len(groups) - done, done)


def _groups_with_work(slug: str) -> tuple[Sequence[Cooperative], set[int]]:
    """The groups that go on and wrote or read in a lesson, and the numbers of those that finished it."""
    writing = select(Draft.cooperative_id).where(Draft.lesson == slug)
    reading = select(LessonRead.cooperative_id).where(LessonRead.lesson == slug)
    statement = select(Cooperative).where(or_(Cooperative.id.in_(writing), Cooperative.id.in_(reading)))
    groups = db.session.scalars(statement.where(Cooperative.stopped_at.is_(None)).order_by(Cooperative.id)).all()
    finished = set()
    for work in reviews.standings([group.id for group in groups]):
        if (work.kind, work.ref) == (EXERCISE, slug) and work.stage is RoundStage.APPROVED:
            finished.add(work.cooperative_id)
    return groups, finished
