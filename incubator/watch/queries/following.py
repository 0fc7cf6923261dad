"""Who follows which procurement, and what was published in it since."""

from collections.abc import Sequence

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.core.mail import Pace
from incubator.notices.models import Family, Notice
from incubator.watch.models import FollowedNotice, NoticeFollow


def follow_of(reader: User, family_id: int) -> NoticeFollow | None:
    """Whether someone follows this procurement, also by the number that it had before it turned out to be this one."""
    statement = (
        select(NoticeFollow)
        .join(Family, Family.id == NoticeFollow.family_id)
        .where(NoticeFollow.user_id == reader.id, or_(Family.id == family_id, Family.merged_into_id == family_id))
        .order_by(NoticeFollow.id)
    )
    return db.session.scalars(statement).first()


def news() -> list[tuple[NoticeFollow, Notice, FollowedNotice | None]]:
    """Every publication that somebody who follows its procurement does not know yet, or not as it is now; as it was published.

    Of two who ask at the same moment, each gets the news of other followers.
    """
    statement = (
        select(NoticeFollow, Notice, FollowedNotice)
        .join(User, User.id == NoticeFollow.user_id)
        .join(Family, Family.id == NoticeFollow.family_id)
        .join(Notice, Notice.family_id == _NOW)
        .outerjoin(
            FollowedNotice, and_(FollowedNotice.follow_id == NoticeFollow.id, FollowedNotice.notice_id == Notice.id)
        )
        .where(
            User.deactivated_at.is_(None),
            Notice.merged_into_id.is_(None),
            or_(
                and_(FollowedNotice.notice_id.is_(None), Notice.first_seen_at > NoticeFollow.news_from),
                and_(FollowedNotice.notice_id.is_not(None), FollowedNotice.seen.is_(None)),
                FollowedNotice.seen != Notice.updated_at,
            ),
        )
        .options(contains_eager(NoticeFollow.user), selectinload(Notice.buyer))
        .order_by(NoticeFollow.id, Notice.published, Notice.id)
        .with_for_update(of=NoticeFollow, skip_locked=True)
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(statement)]


# The procurement that a followed one turned out to be.
_NOW = func.coalesce(Family.merged_into_id, Family.id)


def publications_of(family_ids: Sequence[int]) -> Sequence[Notice]:
    """What is known here of these procurements, in the order in which it was published."""
    statement = select(Notice).where(Notice.family_id.in_(family_ids))
    return db.session.scalars(statement.order_by(Notice.published, Notice.id)).all()


def wants_mail(reader: User) -> bool:
    return reader.mail_notices is not Pace.NONE and reader.email is not None
