"""Which notices have a page of their own, and when it last changed: for the list that search engines read."""

from datetime import datetime

from sqlalchemy import func, select

from incubator.core.db import db
from incubator.core.web import LARGEST_NUMBER
from incubator.notices.models import Notice

PORTION = 10_000  # a fifth of what a sitemap may hold: a file stays under a few megabytes


def portions() -> list[tuple[int, datetime]]:
    """The number of each portion, and when it last changed here. A notice stays in its portion, whatever comes after it."""
    number = Notice.id // PORTION
    statement = (
        select(number, func.max(Notice.updated_at))
        .where(Notice.merged_into_id.is_(None))
        .group_by(number)
        .order_by(number)
    )
    return [(row[0], row[1]) for row in db.session.execute(statement)]


def portion(number: int) -> list[tuple[int, datetime]]:
    """The notices of one portion and when each last changed here; none when there is no such portion."""
    first = min(number * PORTION, LARGEST_NUMBER)
    last = min(first + PORTION - 1, LARGEST_NUMBER)
    statement = (
        select(Notice.id, Notice.updated_at)
        .where(Notice.merged_into_id.is_(None), Notice.id.between(first, last))
        .order_by(Notice.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(statement)]
