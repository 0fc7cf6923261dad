"""What titles mean: what is known of some notices, and the notices of which nothing is known yet."""

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from sqlalchemy import and_, or_, select

from incubator.core.db import db
from incubator.notices.models import Notice
from incubator.watch.models import NoticeMeaning
from incubator.watch.queries.to_match import can_be_matched


def known_meanings(notices: Sequence[Notice]) -> dict[int, NoticeMeaning]:
    """What is known of these notices, of whatever model, by the number of the notice."""
    numbers = list(map(attrgetter("id"), notices))
    statement = select(NoticeMeaning).where(NoticeMeaning.notice_id.in_(numbers))
    return {known.notice_id: known for known in db.session.scalars(statement)}


def meanings_of(notice_ids: Sequence[int], model: str, version: str) -> dict[int, bytes]:
    """The vectors that this model made of their titles."""
    statement = select(NoticeMeaning.notice_id, NoticeMeaning.vector).where(
        NoticeMeaning.notice_id.in_(notice_ids), NoticeMeaning.model == model, NoticeMeaning.version == version
    )
    return {row.notice_id: row.vector for row in db.session.execute(statement)}


def without_meaning(now: datetime, model: str, version: str, limit: int) -> Sequence[Notice]:
    """Notices that can still be acted on and whose title this model has not read."""
    unread = or_(
        NoticeMeaning.notice_id.is_(None), ~and_(NoticeMeaning.model == model, NoticeMeaning.version == version)
    )
    statement = select(Notice).outerjoin(NoticeMeaning, NoticeMeaning.notice_id == Notice.id)
    return db.session.scalars(statement.where(can_be_matched(now), unread).order_by(Notice.id).limit(limit)).all()
