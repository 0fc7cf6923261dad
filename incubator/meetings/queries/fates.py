"""Convocations by mail of which is not written down yet whether they left."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from incubator.core import clock
from incubator.core.db import db
from incubator.core.outbox import KEPT
from incubator.meetings.models import Convocation, Meeting
from incubator.meetings.values import Channel


def meetings_with_mail_underway(now: datetime) -> Sequence[Meeting]:
    """Meetings with convocations of the last round that went by mail, of which the outbox may know more than we wrote down."""
    # What the outbox has forgotten it cannot tell any more.
    oldest = clock.local(now - KEPT).date()
    statement = (
        select(Meeting)
        .join(Meeting.convocations)
        .where(
            Convocation.round == Meeting.round,
            Convocation.channel == Channel.EMAIL,
            Convocation.left_on.is_(None),
            Convocation.sent_on >= oldest,
        )
        .order_by(Meeting.id)
        .distinct()
    )
    return db.session.scalars(statement).all()
