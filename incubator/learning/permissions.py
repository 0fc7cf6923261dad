"""Who may write and who may read in a lesson of a group."""

from incubator.accounts.models import User
from incubator.cooperatives import permissions
from incubator.learning.models import ExerciseFile
from incubator.learning.queries import ModulePlace, Place


def may_read(viewer: User, where: Place) -> bool:
    """Loading within sight has already decided."""
    return where is not None


def may_write(viewer: User, where: Place) -> bool:
    """Who works in the group; coaches and observers read."""
    return permissions.may_work(viewer, where.group)


def may_see_file(viewer: User, file: ExerciseFile) -> bool:
    """Loading within sight has already decided."""
    return file is not None


def may_see_module(viewer: User, where: ModulePlace) -> bool:
    """Whoever sees the group."""
    return permissions.may_see(viewer, where.group)
