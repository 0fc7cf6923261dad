"""Who guides which groups, when a coach stops: a colleague takes over, or every coach can."""

from collections.abc import Sequence
from datetime import datetime

from incubator.accounts.models import User
from incubator.accounts.values import Successors
from incubator.cooperatives import messages, queries
from incubator.cooperatives.models import CoachAssignment, Cooperative, Substitution
from incubator.cooperatives.queries import absences
from incubator.cooperatives.queries.people import has_coach
from incubator.core import clock
from incubator.core.db import db, lock


def hand_over_groups(coach: User, successors: Successors, now: datetime) -> None:
    """Who guides the groups of a coach who stops, and where the coach stands in for others; for a while, the groups stay theirs."""
    for standing in absences.substitutions_of(coach):
        _let_another_stand_in(standing, successors.of(standing.cooperative_id))
    if successors.until is None:
        _move_groups(coach, successors.usual, now)


def _let_another_stand_in(standing: Substitution, to: User | None) -> None:
    if to is None or queries.role_in(to, standing.cooperative) is not None:
        db.session.delete(standing)
        return
    standing.user = to


def _move_groups(coach: User, to: User | None, now: datetime) -> None:
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
