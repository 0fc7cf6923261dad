"""Verbs of the group and its dossier. Nothing here commits; who and when are arguments."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select

from incubator.accounts.models import Role, User
from incubator.cooperatives import queries, rules
from incubator.cooperatives.models import (
    CoachAssignment,
    Cohort,
    Cooperative,
    Milestone,
    Participation,
    ParticipationRole,
    PhaseMove,
)
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.db import add_unique, db, lock, one_at_a_time
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links
from incubator.core.reference import municipalities

A_MOMENT = timedelta(minutes=1)  # who presses a button twice does so within this


def start_group(
    name: str,
    *,
    municipality: str | None,
    neighbourhood: str | None,
    now: datetime,
    today: date,
    founder: User | None = None,
    phase: Phase = Phase.F0,
) -> Cooperative:
    """Open a group; its founder, when given, becomes its coordinator. Raises `RuleViolation`."""
    name = _group_name(name)
    if founder is not None:
        lock(founder)  # a button pressed twice: the second one sees what the first one started
        _refuse_twice(founder, name, now=now)

    def make() -> Cooperative:
        return Cooperative(
            slug=rules.slug_of(name, queries.all_slugs()),
            name=name,
            phase=phase,
            municipality=municipality or None,
            neighbourhood=neighbourhood or None,
            created_at=now,
        )

    group = add_unique(make)
    if founder is not None:
        add_participant(group, founder, ParticipationRole.COORDINATOR, today=today)
    return group


def _group_name(typed: str) -> str:
    name = typed.strip()
    if not name:
        raise RuleViolation(N_("Give the group a name."), field="name")
    return refuse_links(name, field="name")


def _refuse_twice(founder: User, name: str, *, now: datetime) -> None:
    if queries.just_started(founder, name, since=now - A_MOMENT):
        raise RuleViolation(N_("You started a group with this name a moment ago. It is in your list."), field="name")


def add_participant(group: Cooperative, user: User, role: ParticipationRole, *, today: date) -> Participation:
    """Let someone take part; who took part before comes back. Raises `RuleViolation`."""
    lock(user)  # the account before the group, as `leave_everything`: else the two wait for each other
    lock(group)
    if not user.is_active:
        raise RuleViolation(N_("%(name)s has no account any more."), field="email", name=user.name)
    before = queries.participation_of(user, group)
    if before is None:
        participation = Participation(user=user, cooperative=group, role=role, since=today)
        db.session.add(participation)
        db.session.flush()
        return participation
    if before.until is None:
        raise RuleViolation(N_("%(name)s already takes part."), field="email", name=user.name)
    # The row comes back instead of a second one: a person stands in a group once, with the day on which it began.
    before.until, before.role = None, role
    return before


def change_role(participation: Participation, role: ParticipationRole) -> None:
    """Another role in the group. Raises `RuleViolation` for its last coordinator, and for who stopped meanwhile."""
    _hold(participation)
    if role is not ParticipationRole.COORDINATOR:
        _keep_a_coordinator(participation)
    participation.role = role


def end_participation(participation: Participation, *, today: date) -> None:
    """Someone stops; what they made stays. Raises `RuleViolation` for the last coordinator, and for who stopped already."""
    _hold(participation)
    _keep_a_coordinator(participation)
    participation.until = today


def leave_everything(user: User, now: datetime) -> None:
    """The account goes: nobody coordinates, takes part or guides without one. The manager can name another coordinator."""
    for participation in queries.participations_of(user):
        lock(participation.cooperative)
        participation.until = clock.local(now).date()
    for assignment in queries.assignments_of(user):
        db.session.delete(assignment)


def _hold(participation: Participation) -> None:
    """Let nobody else change who takes part in this group. Raises `RuleViolation` when this person stopped meanwhile."""
    lock(participation.cooperative)
    if participation.until is not None:
        raise RuleViolation(N_("%(name)s does not take part any more."), name=participation.user.name)


def _keep_a_coordinator(leaving: Participation) -> None:
    if leaving.role is not ParticipationRole.COORDINATOR:
        return
    others = queries.coordinators(leaving.cooperative, without=leaving)
    if not others:
        raise RuleViolation(N_("A group needs a coordinator: make someone else coordinator first."))


def assign_coach(group: Cooperative, coach: User, *, today: date) -> CoachAssignment:
    """Let someone guide the group; again is no second time. Raises `RuleViolation` for who is no coach any more."""
    lock(coach)
    lock(group)
    # Read again under the lock: the account can have gone, or changed roles, since the list of coaches was shown.
    if not coach.is_active or coach.role not in {Role.COACH, Role.MANAGER}:
        raise RuleViolation(N_("%(name)s is not a coach any more."), field="coach", name=coach.name)
    for assignment in group.coaches:
        if assignment.user_id == coach.id:
            return assignment
    assignment = CoachAssignment(user=coach, cooperative=group, since=today)
    db.session.add(assignment)
    db.session.flush()
    return assignment


def move_to_phase(
    group: Cooperative,
    phase: Phase,
    *,
    now: datetime,
    reason: str | None = None,
    by: User | None = None,
    open_documents: Sequence[str] = (),
) -> None:
    """Go to another phase; what was still open then is kept with the reason. A stopped group can start again.

    Raises `RuleViolation` when documents are open and no reason is given, when it stops without one, or without a deed.
    """
    lock(group)
    typed = (reason or "").strip()
    # What follows from an event (a deed, a contract) is nobody's decision, and is not refused.
    founded = by is None or "deed" in queries.milestones(group)
    rules.check_move(group.phase, phase, open_documents=open_documents, founded=founded, reason=typed)
    if phase is not group.phase:
        _note_move(group, phase, now=now, by=by, overruled=open_documents, reason=typed)
    group.phase = phase
    stops = phase is Phase.STOPPED
    group.stopped_at, group.stopped_reason = (now, typed) if stops else (None, None)
    db.session.flush()
    if stops:
        for follow in STOP_FOLLOWERS:
            follow(group)


def take_back_move(group: Cooperative, phase: Phase, *, now: datetime) -> None:
    """What followed from an event goes back with it, when the group came to this phase by itself and nobody moved it since."""
    lock(group)
    statement = select(PhaseMove).where(PhaseMove.cooperative_id == group.id).order_by(PhaseMove.id.desc())
    last = db.session.scalars(statement.limit(1)).first()
    # A move of a person is a decision, and stays.
    if group.phase is phase and last is not None and last.to_phase is phase and last.by_id is None:
        move_to_phase(group, last.from_phase, now=now)


def _note_move(
    group: Cooperative, phase: Phase, *, now: datetime, by: User | None, overruled: Sequence[str], reason: str
) -> None:
    move = PhaseMove(
        cooperative=group,
        from_phase=group.phase,
        to_phase=phase,
        at=now,
        by_id=by.id if by else None,
        overruled=list(overruled),
        reason=reason,
    )
    db.session.add(move)


def record_milestone(group: Cooperative, key: str, *, on: date, note: str | None = None) -> Milestone:
    """Something that counts has happened; said again it is corrected, not doubled."""
    lock(group)
    milestone = queries.milestones(group).get(key)
    if milestone is None:
        milestone = Milestone(cooperative=group, key=key, on_date=on, note=note)
        db.session.add(milestone)
        db.session.flush()
    milestone.on_date, milestone.note = on, note
    return milestone


def take_back_milestone(group: Cooperative, key: str) -> None:
    """It did not happen after all."""
    lock(group)
    milestone = queries.milestones(group).get(key)
    if milestone is not None:
        db.session.delete(milestone)
        db.session.flush()
        db.session.expire(group, ["milestones"])


def municipality_code(name: str) -> str:
    """The code of a municipality (CBS, GM....) that someone names. Raises `RuleViolation` when there is none."""
    municipality = municipalities.municipality_by_name(name)
    if municipality is None:
        raise RuleViolation(N_("We know no municipality called “%(name)s”."), field="municipality", name=name)
    return municipality.code


def correct_group(group: Cooperative, name: str, *, municipality: str, neighbourhood: str | None) -> None:
    """What the group is called and where it is. Raises `RuleViolation`."""
    lock(group)
    # The slug stays: addresses in mails and calendars keep working when a group takes another name.
    group.name = _group_name(name)
    group.municipality = municipality_code(municipality)
    group.neighbourhood = neighbourhood or None


FOLLOWERS: list[Callable[[Cooperative], None]] = []
STOP_FOLLOWERS: list[Callable[[Cooperative], None]] = []


def follow_stops(follow: Callable[[Cooperative], None]) -> None:
    """Let a feature do what follows when a group stops; called once when the application starts."""
    if follow not in STOP_FOLLOWERS:
        STOP_FOLLOWERS.append(follow)


def follow_cohorts(follow: Callable[[Cooperative], None]) -> None:
    """Let a feature do what follows when a group goes to another cohort; called once when the application starts."""
    if follow not in FOLLOWERS:
        FOLLOWERS.append(follow)


def put_in_cohort(group: Cooperative, name: str | None) -> None:
    """With which others a group began, whatever the capitals of the name; a name that is new begins a cohort."""
    lock(group)
    typed = " ".join((name or "").split())
    group.cohort = cohort_named(typed).name if typed else None
    db.session.flush()
    # What hangs on a cohort stands above this feature, and comes along by itself.
    for follow in FOLLOWERS:
        follow(group)


def cohort_named(name: str) -> Cohort:
    """The cohort of this name; it is made when there is none. Raises `RuleViolation`."""
    # “Najaar” and “najaar” are one cohort, and two rows for the database.
    one_at_a_time("name a cohort")
    known = queries.cohort_called(name)
    if known is not None:
        return known
    cohort = Cohort(name=refuse_links(name, field="cohort"))
    db.session.add(cohort)
    db.session.flush()
    return cohort
