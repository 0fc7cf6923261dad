"""What someone may do with the money map of a neighbourhood within their sight: look, build, or decide what is public."""

from incubator.accounts.models import User
from incubator.moneymap.models import AwardChoice, MapSnapshot, MoneyFlow, MoneyNode, MultiplierStudy
from incubator.neighbourhood import permissions

Part = AwardChoice | MoneyNode | MoneyFlow | MapSnapshot | MultiplierStudy


def may_look_at(viewer: User, part: Part) -> bool:
    """Who may see the neighbourhood of this part."""
    return permissions.may_look(viewer, part.neighbourhood)


def may_build(viewer: User, part: Part) -> bool:
    """Who takes part in the neighbourhood of this part."""
    return permissions.may_build(viewer, part.neighbourhood)


def may_drive(viewer: User, part: Part) -> bool:
    """The drivers of the neighbourhood of this part, and the manager."""
    return permissions.may_drive(viewer, part.neighbourhood)
