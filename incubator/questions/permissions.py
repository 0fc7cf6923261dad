"""Who may ask and answer: who works in the group, its coaches and the manager. An observer reads along."""

from incubator.accounts.models import User
from incubator.cooperatives import permissions
from incubator.cooperatives.models import Cooperative
from incubator.questions.models import Thread


def may_ask(viewer: User, group: Cooperative) -> bool:
    return permissions.may_record(viewer, group)


def may_read(viewer: User, thread: Thread) -> bool:
    """Loading within sight has already decided."""
    return thread is not None


def may_answer(viewer: User, thread: Thread) -> bool:
    return may_ask(viewer, thread.cooperative)
