"""Who shows that they are interested in what. A cooperative sees others only where it shows itself."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, Participation
from incubator.core.db import db
from incubator.core.mail import Pace
from incubator.notices.models import Family
from incubator.watch.models import InterestSharing, SharedInterest


def sharing_of(group: Cooperative) -> InterestSharing | None:
    """Whether a cooperative wants to be known to others, and what they see of it."""
    return db.session.get(InterestSharing, group.id, populate_existing=True)


def shows_interest(group: Cooperative, family_id: int) -> bool:
    """Whether it shows that it is interested in this procurement."""
    return db.session.scalar(_interest_of(group, family_id).limit(1)) is not None


def interest_of(group: Cooperative, family_id: int) -> Sequence[SharedInterest]:
    """The rows of a cooperative about a procurement: also those of before it turned out to be this one."""
    return db.session.scalars(_interest_of(group, family_id)).all()


def _interest_of(group: Cooperative, family_id: int) -> Select[SharedInterest]:
    return (
        select(SharedInterest)
        .join(Family, Family.id == SharedInterest.family_id)
        .where(SharedInterest.cooperative_id == group.id, is_now(family_id))
        .order_by(SharedInterest.id)
    )


def is_now(family_id: int) -> ColumnElement[bool]:
    """The procurement that a row is about turned out to be this one, or always was."""
    return func.coalesce(Family.merged_into_id, Family.id) == family_id


def others_interested(group: Cooperative, family_id: int) -> list[tuple[Cooperative, InterestSharing]]:
    """The other cooperatives that show the same interest; nobody for a cooperative that does not show its own."""
    if not shows_interest(group, family_id):
        return []
    statement = (
        select(Cooperative, InterestSharing)
        .join(InterestSharing, InterestSharing.cooperative_id == Cooperative.id)
        .join(SharedInterest, SharedInterest.cooperative_id == Cooperative.id)
        .join(Family, Family.id == SharedInterest.family_id)
        .where(is_now(family_id), Cooperative.id != group.id, Cooperative.stopped_at.is_(None))
        .order_by(Cooperative.name, Cooperative.id)
        .distinct()
    )
    return [(row[0], row[1]) for row in db.session.execute(statement)]


def number_shown(group: Cooperative) -> int:
    """For how many procurements a cooperative shows its interest."""
    counted = select(func.count()).where(SharedInterest.cooperative_id == group.id)
    return db.session.scalar(counted) or 0


def readers(cooperative_ids: Sequence[int]) -> dict[int, list[User]]:
    """Who takes part in each cooperative now and wants mails about notices."""
    statement = (
        select(Participation)
        .join(Participation.user)
        .where(
            Participation.cooperative_id.in_(cooperative_ids),
            Participation.until.is_(None),
            User.mail_notices != Pace.NONE,
            User.email.is_not(None),
            User.deactivated_at.is_(None),
        )
        .options(selectinload(Participation.user))
        .order_by(Participation.id)
    )
    readers_of: dict[int, list[User]] = {}
    for participation in db.session.scalars(statement):
        readers_of.setdefault(participation.cooperative_id, []).append(participation.user)
    return readers_of
