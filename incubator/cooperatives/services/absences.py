"""A coach is away until a day: colleagues stand in for that time, and it all comes back by itself."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.accounts.services import handing_over, hold
from incubator.accounts.values import Successors
from incubator.cooperatives import messages, queries, rules
from incubator.cooperatives.models import Absence, Cooperative, Substitution
from incubator.cooperatives.queries.absences import absence_of, guided
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_


def go_away(coach: User, until: date, to: User | None, others: dict[int, User], *, by: User, now: datetime) -> Absence:
    """From now on `to` stands in, in some groups another; the last day belongs to the absence. Everyone concerned is told.

    What the coach is reading goes back to the queue. Raises `RuleViolation` for a day that cannot be, and for who cannot stand in.
    """
    hold(coach)
    today = clock.local(now).date()
    rules.check_absence(until, today=today)
    if absence_of(coach) is not None:
        raise RuleViolation(N_("%(name)s is away already. End that first."), name=coach.name)
    successors = Successors(to, others, until)
    for colleague in successors.people:
        lock(colleague)
    absence = Absence(user=coach, since=today, until=until, noted_by_id=by.id)
    db.session.add(absence)
    for group in guided(coach):
        absence.substitutions.append(Substitution(cooperative=group, user=_stands_in(group, successors)))
    db.session.flush()
    handing_over.hand_over_to(coach, successors, now=now)
    messages.tell_substitutes(absence)
    for standing in absence.substitutions:
        _tell_group(absence, standing)
    if by.id != coach.id:
        messages.tell_who_is_away(absence, by=by)
    return absence


def _tell_group(absence: Absence, standing: Substitution) -> None:
    group = standing.cooperative
    for participation in queries.participants(group):
        if participation.user.is_active:
            messages.tell_group_of_absence(absence, group, standing.user, participation.user)


def _stands_in(group: Cooperative, successors: Successors) -> User:
    """Who stands in for this group. Raises `RuleViolation` for who is away too, or takes part in the group."""
    user: User | None = successors.of(group.id)
    field = f"group-{group.id}" if group.id in successors.by_group else "to"
    if user is None:
        raise RuleViolation(N_("Choose who stands in."), field=field)
    if absence_of(user) is not None:
        raise RuleViolation(N_("%(name)s is away too. Choose somebody else."), field=field, name=user.name)
    if queries.role_in(user, group) is not None:
        raise RuleViolation(
            N_("%(name)s takes part in %(group)s, and cannot be its coach."),
            field=field,
            name=user.name,
            group=group.name,
        )
    return user


def come_back(coach: User, *, now: datetime) -> None:
    """The coach is back earlier; who stood in is told. Raises `RuleViolation` for who is not away (any more)."""
    hold(coach)
    absence = absence_of(coach)
    if absence is None:
        raise RuleViolation(N_("%(name)s is not away any more."), name=coach.name)
    absence.ended_at = now
    messages.tell_is_back(absence)
