"""What someone may do with a neighbourhood within their sight."""

from incubator.accounts.models import User
from incubator.accounts.permissions import is_manager
from incubator.neighbourhood.models import Neighbourhood
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
