"""Which track a group follows."""

from functools import cache

from sqlalchemy import select

from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.core.prepared import GROUP, Question
from incubator.learning.models import Enrolment
from incubator.learning.queries.edited import library
from incubator.learning.values.library import Track


def enrolment(group: Cooperative) -> Enrolment | None:
    """Which track a group follows, and since when; None when it never began."""
    return db.session.scalar(_enrolment(), {"group": group.id})


@cache
def _enrolment() -> Question:
    statement: Question = select(Enrolment)
    return statement.where(Enrolment.cooperative_id == GROUP)


def track_of(group: Cooperative) -> Track:
    """The track that a group follows; the first when it chose none, or what it chose was taken away."""
    content, enrolled = library(), enrolment(group)
    if enrolled is None:
        return content.first_track
    # A track can be taken away after a group began with it.
    return content.tracks.get(enrolled.track, content.first_track)
