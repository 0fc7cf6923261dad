"""Who may review."""

from incubator.accounts.models import User
from incubator.cooperatives.permissions import may_guide
from incubator.cooperatives.queries import role_in
from incubator.reviews.models import Round


def may_review(viewer: User, work: Round) -> bool:
    """The coaches of the group and the manager; never who takes part in the group themselves."""
    group = work.case.cooperative
    return may_guide(viewer, group) and role_in(viewer, group) is None
