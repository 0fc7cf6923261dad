"""The story of a neighbourhood in its versions, and which neighbourhoods are public."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.neighbourhood.models import Building, Neighbourhood, NeighbourhoodGroup, StoryVersion

VERSIONS = 60  # in the list


def newest(place: Neighbourhood) -> StoryVersion | None:
    """The story as it is being written."""
    return db.session.scalars(_of(place)).first()


def published(place: Neighbourhood) -> StoryVersion | None:
    """The story that visitors read."""
    # Not the newest: what is being written changes nothing for visitors before a driver says so.
    return db.session.scalars(_of(place).where(StoryVersion.published_at.is_not(None))).first()


def versions(place: Neighbourhood) -> Sequence[StoryVersion]:
    """The versions with who wrote them, the newest first."""
    return db.session.scalars(_of(place).options(joinedload(StoryVersion.written_by)).limit(VERSIONS)).all()


def version(place: Neighbourhood, revision: int) -> StoryVersion | None:
    return db.session.scalar(_of(place).where(StoryVersion.revision == revision))


def _of(place: Neighbourhood) -> Select[StoryVersion]:
    statement = select(StoryVersion).where(StoryVersion.neighbourhood_id == place.id)
    return statement.order_by(StoryVersion.revision.desc())


def public_places() -> Sequence[Neighbourhood]:
    """The neighbourhoods that every visitor may read, by name."""
    statement = select(Neighbourhood).where(Neighbourhood.published_at.is_not(None))
    return db.session.scalars(statement.order_by(Neighbourhood.name, Neighbourhood.id)).all()


def has_public_places() -> bool:
    """Whether there is a neighbourhood that every visitor may read."""
    statement = select(Neighbourhood.id).where(Neighbourhood.published_at.is_not(None))
    return db.session.scalar(statement.limit(1)) is not None


def public_place(slug: str) -> Neighbourhood | None:
    """A neighbourhood that every visitor may read."""
    statement = select(Neighbourhood).where(Neighbourhood.slug == slug, Neighbourhood.published_at.is_not(None))
    return db.session.scalar(statement)


def changed_at(place: Neighbourhood) -> datetime:
    """When what visitors read was last changed: the story, the groups or the buildings that are shown."""
    story = select(func.max(StoryVersion.published_at)).where(StoryVersion.neighbourhood_id == place.id)
    group = select(func.max(NeighbourhoodGroup.answered_at)).where(
        NeighbourhoodGroup.neighbourhood_id == place.id, NeighbourhoodGroup.is_public.is_(True)
    )
    building = select(func.max(Building.changed_at)).where(
        Building.neighbourhood_id == place.id, Building.is_public.is_(True)
    )
    moments = [db.session.scalar(each) for each in (story, group, building)]
    return max(moment for moment in (place.published_at or place.created_at, *moments) if moment is not None)


def written_by(user: User) -> Sequence[StoryVersion]:
    """The versions that somebody wrote."""
    statement = select(StoryVersion).where(StoryVersion.written_by_id == user.id)
    return db.session.scalars(statement.options(joinedload(StoryVersion.neighbourhood)).order_by(StoryVersion.id)).all()
