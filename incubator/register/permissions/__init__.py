"""Who may see and write the register. It holds personal data: the cooperative itself, who guides it, and the manager."""

from incubator.register.permissions.deeds import may_decide, may_propose, may_propose_returned, may_withdraw
from incubator.register.permissions.members import (
    is_own,
    may_link,
    may_see,
    may_see_member,
    may_see_private,
    may_write,
    may_write_event,
    may_write_member,
    sees_group,
    takes_part,
)

__all__ = [
    "is_own",
    "may_decide",
    "may_link",
    "may_propose",
    "may_propose_returned",
    "may_see",
    "may_see_member",
    "may_see_private",
    "may_withdraw",
    "may_write",
    "may_write_event",
    "may_write_member",
    "sees_group",
    "takes_part",
]
