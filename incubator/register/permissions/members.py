"""Who may see and write about members."""

from incubator.accounts.models import User
from incubator.cooperatives import permissions as cooperatives_permissions
from incubator.register.models import Member, MemberEvent

# Who takes part also keeps the register: in a small cooperative nobody else does.
may_see = cooperatives_permissions.may_see
may_write = cooperatives_permissions.may_work
takes_part = cooperatives_permissions.takes_part


def may_see_member(viewer: User, member: Member) -> bool:
    return may_see(viewer, member.cooperative)


def may_write_member(viewer: User, member: Member) -> bool:
    return may_write(viewer, member.cooperative)


def may_link(viewer: User, member: Member) -> bool:
    """Say which account votes as this member: who coordinates the group, and not everyone who takes part."""
    return cooperatives_permissions.may_coordinate(viewer, member.cooperative)


def may_write_event(viewer: User, event: MemberEvent) -> bool:
    return may_write(viewer, event.member.cooperative)


def is_own(viewer: User, member: Member) -> bool:
    """The loader has already looked whose it is."""
    return member.user_id == viewer.id


# a coach reads along with who is a member, and not where they live or why they left.
def may_see_private(viewer: User, member: Member) -> bool:
    """Address, e-mail address, reasons and what is open: who keeps the register, and the member. Not the coach, not observers."""
    return may_write(viewer, member.cooperative) or is_own(viewer, member)


def sees_group(viewer: User, member: Member) -> bool:
    """Whether somebody still takes part: a member in law may have stopped using the site."""
    return cooperatives_permissions.takes_part(viewer, member.cooperative)
