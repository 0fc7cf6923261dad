"""The buildings of a neighbourhood, and what was said of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.neighbourhood.models import Building, BuildingStatement, Neighbourhood
from incubator.neighbourhood.queries.places import visible
from incubator.neighbourhood.values import SaidOfBuilding, StatementAbout


@dataclass(frozen=True, slots=True)
class BuildingStanding:
    """What holds of a building now: the newest that was said of its state and its owner, and every wish; nothing that was taken back."""

    state: BuildingStatement | None
    owner: BuildingStatement | None
    wishes: tuple[BuildingStatement, ...]
    before: tuple[BuildingStatement, ...]  # what was said earlier, or was taken back; the newest first


def standing(building: Building) -> BuildingStanding:
    """What holds of a building now; its statements come the newest first."""
    holding = [statement for statement in building.statements if statement.taken_back_at is None]
    state = next((each for each in holding if each.about is StatementAbout.STATE), None)
    owner = next((each for each in holding if each.about is StatementAbout.OWNER), None)
    wishes = tuple(each for each in holding if each.about is StatementAbout.WISH)
    now = {each.id for each in (state, owner, *wishes) if each is not None}
    return BuildingStanding(state, owner, wishes, tuple(each for each in building.statements if each.id not in now))


def of_place(place: Neighbourhood, *, public_only: bool = False) -> Sequence[Building]:
    """The buildings by name, each with what was said of it."""
    statement = select(Building).where(Building.neighbourhood_id == place.id)
    if public_only:
        statement = statement.where(Building.is_public.is_(True))
    statement = statement.options(selectinload(Building.statements))
    return db.session.scalars(statement.order_by(Building.name, Building.id)).all()


def building(viewer: User, slug: str, building_id: int) -> Building | None:
    """A building of a neighbourhood within sight. A loader for `guarded`."""
    statement = (
        select(Building)
        .join(Building.neighbourhood)
        .where(Building.id == building_id, Neighbourhood.slug == slug, visible(viewer))
        .options(
            contains_eager(Building.neighbourhood),
            selectinload(Building.statements).joinedload(BuildingStatement.written_by),
        )
    )
    return db.session.scalar(statement)


def statement(viewer: User, slug: str, building_id: int, statement_id: int) -> BuildingStatement | None:
    """What was said of a building of a neighbourhood within sight. A loader for `guarded`."""
    asked = (
        select(BuildingStatement)
        .join(BuildingStatement.building)
        .join(Building.neighbourhood)
        .where(
            BuildingStatement.id == statement_id,
            Building.id == building_id,
            Neighbourhood.slug == slug,
            visible(viewer),
        )
    )
    return db.session.scalar(asked.options(joinedload(BuildingStatement.building)))


def number(place: Neighbourhood) -> int:
    return db.session.scalar(select(func.count()).where(Building.neighbourhood_id == place.id)) or 0


def same(place: Neighbourhood, name: str, address: str) -> Building | None:
    """A building of the same name at the same address, whatever the capitals."""
    asked = select(Building).where(
        Building.neighbourhood_id == place.id,
        func.lower(Building.name) == name.strip().lower(),
        func.lower(Building.address) == address.strip().lower(),
    )
    return db.session.scalars(asked.order_by(Building.id)).first()


def same_statement(building: Building, new: SaidOfBuilding) -> BuildingStatement | None:
    """The same that was written down before and not taken back."""
    ground = new.ground
    asked = select(BuildingStatement).where(
        BuildingStatement.building_id == building.id,
        BuildingStatement.about == new.about,
        BuildingStatement.text == new.text,
        BuildingStatement.since.is_(None) if new.since is None else BuildingStatement.since == new.since,
        BuildingStatement.certainty == ground.certainty,
        BuildingStatement.source == ground.source,
        BuildingStatement.said_by == ground.said_by,
        BuildingStatement.said_on == ground.said_on,
        BuildingStatement.taken_back_at.is_(None),
    )
    return db.session.scalars(asked.order_by(BuildingStatement.id)).first()


def statements_with(words: str, places: Sequence[int]) -> Sequence[BuildingStatement]:
    """Where these words stand as who said something, in neighbourhoods with these numbers."""
    asked = (
        select(BuildingStatement)
        .join(BuildingStatement.building)
        .where(Building.neighbourhood_id.in_(places), BuildingStatement.said_by.icontains(words, autoescape=True))
        .options(contains_eager(BuildingStatement.building).joinedload(Building.neighbourhood))
    )
    return db.session.scalars(asked.order_by(BuildingStatement.id)).all()


def written_by(user: User) -> Sequence[BuildingStatement]:
    """What somebody wrote down of buildings."""
    asked = select(BuildingStatement).where(BuildingStatement.written_by_id == user.id)
    asked = asked.options(joinedload(BuildingStatement.building).joinedload(Building.neighbourhood))
    return db.session.scalars(asked.order_by(BuildingStatement.id)).all()
