"""Chances within somebody's sight, and those that every visitor may read."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.chances import rules
from incubator.chances.models import Chance, ChanceEvent
from incubator.chances.values import ChanceConcern, ChanceKind
from incubator.core import clock
from incubator.core.db import db
from incubator.neighbourhood.models import Building, Neighbourhood, NeighbourhoodPerson
from incubator.neighbourhood.queries.places import visible


def of_neighbourhood(neighbourhood_id: int) -> Sequence[Chance]:
    """The chances of a neighbourhood with their history, the oldest first."""
    statement = (
        select(Chance)
        .where(Chance.neighbourhood_id == neighbourhood_id)
        .options(
            selectinload(Chance.events).joinedload(ChanceEvent.by),
            joinedload(Chance.owner),
            joinedload(Chance.building),
            joinedload(Chance.cooperative),
        )
    )
    return db.session.scalars(statement.order_by(Chance.id)).all()


def chance(viewer: User, slug: str, number: int) -> Chance | None:
    """A chance within sight. A loader for `guarded`."""
    statement = select(Chance).join(Chance.neighbourhood).where(Chance.id == number)
    # With the address of another neighbourhood it is not there, also for who may see both.
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)))


def number_of(neighbourhood_id: int) -> int:
    """How many chances there are."""
    statement = select(func.count(Chance.id)).where(Chance.neighbourhood_id == neighbourhood_id)
    return db.session.scalar(statement) or 0


def taken(neighbourhood_id: int, origin: str) -> Chance | None:
    """The chance that came out of this proposal."""
    statement = select(Chance).where(Chance.neighbourhood_id == neighbourhood_id, Chance.origin == origin)
    return db.session.scalar(statement)


def origins(neighbourhood_id: int) -> frozenset[str]:
    """Which proposals became chances."""
    statement = select(Chance.origin).where(Chance.neighbourhood_id == neighbourhood_id, Chance.origin.is_not(None))
    return frozenset(origin for origin in db.session.scalars(statement.order_by(Chance.id)) if origin)


def just_written(neighbourhood_id: int, kind: ChanceKind, title: str, *, since: datetime) -> Chance | None:
    """The chance of this kind and title since a moment: of two presses the second finds what the first wrote."""
    statement = select(Chance).where(
        Chance.neighbourhood_id == neighbourhood_id,
        Chance.kind == kind,
        Chance.title == title,
        Chance.written_at >= since,
    )
    return db.session.scalars(statement.order_by(Chance.id)).first()


def heard_on(known: Chance) -> date:
    """The last day on which anybody did or wrote anything about it."""
    days = [clock.local(event.at).date() for event in known.events]
    return max([clock.local(known.written_at).date(), *days])


def concerns(known: Chance, *, today: date) -> tuple[ChanceConcern, ...]:
    """Why it asks for attention; nothing when it does not."""
    return rules.concerns(known.state, heard_on(known), known.next_on, today=today)


def people_of(neighbourhood_id: int) -> dict[int, str]:
    """The names of who takes part, by the number of their account: who can own a chance."""
    statement = (
        select(User.id, User.name)
        .join(NeighbourhoodPerson, NeighbourhoodPerson.user_id == User.id)
        .where(NeighbourhoodPerson.neighbourhood_id == neighbourhood_id)
    )
    rows = db.session.execute(statement.order_by(User.name, User.id)).all()
    return {row[0]: row[1] for row in rows}


def buildings_of(neighbourhood_id: int) -> dict[int, str]:
    """The names of the buildings of the neighbourhood, by their number."""
    statement = select(Building.id, Building.name).where(Building.neighbourhood_id == neighbourhood_id)
    rows = db.session.execute(statement.order_by(Building.name, Building.id)).all()
    return {row[0]: row[1] for row in rows}


def public_place(slug: str) -> Neighbourhood | None:
    """A public neighbourhood of which a chance is public."""
    # Without a public chance the page is 404: an empty one would tell that something is kept back.
    shown = select(Chance.neighbourhood_id).where(Chance.published_at.is_not(None))
    statement = select(Neighbourhood).where(
        Neighbourhood.slug == slug, Neighbourhood.published_at.is_not(None), Neighbourhood.id.in_(shown)
    )
    return db.session.scalar(statement)


def public_chances(neighbourhood_id: int) -> Sequence[Chance]:
    """What every visitor may read, the last that was shown first."""
    statement = _public(neighbourhood_id).options(joinedload(Chance.building))
    return db.session.scalars(statement.order_by(Chance.published_at.desc(), Chance.id.desc())).all()


def number_of_public(neighbourhood_id: int) -> int:
    """How many of them there are."""
    statement = select(func.count()).select_from(_public(neighbourhood_id).subquery())
    return db.session.scalar(statement) or 0


def _public(neighbourhood_id: int) -> Select[Chance]:
    return select(Chance).where(Chance.neighbourhood_id == neighbourhood_id, Chance.published_at.is_not(None))
