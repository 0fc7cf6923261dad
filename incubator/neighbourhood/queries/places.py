"""Which neighbourhoods somebody may know of, and who takes part in them."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select, true, union
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from incubator.accounts.models import Invitation, InvitationState, Role, User
from incubator.accounts.permissions import is_manager
from incubator.cooperatives.models import CoachAssignment
from incubator.cooperatives.queries.absences import stood_in_by
from incubator.core.db import db
from incubator.core.prepared import VIEWER, Question
from incubator.neighbourhood.models import (
    Building,
    Neighbourhood,
    NeighbourhoodGroup,
    NeighbourhoodInvitation,
    NeighbourhoodPerson,
    StoryVersion,
)
from incubator.neighbourhood.values import GroupAnswer, NeighbourhoodRole, WorkbenchCounts


def visible(viewer: User) -> ColumnElement[bool]:
    """The workbenches that this viewer may know of: of who takes part, of who guides a group in it, and all of them for the manager."""
    if is_manager(viewer):
        return true()
    mine = select(NeighbourhoodPerson.neighbourhood_id).where(NeighbourhoodPerson.user_id == viewer.id)
    if viewer.role is not Role.COACH:
        return Neighbourhood.id.in_(mine)
    guided = select(CoachAssignment.cooperative_id).where(CoachAssignment.user_id == viewer.id)
    # Only after the yes of the group: being asked opens nothing to its coach.
    with_group = select(NeighbourhoodGroup.neighbourhood_id).where(
        NeighbourhoodGroup.answer == GroupAnswer.AGREED,
        NeighbourhoodGroup.cooperative_id.in_(union(guided, stood_in_by(viewer.id))),
    )
    return Neighbourhood.id.in_(union(mine, with_group))


def neighbourhood(viewer: User, slug: str) -> Neighbourhood | None:
    """A neighbourhood within sight. A loader for `guarded`."""
    return db.session.scalar(select(Neighbourhood).where(Neighbourhood.slug == slug, visible(viewer)))


def within_sight(viewer: User) -> Sequence[Neighbourhood]:
    """Every neighbourhood within sight, by name."""
    statement = select(Neighbourhood).where(visible(viewer)).order_by(Neighbourhood.name, Neighbourhood.id)
    return db.session.scalars(statement).all()


def called(viewer: User | None, words: str, *, most: int) -> Sequence[Neighbourhood]:
    """Neighbourhoods by their name or that of a part: within sight, and what is public; for a visitor (None) the latter alone."""
    known: ColumnElement[bool] = Neighbourhood.published_at.is_not(None)
    if viewer is not None:
        known = or_(known, visible(viewer))
    texts = (Neighbourhood.name, Neighbourhood.districts)
    named = or_(*(column.icontains(words, autoescape=True) for column in texts))
    statement = select(Neighbourhood).where(known, named).order_by(Neighbourhood.name, Neighbourhood.id)
    return db.session.scalars(statement.limit(most)).all()


def own_places(user: User) -> Sequence[Neighbourhood]:
    """The neighbourhoods in which somebody takes part, by name."""
    return db.session.scalars(_own_places(), {"viewer": user.id}).all()


@cache
def _own_places() -> Question:
    statement: Question = select(Neighbourhood)
    statement = statement.join(Neighbourhood.people).where(NeighbourhoodPerson.user_id == VIEWER)
    return statement.order_by(Neighbourhood.name, Neighbourhood.id)


def slugs() -> set[str]:
    return set(db.session.scalars(select(Neighbourhood.slug)))


def role_in(viewer: User, place: Neighbourhood) -> NeighbourhoodRole | None:
    """What someone does in a neighbourhood; None for who does not take part."""
    person = db.session.get(NeighbourhoodPerson, (place.id, viewer.id))
    return person.role if person else None


def people(place: Neighbourhood, *, most: int | None = None) -> Sequence[NeighbourhoodPerson]:
    """Who takes part, the longest first; `most` so many of them."""
    statement = (
        select(NeighbourhoodPerson)
        .where(NeighbourhoodPerson.neighbourhood_id == place.id)
        .options(joinedload(NeighbourhoodPerson.user))
        .order_by(NeighbourhoodPerson.since, NeighbourhoodPerson.user_id)
        .limit(most)
    )
    return db.session.scalars(statement).all()


def counts(place: Neighbourhood) -> WorkbenchCounts:
    """How much a neighbourhood has, in one question."""
    newest = (
        select(StoryVersion)
        .where(StoryVersion.neighbourhood_id == place.id)
        .order_by(StoryVersion.revision.desc())
        .limit(1)
        .subquery()
    )
    # One question to the database: everybody begins on this page.
    row = db.session.execute(
        select(
            _number(NeighbourhoodPerson.user_id, NeighbourhoodPerson.neighbourhood_id == place.id),
            _number(
                NeighbourhoodGroup.id,
                NeighbourhoodGroup.neighbourhood_id == place.id,
                NeighbourhoodGroup.answer == GroupAnswer.AGREED,
            ),
            _number(Building.id, Building.neighbourhood_id == place.id),
            select(newest.c.written_at).scalar_subquery(),
            select(newest.c.published_at).scalar_subquery(),
            _asked(place),
        )
    ).one()
    people, groups, buildings, latest, published, asked = row
    return WorkbenchCounts(people, groups, buildings, latest, latest is not None and published is None, asked)


def _number(column: InstrumentedAttribute[int], *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count(column)).where(*conditions).scalar_subquery()


def _asked(place: Neighbourhood) -> ScalarSelect[int]:
    statement = select(func.count(NeighbourhoodInvitation.invitation_id)).join(NeighbourhoodInvitation.invitation)
    statement = statement.where(
        NeighbourhoodInvitation.neighbourhood_id == place.id, Invitation.state == InvitationState.WAITING
    )
    return statement.scalar_subquery()
