"""Who may see and write the register. It holds personal data: the cooperative itself, who guides it, and the manager."""

from incubator.accounts.models import User
from incubator.accounts.permissions import is_manager
from incubator.cooperatives import permissions as cooperatives_permissions
from incubator.cooperatives.models import Cooperative
from incubator.register.models import DeedProposal, Member, MemberEvent
from incubator.statutes.models import StatutesVersion

# Who takes part also keeps the register: in a small cooperative nobody else does.
may_see = cooperatives_permissions.may_see
may_write = cooperatives_permissions.may_work


def may_see_member(viewer: User, member: Member) -> bool:
    return may_see(viewer, member.cooperative)


def may_write_member(viewer: User, member: Member) -> bool:
    return may_write(viewer, member.cooperative)


def may_write_event(viewer: User, event: MemberEvent) -> bool:
    return may_write(viewer, event.member.cooperative)


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
