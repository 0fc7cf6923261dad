"""Who may write the plan and keep the answers: who works in the group. Who guides it reads and comments."""

from incubator.accounts.models import User
from incubator.bids.models import Answer, Section, Submission, SubmittedFile
from incubator.bids.permissions.bidding import may_write_bid
from incubator.cooperatives import permissions


def may_see_section(viewer: User, section: Section) -> bool:
    """Loading within sight has already decided."""
    return section is not None


def may_write_section(viewer: User, section: Section) -> bool:
    return may_write_bid(viewer, section.bid)


def may_comment_section(viewer: User, section: Section) -> bool:
    return permissions.may_record(viewer, section.bid.cooperative)


def may_see_answer(viewer: User, answer: Answer) -> bool:
    """Loading within sight has already decided."""
    return answer is not None


def may_write_answer(viewer: User, answer: Answer) -> bool:
    return permissions.may_work(viewer, answer.cooperative)


def may_see_submission(viewer: User, submission: Submission) -> bool:
    """Loading within sight has already decided."""
    return submission is not None


def may_take_back(viewer: User, submission: Submission) -> bool:
    return may_write_bid(viewer, submission.bid)


def may_fetch_submitted(viewer: User, paper: SubmittedFile) -> bool:
    """Loading within sight has already decided."""
    return paper is not None
