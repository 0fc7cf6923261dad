"""What someone may do with the anchors of a neighbourhood within their sight."""

from incubator.accounts.models import User
from incubator.anchors.models import AnchorOrganisation, SpendList
from incubator.neighbourhood import permissions


def may_see_anchor(viewer: User, anchor: AnchorOrganisation) -> bool:
    """Who may see its neighbourhood."""
    return permissions.may_look(viewer, anchor.neighbourhood)


def may_fill_anchor(viewer: User, anchor: AnchorOrganisation) -> bool:
    """Who takes part in its neighbourhood."""
    return permissions.may_build(viewer, anchor.neighbourhood)


def may_remove_anchor(viewer: User, anchor: AnchorOrganisation) -> bool:
    """Drivers, since all lists and talks go with it."""
    return permissions.may_drive(viewer, anchor.neighbourhood)


def may_see_list(viewer: User, spend_list: SpendList) -> bool:
    """Who may see the neighbourhood of its anchor."""
    return may_see_anchor(viewer, spend_list.anchor)


def may_fill_list(viewer: User, spend_list: SpendList) -> bool:
    """Who takes part in the neighbourhood of its anchor."""
    return may_fill_anchor(viewer, spend_list.anchor)


def may_remove_list(viewer: User, spend_list: SpendList) -> bool:
    """Drivers: a list is work of many."""
    return may_remove_anchor(viewer, spend_list.anchor)
