"""Which neighbourhoods somebody may know of, and who takes part in them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.accounts.permissions import is_manager
from incubator.core.db import db
from incubator.neighbourhood.models import Neighbourhood, NeighbourhoodPerson
from incubator.neighbourhood.values import NeighbourhoodRole


def visible(viewer: User) -> ColumnElement[bool]:
    """The workbenches that this viewer may know of: of who takes part, and all of them for the manager."""
    if is_manager(viewer):
        return true()
    mine = select(NeighbourhoodPerson.neighbourhood_id).where(NeighbourhoodPerson.user_id == viewer.id)
    return Neighbourhood.id.in_(mine)


def neighbourhood(viewer: User, slug: str) -> Neighbourhood | None:
    """A neighbourhood within sight. A loader for `guarded`."""
    return db.session.scalar(select(Neighbourhood).where(Neighbourhood.slug == slug, visible(viewer)))


def within_sight(viewer: User) -> Sequence[Neighbourhood]:
    """Every neighbourhood within sight, by name."""
    statement = select(Neighbourhood).where(visible(viewer)).order_by(Neighbourhood.name, Neighbourhood.id)
    return db.session.scalars(statement).all()


def slugs() -> set[str]:
    return set(db.session.scalars(select(Neighbourhood.slug)))


def role_in(viewer: User, place: Neighbourhood) -> NeighbourhoodRole | None:
    """What someone does in a neighbourhood; None for who does not take part."""
    person = db.session.get(NeighbourhoodPerson, (place.id, viewer.id))
    return person.role if person else None


def people(place: Neighbourhood) -> Sequence[NeighbourhoodPerson]:
    """Who takes part, the longest first."""
    statement = (
        select(NeighbourhoodPerson)
        .where(NeighbourhoodPerson.neighbourhood_id == place.id)
        .options(joinedload(NeighbourhoodPerson.user))
        .order_by(NeighbourhoodPerson.since, NeighbourhoodPerson.user_id)
    )
    return db.session.scalars(statement).all()
