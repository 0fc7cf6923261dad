"""Who may write and who may read in a lesson of a group."""

from incubator.accounts.models import User
from incubator.cooperatives import permissions
from incubator.learning.queries import Place


def may_read(viewer: User, where: Place) -> bool:
    """Loading within sight has already decided."""
    return where is not None


def may_write(viewer: User, where: Place) -> bool:
    """Who works in the group; coaches and observers read."""
    return permissions.may_work(viewer, where.group)
