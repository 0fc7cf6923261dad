"""Who may write in a challenge: who works in the group; its coaches read along and judge the plan."""

from incubator.accounts.models import User
from incubator.challenges.models.challenges import CaseRow, Challenge, SupportRecord
from incubator.challenges.queries.challenging import challenge_of
from incubator.cooperatives import permissions


def may_read(viewer: User, challenge: Challenge) -> bool:
    """Loading within sight has already decided."""
    # Every loader of a challenge asks for the cooperative first.
    return challenge is not None


def may_write(viewer: User, challenge: Challenge) -> bool:
    return permissions.may_work(viewer, challenge.cooperative)


def may_judge(viewer: User, challenge: Challenge) -> bool:
    """Score the plan: who guides the group."""
    return permissions.may_guide(viewer, challenge.cooperative)


def may_make_papers(viewer: User, challenge: Challenge) -> bool:
    """Make the documents: who writes in the challenge, and who judges its plan and so has to read it."""
    return may_write(viewer, challenge) or may_judge(viewer, challenge)


def may_remove(viewer: User, item: CaseRow | SupportRecord) -> bool:
    """Take a line out: who may write in its challenge."""
    return may_write(viewer, challenge_of(item.challenge_id))
