"""What someone may do with a chance: it follows the neighbourhood that it belongs to."""

from incubator.accounts.models import User
from incubator.chances.models import Chance
from incubator.neighbourhood import permissions as neighbourhoods


def may_see(viewer: User, chance: Chance) -> bool:
    """Loading within sight has already decided."""
    return chance is not None


def may_fill(viewer: User, chance: Chance) -> bool:
    """Who takes part in the neighbourhood of this chance."""
    return neighbourhoods.may_build(viewer, chance.neighbourhood)


def may_show(viewer: User, chance: Chance) -> bool:
    """Decide what visitors read of it: drivers, and the manager."""
    return neighbourhoods.may_drive(viewer, chance.neighbourhood)
