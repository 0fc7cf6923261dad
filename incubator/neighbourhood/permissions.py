"""What someone may do with a neighbourhood within their sight."""

from incubator.accounts.models import User
from incubator.accounts.permissions import is_manager
from incubator.cooperatives import permissions as group_permissions
from incubator.neighbourhood.models import (
    Building,
    BuildingStatement,
    Neighbourhood,
    NeighbourhoodGroup,
    NeighbourhoodInvitation,
    NeighbourhoodPerson,
)
from incubator.neighbourhood.queries import places
from incubator.neighbourhood.values import NeighbourhoodRole


def may_look(viewer: User, place: Neighbourhood) -> bool:
    """Loading within sight has already decided."""
    return place is not None


def may_build(viewer: User, place: Neighbourhood) -> bool:
    """Fill the maps and the other parts of the workbench: who takes part. The manager reads."""
    return places.role_in(viewer, place) is not None


def may_drive(viewer: User, place: Neighbourhood) -> bool:
    """Decide who takes part and what is public: drivers, and the manager."""
    return is_manager(viewer) or places.role_in(viewer, place) is NeighbourhoodRole.DRIVER


def takes_part(viewer: User, place: Neighbourhood) -> bool:
    """Leave: who is in it."""
    return places.role_in(viewer, place) is not None


def may_change_person(viewer: User, person: NeighbourhoodPerson) -> bool:
    """Give somebody another role, or end that they take part."""
    return may_drive(viewer, person.neighbourhood)


def may_change_invitation(viewer: User, asked: NeighbourhoodInvitation) -> bool:
    """Send an invitation again, or withdraw it."""
    return may_drive(viewer, asked.neighbourhood)


def may_change_group(viewer: User, asked: NeighbourhoodGroup) -> bool:
    """Withdraw the question to a group, or end that it is part."""
    return may_drive(viewer, asked.neighbourhood)


def may_answer(viewer: User, asked: NeighbourhoodGroup) -> bool:
    """Say yes or no for a group: its coordinators, and the manager."""
    return asked.cooperative is not None and group_permissions.may_coordinate(viewer, asked.cooperative)


def may_see_building(viewer: User, building: Building) -> bool:
    """Loading within sight has already decided."""
    return building is not None


def may_fill_building(viewer: User, building: Building) -> bool:
    """Change what is known of a building."""
    return may_build(viewer, building.neighbourhood)


def may_remove_building(viewer: User, building: Building) -> bool:
    """Take a building out of the list: drivers, since all that was said goes with it."""
    return may_drive(viewer, building.neighbourhood)


def may_take_back(viewer: User, statement: BuildingStatement) -> bool:
    """Say that a statement was wrong."""
    return may_build(viewer, statement.building.neighbourhood)
