"""As whom someone reads a page of a group."""

from incubator.accounts.models import User
from incubator.accounts.permissions import is_manager
from incubator.cooperatives import queries
from incubator.cooperatives.models import Cooperative, ParticipationRole
from incubator.home.values import Reader


def reader_of(viewer: User, group: Cooperative) -> Reader:
    """As whom this user reads a page of this group."""
    return reader_as(viewer, queries.role_in(viewer, group))


def reader_as(viewer: User, role: ParticipationRole | None) -> Reader:
    """The same for a role in the group: who takes part reads as the group, whatever else they are."""
    if role is ParticipationRole.OBSERVER:
        return Reader.OBSERVER
    if role is not None:
        return Reader.GROUP
    return Reader.MANAGER if is_manager(viewer) else Reader.COACH
