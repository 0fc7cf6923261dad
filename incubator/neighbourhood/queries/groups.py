"""Which groups are part of a neighbourhood, and which were asked to be."""

from collections.abc import Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.neighbourhood.models import Neighbourhood, NeighbourhoodGroup
from incubator.neighbourhood.queries.places import visible
from incubator.neighbourhood.values import GroupAnswer

OPEN = (GroupAnswer.WAITING, GroupAnswer.AGREED)
# Who said no is shown, so that nobody asks again; who left need not be named any longer.
SHOWN = (*OPEN, GroupAnswer.REFUSED)


def of_place(place: Neighbourhood) -> Sequence[NeighbourhoodGroup]:
    """The groups that are part, were asked, or said no; by what was typed."""
    statement = select(NeighbourhoodGroup).where(
        NeighbourhoodGroup.neighbourhood_id == place.id, NeighbourhoodGroup.answer.in_(SHOWN)
    )
    statement = statement.options(joinedload(NeighbourhoodGroup.cooperative), joinedload(NeighbourhoodGroup.asked_by))
    return db.session.scalars(statement.order_by(NeighbourhoodGroup.asked_name, NeighbourhoodGroup.id)).all()


def agreed_groups(place_id: int) -> Select[Cooperative]:
    """The groups that agreed to be part of a neighbourhood, by name; who asks narrows it down further."""
    statement = (
        select(Cooperative)
        .join(NeighbourhoodGroup, NeighbourhoodGroup.cooperative_id == Cooperative.id)
        .where(NeighbourhoodGroup.neighbourhood_id == place_id, NeighbourhoodGroup.answer == GroupAnswer.AGREED)
    )
    return statement.order_by(Cooperative.name, Cooperative.id)


def public(place: Neighbourhood) -> Sequence[str]:
    """The names of the groups that agreed to stand on the public page."""
    statement = (
        select(Cooperative.name)
        .join(NeighbourhoodGroup, NeighbourhoodGroup.cooperative_id == Cooperative.id)
        .where(
            NeighbourhoodGroup.neighbourhood_id == place.id,
            NeighbourhoodGroup.answer == GroupAnswer.AGREED,
            NeighbourhoodGroup.is_public.is_(True),
            # In a group that stopped nobody is left to take its name off.
            Cooperative.phase != Phase.STOPPED,
        )
    )
    return db.session.scalars(statement.order_by(Cooperative.name, Cooperative.id)).all()


def of_group(group: Cooperative) -> Sequence[NeighbourhoodGroup]:
    """The neighbourhoods of which a group is part, or that ask it to be."""
    statement = (
        select(NeighbourhoodGroup)
        .join(NeighbourhoodGroup.neighbourhood)
        .where(NeighbourhoodGroup.cooperative_id == group.id, NeighbourhoodGroup.answer.in_(OPEN))
        .options(contains_eager(NeighbourhoodGroup.neighbourhood), joinedload(NeighbourhoodGroup.asked_by))
    )
    return db.session.scalars(statement.order_by(Neighbourhood.name, NeighbourhoodGroup.id)).all()


def waits_for(viewer: User) -> Sequence[NeighbourhoodGroup]:
    """The questions that wait for an answer of groups that this viewer coordinates."""
    coordinated = select(Participation.cooperative_id).where(
        Participation.user_id == viewer.id,
        Participation.role == ParticipationRole.COORDINATOR,
        Participation.until.is_(None),
    )
    statement = (
        select(NeighbourhoodGroup)
        .where(NeighbourhoodGroup.cooperative_id.in_(coordinated), NeighbourhoodGroup.answer == GroupAnswer.WAITING)
        .options(joinedload(NeighbourhoodGroup.neighbourhood), joinedload(NeighbourhoodGroup.cooperative))
    )
    return db.session.scalars(statement.order_by(NeighbourhoodGroup.asked_at, NeighbourhoodGroup.id)).all()


def asked_of(viewer: User, slug: str, asked_id: int) -> NeighbourhoodGroup | None:
    """The question to a group within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    statement = select(NeighbourhoodGroup).where(
        NeighbourhoodGroup.id == asked_id,
        NeighbourhoodGroup.cooperative_id == group.id,
        NeighbourhoodGroup.answer.in_(OPEN),
    )
    return db.session.scalar(statement.options(joinedload(NeighbourhoodGroup.neighbourhood)))


def asked_in(viewer: User, slug: str, asked_id: int) -> NeighbourhoodGroup | None:
    """The question of a neighbourhood within sight. A loader for `guarded`."""
    statement = (
        select(NeighbourhoodGroup)
        .join(NeighbourhoodGroup.neighbourhood)
        .where(NeighbourhoodGroup.id == asked_id, Neighbourhood.slug == slug, visible(viewer))
    )
    return db.session.scalar(statement.options(contains_eager(NeighbourhoodGroup.neighbourhood)))


def group_named(name: str, municipality: str) -> Cooperative | None:
    """The group that goes on with exactly this name, whatever the capitals; of several the one in the municipality."""
    # Never a part of the name: by guessing one would learn which groups there are.
    statement = select(Cooperative).where(
        func.lower(Cooperative.name) == name.lower(), Cooperative.phase != Phase.STOPPED
    )
    statement = statement.order_by((Cooperative.municipality == municipality).desc(), Cooperative.id)
    return db.session.scalar(statement.limit(1))


def asked_before(place: Neighbourhood, name: str, group: Cooperative | None) -> NeighbourhoodGroup | None:
    """The earlier question to the same group, or by the same name."""
    same = func.lower(NeighbourhoodGroup.asked_name) == name.lower()
    if group is not None:
        same = or_(NeighbourhoodGroup.cooperative_id == group.id, same)
    statement = select(NeighbourhoodGroup).where(NeighbourhoodGroup.neighbourhood_id == place.id, same)
    # Asked by an earlier name too: the row of the group itself goes before that of a name.
    statement = statement.order_by(NeighbourhoodGroup.cooperative_id.is_(None), NeighbourhoodGroup.id)
    return db.session.scalars(statement).first()


def waiting(place: Neighbourhood) -> int:
    """How many questions wait for an answer."""
    statement = select(func.count()).where(
        NeighbourhoodGroup.neighbourhood_id == place.id, NeighbourhoodGroup.answer == GroupAnswer.WAITING
    )
    return db.session.scalar(statement) or 0


def coordinators_of(group: Cooperative) -> Sequence[User]:
    """Who answers for a group."""
    statement = (
        select(User)
        .join(Participation, Participation.user_id == User.id)
        .where(
            Participation.cooperative_id == group.id,
            Participation.role == ParticipationRole.COORDINATOR,
            Participation.until.is_(None),
            User.is_active,
        )
    )
    return db.session.scalars(statement.order_by(User.id)).all()
