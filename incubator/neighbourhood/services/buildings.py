"""Buildings of a neighbourhood, and what is said of them."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.core.db import db, lock, still_there
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.neighbourhood import rules
from incubator.neighbourhood.models import Building, BuildingStatement, Neighbourhood
from incubator.neighbourhood.queries import buildings as queries
from incubator.neighbourhood.values import BuildingTerms, SaidOfBuilding

TAKEN_BACK = N_("This statement was taken back already.")


def add(place: Neighbourhood, terms: BuildingTerms, *, now: datetime) -> Building:
    """Another building; pressed twice it is one. Raises `RuleViolation`."""
    lock(place)
    known = queries.same(place, terms.name, terms.address)
    if known is not None:
        raise RuleViolation(N_("This building is in the list already."), field="name")
    rules.check_buildings(queries.number(place))
    building = Building(neighbourhood_id=place.id)
    _put(building, terms, now)
    db.session.add(building)
    db.session.flush()
    return building


def change(building: Building, terms: BuildingTerms, *, now: datetime) -> None:
    """What a building is called, where it stands and whether visitors see it. The building is locked. Raises `RuleViolation`."""
    # The whole list: somebody may add a building of this name at the same moment.
    lock(building.neighbourhood)
    known = queries.same(building.neighbourhood, terms.name, terms.address)
    if known is not None and known.id != building.id:
        raise RuleViolation(N_("This building is in the list already."), field="name")
    _put(building, terms, now)
    db.session.flush()


def _put(building: Building, terms: BuildingTerms, now: datetime) -> None:
    building.name, building.address = rules.building_name(terms.name), terms.address
    building.use, building.is_public, building.changed_at = terms.use, terms.is_public, now


def remove(building: Building) -> None:
    """Take a building out of the list, with all that was said of it."""
    lock(building)
    db.session.delete(building)
    db.session.flush()


def state(building: Building, new: SaidOfBuilding, *, by: User, now: datetime, today: date) -> BuildingStatement:
    """Write down what somebody said of a building; what stood there before stays readable. Sent twice it is one. Raises `RuleViolation`."""
    lock(building)
    rules.check_ground(new, today)
    known = queries.same_statement(building, new)
    if known is not None:
        return known
    row = BuildingStatement(
        building_id=building.id, about=new.about, text=new.text, since=new.since, written_by_id=by.id, written_at=now
    )
    row.rest_on(new.ground)
    building.changed_at = now
    db.session.add(row)
    db.session.flush()
    # The database puts them in order: what was said last has to stand first on the next page.
    db.session.expire(building, ["statements"])
    return row


def take_back(statement: BuildingStatement, *, now: datetime) -> None:
    """What was said turns out wrong: it stays readable, struck through. Raises `RuleViolation` when that was done already."""
    lock(statement.building)
    still_there(statement)
    if statement.taken_back_at is not None:
        raise RuleViolation(TAKEN_BACK)
    statement.taken_back_at = statement.building.changed_at = now
    db.session.flush()
