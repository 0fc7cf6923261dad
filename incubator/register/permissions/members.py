"""Who may see and write about members."""

from incubator.accounts.models import User
from incubator.cooperatives import permissions as cooperatives_permissions
from incubator.register.models import Member, MemberEvent

# Who takes part also keeps the register: in a small cooperative nobody else does.
may_see = cooperatives_permissions.may_see
may_write = cooperatives_permissions.may_work


def may_see_member(viewer: User, member: Member) -> bool:
    return may_see(viewer, member.cooperative)


def may_write_member(viewer: User, member: Member) -> bool:
    return may_write(viewer, member.cooperative)


def may_write_event(viewer: User, event: MemberEvent) -> bool:
    return may_write(viewer, event.member.cooperative)
