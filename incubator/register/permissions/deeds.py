"""Who may enter a deed, and who decides on it."""

from incubator.accounts.models import User
from incubator.accounts.permissions import is_manager
from incubator.cooperatives import permissions as cooperatives_permissions
from incubator.cooperatives.models import Cooperative
from incubator.register.models import DeedProposal
from incubator.statutes.models import StatutesVersion


def may_propose(viewer: User, group: Cooperative) -> bool:
    """Enter the deed or the KVK number: who coordinates the group, who guides it, and the manager."""
    return cooperatives_permissions.may_coordinate(viewer, group) or cooperatives_permissions.may_guide(viewer, group)


def may_propose_returned(viewer: User, version: StatutesVersion) -> bool:
    return may_propose(viewer, version.cooperative)


def may_decide(viewer: User, _proposal: DeedProposal) -> bool:
    """Confirm or refuse a deed: the manager, whoever entered it."""
    return is_manager(viewer)


def may_withdraw(viewer: User, proposal: DeedProposal) -> bool:
    """Take back a deed that one entered oneself."""
    return proposal.proposed_by_id == viewer.id
