"""Places, flows and versions of a map within sight."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.moneymap.models import MapSnapshot, MoneyFlow, MoneyMap, MoneyNode
from incubator.moneymap.values import FlowAnswers, MappedFlow, MappedNode
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import visible


def node(viewer: User, slug: str, number: int) -> MoneyNode | None:
    """A place on a map within sight. A loader for `guarded`."""
    statement = select(MoneyNode).join(MoneyNode.neighbourhood).where(MoneyNode.id == number)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)))


def flow(viewer: User, slug: str, number: int) -> MoneyFlow | None:
    """A flow on a map within sight. A loader for `guarded`."""
    statement = select(MoneyFlow).join(MoneyFlow.neighbourhood).where(MoneyFlow.id == number)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)))


def snapshot(viewer: User, slug: str, number: int) -> MapSnapshot | None:
    """A kept version of a map within sight. A loader for `guarded`."""
    statement = select(MapSnapshot).join(MapSnapshot.neighbourhood).where(MapSnapshot.id == number)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)))


def public_place(slug: str) -> Neighbourhood | None:
    """A public neighbourhood whose drivers made its map public."""
    statement = select(Neighbourhood).join(MoneyMap, MoneyMap.neighbourhood_id == Neighbourhood.id)
    # A map without the page of its neighbourhood would lead back to nothing.
    both = Neighbourhood.published_at.is_not(None) & MoneyMap.published_at.is_not(None)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, both))


def just_written(neighbourhood_id: int, answers: FlowAnswers, by: User, *, since: datetime) -> MoneyFlow | None:
    """The same money from the same to the same, written down by the same person since then."""
    statement = select(MoneyFlow).where(
        MoneyFlow.neighbourhood_id == neighbourhood_id,
        MoneyFlow.from_id == answers.source_id,
        MoneyFlow.to_id == answers.target_id,
        MoneyFlow.cents == answers.cents,
        MoneyFlow.year == answers.year,
        MoneyFlow.category == " ".join(answers.category.split()),
        MoneyFlow.changed_by_id == by.id,
        MoneyFlow.changed_at >= since,
    )
    return db.session.scalars(statement.order_by(MoneyFlow.id)).first()


def just_kept(neighbourhood_id: int, title: str, year: int, *, since: datetime) -> MapSnapshot | None:
    """The version of this name and year that was kept since then."""
    statement = select(MapSnapshot).where(
        MapSnapshot.neighbourhood_id == neighbourhood_id,
        MapSnapshot.title == title,
        MapSnapshot.year == year,
        MapSnapshot.taken_at >= since,
    )
    return db.session.scalars(statement.order_by(MapSnapshot.id)).first()


def is_public(neighbourhood_id: int) -> bool:
    """Whether its drivers made the map public."""
    known = db.session.get(MoneyMap, neighbourhood_id)
    return known is not None and known.published_at is not None


def nodes(place: Neighbourhood) -> Sequence[MoneyNode]:
    """All places on the map, by name."""
    statement = select(MoneyNode).where(MoneyNode.neighbourhood_id == place.id)
    return db.session.scalars(statement.order_by(MoneyNode.plain_name, MoneyNode.id)).all()


def flows(neighbourhood_id: int, year: int | None = None) -> Sequence[MoneyFlow]:
    """The flows of a year (of all years without one), the largest first, with both ends."""
    statement = (
        select(MoneyFlow)
        .where(MoneyFlow.neighbourhood_id == neighbourhood_id)
        .options(joinedload(MoneyFlow.payer), joinedload(MoneyFlow.receiver), joinedload(MoneyFlow.notice))
        .order_by(MoneyFlow.year.desc(), MoneyFlow.cents.desc(), MoneyFlow.id)
    )
    if year is not None:
        statement = statement.where(MoneyFlow.year == year)
    return db.session.scalars(statement).all()


def mapped(neighbourhood_id: int, year: int) -> list[MappedFlow]:
    """The flows of a year as sums need them."""
    return [flow.mapped for flow in flows(neighbourhood_id, year)]


def mapped_nodes(place: Neighbourhood, year: int) -> list[MappedNode]:
    """The places as they are in a year."""
    return [node.mapped(year) for node in nodes(place)]


def years(neighbourhood_id: int) -> Sequence[int]:
    """The years that the map has flows of, the last first."""
    statement = select(MoneyFlow.year).where(MoneyFlow.neighbourhood_id == neighbourhood_id).distinct()
    return db.session.scalars(statement.order_by(MoneyFlow.year.desc())).all()


def categories(place: Neighbourhood) -> Sequence[str]:
    """What money is paid for on this map, as it was written before."""
    statement = select(MoneyFlow.category).where(MoneyFlow.neighbourhood_id == place.id).distinct()
    return db.session.scalars(statement.order_by(MoneyFlow.category)).all()


def flows_at(node: MoneyNode) -> int:
    """How many flows begin or end at a place."""
    return db.session.scalar(select(func.count(MoneyFlow.id)).where(_touches(node))) or 0


def _touches(node: MoneyNode) -> ColumnElement[bool]:
    return or_(MoneyFlow.from_id == node.id, MoneyFlow.to_id == node.id)


def snapshots(place: Neighbourhood) -> Sequence[MapSnapshot]:
    """The kept versions, the last first."""
    statement = select(MapSnapshot).where(MapSnapshot.neighbourhood_id == place.id)
    return db.session.scalars(statement.order_by(MapSnapshot.taken_at.desc(), MapSnapshot.id.desc())).all()
