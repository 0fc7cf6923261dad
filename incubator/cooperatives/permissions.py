"""What someone may do with a cooperative that they may know of."""

from incubator.accounts.models import Role, User
from incubator.accounts.permissions import is_manager
from incubator.cooperatives import queries
from incubator.cooperatives.models import Cooperative, Fact, GroupInvitation, Participation, ParticipationRole


def may_see(viewer: User, group: Cooperative) -> bool:
    """Loading within sight has already decided."""
    return group is not None


def may_work(viewer: User, group: Cooperative) -> bool:
    """Write for the group: its coordinators and members, not its observers."""
    return queries.role_in(viewer, group) in {ParticipationRole.COORDINATOR, ParticipationRole.MEMBER}


def may_coordinate(viewer: User, group: Cooperative) -> bool:
    """Decide who takes part: coordinators, and the manager."""
    return is_manager(viewer) or queries.role_in(viewer, group) is ParticipationRole.COORDINATOR


def may_guide(viewer: User, group: Cooperative) -> bool:
    """Review the work of the group: its coaches, and the manager."""
    return is_manager(viewer) or (viewer.role is Role.COACH and queries.coaches_group(viewer, group))


def may_record(viewer: User, group: Cooperative) -> bool:
    """Enter facts: who works in the group, who guides it."""
    return may_work(viewer, group) or may_guide(viewer, group)


def may_record_fact(viewer: User, fact: Fact) -> bool:
    """Give an earlier answer once more."""
    return may_record(viewer, fact.cooperative)


def may_decide_fact(viewer: User, fact: Fact) -> bool:
    """Say which of two facts holds: the group's coordinator, its coach or the manager."""
    return may_coordinate(viewer, fact.cooperative) or may_guide(viewer, fact.cooperative)


def takes_part(viewer: User, group: Cooperative) -> bool:
    """Whoever takes part can also leave."""
    return queries.role_in(viewer, group) is not None


def may_change_invitation(viewer: User, asked: GroupInvitation) -> bool:
    return may_coordinate(viewer, asked.cooperative)


def may_change_participation(viewer: User, participation: Participation) -> bool:
    return may_coordinate(viewer, participation.cooperative)
