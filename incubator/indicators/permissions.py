"""What someone may do with figures: it follows the neighbourhood that they are of."""

from incubator.accounts.models import User
from incubator.indicators.models import IndicatorEntry, IndicatorSnapshot
from incubator.neighbourhood import permissions as neighbourhoods


def may_see(viewer: User, kept: IndicatorSnapshot) -> bool:
    """Loading within sight has already decided."""
    return kept is not None


def may_take_back(viewer: User, row: IndicatorEntry) -> bool:
    """Drivers of the neighbourhood, and the manager."""
    return neighbourhoods.may_drive(viewer, row.neighbourhood)
