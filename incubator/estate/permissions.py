"""What someone may do with a piece of the register: it follows the neighbourhood that it belongs to."""

from typing import Any

from incubator.accounts.models import User
from incubator.neighbourhood import permissions as neighbourhoods


def may_see(viewer: User, piece: Any) -> bool:
    """Loading within sight has already decided."""
    return piece is not None


def may_fill(viewer: User, piece: Any) -> bool:
    """Who takes part in the neighbourhood of this piece."""
    return neighbourhoods.may_build(viewer, piece.neighbourhood)
