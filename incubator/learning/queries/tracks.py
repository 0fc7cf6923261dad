"""Which track a group follows."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import select

from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.core.prepared import IDS, Question, rows
from incubator.learning.models import Enrolment
from incubator.learning.queries.edited import library
from incubator.learning.values.library import Track


def enrolment(group: Cooperative) -> Enrolment | None:
    """Which track a group follows, and since when; None when it never began."""
    return db.session.scalar(select(Enrolment).where(Enrolment.cooperative_id == group.id))


def track_of(group: Cooperative) -> Track:
    """The track that a group follows; the first when it chose none."""
    return tracks_of([group.id])[group.id]


def tracks_of(group_ids: Sequence[int]) -> dict[int, Track]:
    """The track that each of these groups follows."""
    content = library()
    followed = dict.fromkeys(group_ids, content.first_track)
    for group_id, slug in rows(_followed(), ids=group_ids):
        # A track can be taken away after a group began with it.
        followed[group_id] = content.tracks.get(slug, content.first_track)
    return followed


@cache
def _followed() -> Question:
    statement: Question = select(Enrolment.cooperative_id, Enrolment.track).order_by(Enrolment.id)
    return statement.where(Enrolment.cooperative_id.in_(IDS))
