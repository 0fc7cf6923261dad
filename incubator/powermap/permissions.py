"""What someone may do with the power map of a neighbourhood within their sight. It is never public."""

from incubator.accounts.models import User
from incubator.neighbourhood import permissions
from incubator.powermap.models import PowerActor, PowerProposal, PowerRelation, PowerSnapshot

Part = PowerActor | PowerProposal | PowerRelation | PowerSnapshot


def may_see_power(viewer: User, part: Part) -> bool:
    """Who may see the neighbourhood of this part."""
    return permissions.may_look(viewer, part.neighbourhood)


def may_draw_power(viewer: User, part: Part) -> bool:
    """Who takes part in the neighbourhood of this part."""
    return permissions.may_build(viewer, part.neighbourhood)


def may_drop_version(viewer: User, kept: PowerSnapshot) -> bool:
    """The drivers of the neighbourhood, and the manager."""
    return permissions.may_drive(viewer, kept.neighbourhood)
