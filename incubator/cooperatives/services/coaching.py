"""Who guides which groups, when a coach stops: a colleague takes over, or every coach can."""

from collections.abc import Sequence
from datetime import datetime

from incubator.accounts.models import User
from incubator.cooperatives import messages, queries
from incubator.cooperatives.models import CoachAssignment, Cooperative
from incubator.cooperatives.queries.people import has_coach
from incubator.core import clock
from incubator.core.db import db, lock


def hand_over_groups(coach: User, to: User | None, now: datetime) -> None:
    """All groups of a coach get another one, or none; their people and the new coach are told."""
    groups = []
    for assignment in queries.assignments_of(coach):
        group = lock(assignment.cooperative)
        groups.append(group)
        _move(assignment, group, to, now)
    db.session.flush()
    if groups:
        _tell(groups, coach, to, now)


def _move(assignment: CoachAssignment, group: Cooperative, to: User | None, now: datetime) -> None:
    if to is None or queries.coaches_group(to, group):
        db.session.delete(assignment)
        return
    assignment.user, assignment.since = to, clock.local(now).date()


def _tell(groups: Sequence[Cooperative], coach: User, to: User | None, now: datetime) -> None:
    for group in groups:
        if to is None and has_coach(group):
            continue  # another coach goes on: for the group nothing changes
        for participation in queries.participants(group):
            if participation.user.is_active:
                messages.tell_other_coach(group, participation.user, coach=coach, to=to, now=now)
    if to is not None:
        messages.tell_new_coach(groups, to, coach=coach, now=now)
