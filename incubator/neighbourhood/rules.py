"""Rules of a neighbourhood: plain Python."""

from collections.abc import Iterable

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links
from incubator.neighbourhood.values import NeighbourhoodRole

LAST_DRIVER = N_("Someone must keep this neighbourhood going. Let somebody else become a driver first.")


def neighbourhood_name(typed: str) -> str:
    """The name without spaces around it. Raises `RuleViolation` for an empty one and for one with a link in it."""
    name = typed.strip()
    if not name:
        raise RuleViolation(N_("Give the neighbourhood a name."), field="name")
    return refuse_links(name, field="name")


def check_driver_stays(roles: Iterable[NeighbourhoodRole]) -> None:
    """Raise `RuleViolation` unless one of these roles, of who stays, is that of a driver."""
    if NeighbourhoodRole.DRIVER not in set(roles):
        raise RuleViolation(LAST_DRIVER)
