"""Who follows which procurement, and what was published in it since."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.notices.models import Family, Notice
from incubator.watch.models import NoticeFollow


def follow_of(reader: User, family_id: int) -> NoticeFollow | None:
    """Whether someone follows this procurement, also by the number that it had before it turned out to be this one."""
    statement = (
        select(NoticeFollow)
        .join(Family, Family.id == NoticeFollow.family_id)
        .where(NoticeFollow.user_id == reader.id, or_(Family.id == family_id, Family.merged_into_id == family_id))
        .order_by(NoticeFollow.id)
    )
    return db.session.scalars(statement).first()


def follows() -> Sequence[NoticeFollow]:
    """All that is followed. Of two who tell at the same moment, each tells of others."""
    statement = (
        select(NoticeFollow)
        .join(User, User.id == NoticeFollow.user_id)
        .where(User.deactivated_at.is_(None))
        .options(selectinload(NoticeFollow.user))
        .order_by(NoticeFollow.id)
        .with_for_update(of=NoticeFollow, skip_locked=True)
    )
    return db.session.scalars(statement).all()


def published_since(followed: NoticeFollow) -> list[Notice]:
    """What came in here about a procurement after its follower was told last, in the order in which it came."""
    family = select(func.coalesce(Family.merged_into_id, Family.id)).where(Family.id == followed.family_id)
    statement = (
        select(Notice)
        .where(
            Notice.family_id == family.scalar_subquery(),
            Notice.merged_into_id.is_(None),
            Notice.first_seen_at > followed.told_until,
        )
        .options(selectinload(Notice.buyer))
        .order_by(Notice.published, Notice.id)
    )
    return list(db.session.scalars(statement))


def wants_mail(reader: User) -> bool:
    return reader.mail_alerts and reader.email is not None
