"""Who may review."""

from incubator.accounts.models import Role, User
from incubator.cooperatives.permissions import may_guide, may_work
from incubator.cooperatives.queries import role_in
from incubator.cooperatives.queries.people import has_coach
from incubator.reviews.models import Remark, Round
from incubator.reviews.models.talk import ReviewNote
from incubator.reviews.queries.examples import ExampleForGroup
from incubator.reviews.queries.talk import PartOfWork
from incubator.reviews.queries.training import leads


def may_review(viewer: User, work: Round) -> bool:
    """The coaches of the group, who releases a decision about it, and the manager; any coach when nobody guides the group.

    Never who takes part in the group themselves.
    """
    group = work.case.cooperative
    if role_in(viewer, group) is not None:
        return False
    return may_guide(viewer, group) or leads(viewer, work) or _may_take(viewer, work)


def _may_take(viewer: User, work: Round) -> bool:
    """Work of a group without a coach is for whoever takes it, and stays with who took it; so does a decision that one released."""
    if viewer.role is not Role.COACH:
        return False
    return viewer.id in {work.coach_id, work.released_by_id} or (
        work.with_coach and not has_coach(work.case.cooperative)
    )


def may_read(viewer: User, work: Round) -> bool:
    """The page of the work for both sides: who takes part in the group, also who reads along, and who may review it."""
    return role_in(viewer, work.case.cooperative) is not None or may_review(viewer, work)


def may_talk(viewer: User, work: Round) -> bool:
    """Write below the answers and settle remarks: who works in the group, and who may review the work."""
    return may_work(viewer, work.case.cooperative) or may_review(viewer, work)


def may_write_below(viewer: User, part: PartOfWork) -> bool:
    return may_talk(viewer, part.work)


def may_settle(viewer: User, remark: Remark) -> bool:
    return may_talk(viewer, remark.round)


def may_share(viewer: User, work: Round) -> bool:
    """Let other groups read the work: who works in the group, and nobody for them."""
    return may_work(viewer, work.case.cooperative)


def may_read_example(viewer: User, shown: ExampleForGroup) -> bool:
    """Loading within sight has already decided."""
    return shown is not None


def is_own_note(viewer: User, note: ReviewNote) -> bool:
    return note.author_id == viewer.id
