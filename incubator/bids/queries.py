"""Reads about bids."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.bids import documents
from incubator.bids.models import Bid
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.notices.models import Notice
from incubator.notices.queries import publications


def bids(group: Cooperative) -> Sequence[Bid]:
    """The bids of a cooperative, the nearest deadline first."""
    statement = (
        select(Bid)
        .join(Bid.notice)
        .where(Bid.cooperative_id == group.id)
        .options(selectinload(Bid.notice).selectinload(Notice.buyer), selectinload(Bid.tasks), selectinload(Bid.owner))
        .order_by(Notice.deadline.is_(None), Notice.deadline, Bid.id)
    )
    return db.session.scalars(statement).all()


def bid(viewer: User, slug: str, bid_id: int) -> Bid | None:
    """One bid of a cooperative within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    statement = select(Bid).where(Bid.id == bid_id, Bid.cooperative_id == group.id).options(selectinload(Bid.tasks))
    return db.session.scalar(statement)


def bid_on(group: Cooperative, notice: Notice) -> Bid | None:
    return db.session.scalar(select(Bid).where(Bid.cooperative_id == group.id, Bid.notice_id == notice.id))


def group_and_notice(viewer: User, slug: str, notice_id: int) -> tuple[Cooperative, Notice] | None:
    """A cooperative within sight and a notice. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    notice = db.session.get(Notice, notice_id)
    return (group, notice) if group is not None and notice is not None else None


def changed_facts(found: Bid) -> list[str]:
    """Which facts of the plan hold another value now than when the last document was made."""
    if found.made_at is None:
        return []
    now = cooperatives.holding_values(found.cooperative)
    return [key for key in documents.SHOWN if now.get(key) != found.facts_used.get(key)]


def is_corrected(found: Bid) -> bool:
    """Whether the buyer has published a correction of the notice since."""
    return any(one.corrects_id == found.notice_id for one in publications.family(found.notice.family_id))


def bid_with_task(viewer: User, slug: str, bid_id: int, key: str) -> Bid | None:
    """A bid within sight that has this line on its checklist."""
    found = bid(viewer, slug, bid_id)
    return found if found is not None and any(task.key == key for task in found.tasks) else None
