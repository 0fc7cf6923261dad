"""Who may review."""

from incubator.accounts.models import Role, User
from incubator.cooperatives.permissions import may_guide
from incubator.cooperatives.queries import role_in
from incubator.cooperatives.queries.people import has_coach
from incubator.reviews.models import Round


def may_review(viewer: User, work: Round) -> bool:
    """The coaches of the group and the manager; any coach when nobody guides it. Never who takes part in the group themselves."""
    group = work.case.cooperative
    if role_in(viewer, group) is not None:
        return False
    return may_guide(viewer, group) or _may_take(viewer, work)


def _may_take(viewer: User, work: Round) -> bool:
    """Work of a group without a coach is for whoever takes it, and stays with who took it."""
    if viewer.role is not Role.COACH:
        return False
    return work.coach_id == viewer.id or (work.with_coach and not has_coach(work.case.cooperative))
