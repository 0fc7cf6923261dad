"""Who stands on a map, what they have to do with each other, what they think, and kept versions."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.core.plain_names import compared
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import visible
from incubator.powermap.models import PowerActor, PowerPosition, PowerProposal, PowerRelation, PowerSnapshot
from incubator.powermap.values import PowerPicture, PowerStated, PowerTied

Found = TypeVar("Found", PowerActor, PowerProposal, PowerRelation, PowerSnapshot)


def _one(model: type[Found], viewer: User, slug: str, number: int) -> Found | None:
    """A part of the map of a neighbourhood within sight."""
    statement = (
        select(model)
        .join(model.neighbourhood)
        .where(model.id == number, Neighbourhood.slug == slug, visible(viewer))
        .options(contains_eager(model.neighbourhood))
    )
    return db.session.scalar(statement)


def actor(viewer: User, slug: str, number: int) -> PowerActor | None:
    """A loader for `guarded`."""
    return _one(PowerActor, viewer, slug, number)


def relation(viewer: User, slug: str, number: int) -> PowerRelation | None:
    """A loader for `guarded`."""
    return _one(PowerRelation, viewer, slug, number)


def proposal(viewer: User, slug: str, number: int) -> PowerProposal | None:
    """A loader for `guarded`."""
    return _one(PowerProposal, viewer, slug, number)


def snapshot(viewer: User, slug: str, number: int) -> PowerSnapshot | None:
    """A loader for `guarded`."""
    return _one(PowerSnapshot, viewer, slug, number)


def actors(neighbourhood_id: int) -> Sequence[PowerActor]:
    """Who can do and wants the most first."""
    asked = select(PowerActor).where(PowerActor.neighbourhood_id == neighbourhood_id)
    ordered = asked.order_by(PowerActor.influence.desc(), PowerActor.interest.desc(), PowerActor.plain_name)
    return db.session.scalars(ordered).all()


def actor_called(neighbourhood_id: int, name: str) -> PowerActor | None:
    """Who has this name, however it is capitalised."""
    asked = select(PowerActor).where(
        PowerActor.neighbourhood_id == neighbourhood_id, PowerActor.plain_name == compared(name)
    )
    return db.session.scalar(asked)


def relations(neighbourhood_id: int) -> Sequence[PowerRelation]:
    """Every relation with both ends, by the name of the first."""
    first = select(PowerRelation).join(PowerRelation.first).where(PowerRelation.neighbourhood_id == neighbourhood_id)
    asked = first.options(contains_eager(PowerRelation.first), joinedload(PowerRelation.second))
    return db.session.scalars(asked.order_by(PowerActor.plain_name, PowerRelation.id)).all()


def same_relation(first_id: int, second_id: int, tie: str) -> PowerRelation | None:
    asked = select(PowerRelation).where(
        PowerRelation.first_id == first_id, PowerRelation.second_id == second_id, PowerRelation.tie == tie
    )
    return db.session.scalar(asked)


def proposals(neighbourhood_id: int) -> Sequence[PowerProposal]:
    """The proposals, the oldest first."""
    asked = select(PowerProposal).where(PowerProposal.neighbourhood_id == neighbourhood_id)
    return db.session.scalars(asked.order_by(PowerProposal.id)).all()


def positions(neighbourhood_id: int, proposal_id: int | None = None) -> Sequence[PowerPosition]:
    """What is known of what somebody thinks, of every proposal or of this one."""
    asked = (
        select(PowerPosition)
        .join(PowerProposal, PowerProposal.id == PowerPosition.proposal_id)
        .where(PowerProposal.neighbourhood_id == neighbourhood_id)
    )
    if proposal_id is not None:
        asked = asked.where(PowerPosition.proposal_id == proposal_id)
    return db.session.scalars(asked.order_by(PowerPosition.id)).all()


def position(proposal_id: int, actor_id: int) -> PowerPosition | None:
    asked = select(PowerPosition).where(PowerPosition.proposal_id == proposal_id, PowerPosition.actor_id == actor_id)
    return db.session.scalar(asked)


def snapshots(neighbourhood_id: int) -> Sequence[PowerSnapshot]:
    """The kept versions, the newest first."""
    asked = select(PowerSnapshot).where(PowerSnapshot.neighbourhood_id == neighbourhood_id)
    return db.session.scalars(asked.order_by(PowerSnapshot.kept_at.desc(), PowerSnapshot.id.desc())).all()


def number_of(model: Any, neighbourhood_id: int) -> int:
    """How many rows of this table a neighbourhood has."""
    return db.session.scalar(select(func.count()).where(model.neighbourhood_id == neighbourhood_id)) or 0


def picture(neighbourhood_id: int) -> PowerPicture:
    """The map as it stands now."""
    ties = tuple(PowerTied(each.first_id, each.second_id, each.tie) for each in relations(neighbourhood_id))
    stances = tuple(PowerStated(each.proposal_id, each.actor_id, each.stance) for each in positions(neighbourhood_id))
    texts = {each.id: each.text for each in proposals(neighbourhood_id)}
    return PowerPicture(tuple(each.placed for each in actors(neighbourhood_id)), ties, texts, stances)


def naming(words: str, places: Sequence[int]) -> Sequence[PowerActor]:
    """Who is called so, or was described by somebody called so, in neighbourhoods with these numbers."""
    asked = (
        select(PowerActor)
        .join(PowerActor.neighbourhood)
        .where(
            PowerActor.neighbourhood_id.in_(places),
            or_(
                PowerActor.name.icontains(words, autoescape=True),
                PowerActor.said_by.icontains(words, autoescape=True),
                PowerActor.for_us.icontains(words, autoescape=True),
            ),
        )
        .options(contains_eager(PowerActor.neighbourhood))
    )
    return db.session.scalars(asked.order_by(PowerActor.id)).all()
