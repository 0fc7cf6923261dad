"""Verbs of the group and its dossier. Nothing here commits; who and when are arguments."""

from datetime import date, datetime, timedelta
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives import queries, rules
from incubator.cooperatives.models import (
    CoachAssignment,
    Cooperative,
    Fact,
    FactState,
    Milestone,
    Participation,
    ParticipationRole,
)
from incubator.cooperatives.values import FactKey, FactKind, FactSource, Phase
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
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
    """Open a group; its founder, when given, becomes its coordinator."""
    name = name.strip()
    if not name:
        raise RuleViolation(N_("Give the group a name."), field="name")
    if founder is not None and queries.just_started(founder, name, since=now - A_MOMENT):
        raise RuleViolation(N_("You started a group with this name a moment ago. It is in your list."), field="name")
    group = Cooperative(
        slug=rules.slug_of(name, queries.all_slugs()),
        name=name,
        phase=phase,
        municipality=municipality or None,
        neighbourhood=neighbourhood or None,
        created_at=now,
    )
    db.session.add(group)
    db.session.flush()
    if founder is not None:
        add_participant(group, founder, ParticipationRole.COORDINATOR, today=today)
    return group


def add_participant(group: Cooperative, user: User, role: ParticipationRole, *, today: date) -> Participation:
    """Let someone take part; who took part before comes back."""
    for participation in group.participations:
        if participation.user_id == user.id:
            if participation.until is None:
                raise RuleViolation(N_("%(name)s already takes part."), field="email", name=user.name)
            participation.until, participation.role = None, role
            return participation
    participation = Participation(user=user, cooperative=group, role=role, since=today)
    db.session.add(participation)
    db.session.flush()
    return participation


def change_role(participation: Participation, role: ParticipationRole) -> None:
    if participation.role is ParticipationRole.COORDINATOR and role is not ParticipationRole.COORDINATOR:
        _keep_a_coordinator(participation)
    participation.role = role


def end_participation(participation: Participation, *, today: date) -> None:
    """Someone stops; what they made stays."""
    if participation.role is ParticipationRole.COORDINATOR:
        _keep_a_coordinator(participation)
    participation.until = today


def leave_everything(user: User, now: datetime) -> None:
    """The account goes: nobody coordinates, takes part or guides without one. The manager can name another coordinator."""
    for participation in queries.participations_of(user):
        participation.until = clock.local(now).date()
    for assignment in queries.assignments_of(user):
        db.session.delete(assignment)


def _keep_a_coordinator(leaving: Participation) -> None:
    others = [
        other
        for other in leaving.cooperative.participations
        if other is not leaving and other.until is None and other.role is ParticipationRole.COORDINATOR
    ]
    if not others:
        raise RuleViolation(N_("A group needs a coordinator: make someone else coordinator first."))


def assign_coach(group: Cooperative, coach: User, *, today: date) -> CoachAssignment:
    for assignment in group.coaches:
        if assignment.user_id == coach.id:
            return assignment
    assignment = CoachAssignment(user=coach, cooperative=group, since=today)
    db.session.add(assignment)
    db.session.flush()
    return assignment


def move_to_phase(group: Cooperative, phase: Phase, *, now: datetime, reason: str | None = None) -> None:
    """Go to another phase; stopping asks a reason, and a stopped group can start again."""
    if phase is Phase.STOPPED and not (reason or "").strip():
        raise RuleViolation(N_("Say in a sentence why the group stops."), field="reason")
    group.phase = phase
    group.stopped_at = now if phase is Phase.STOPPED else None
    group.stopped_reason = reason if phase is Phase.STOPPED else None


def record_milestone(group: Cooperative, key: str, *, on: date, note: str | None = None) -> Milestone:
    """Something that counts has happened; said again it is corrected, not doubled."""
    milestone = queries.milestones(group).get(key)
    if milestone is None:
        milestone = Milestone(cooperative=group, key=key, on_date=on, note=note)
        db.session.add(milestone)
        db.session.flush()
    milestone.on_date, milestone.note = on, note
    return milestone


def record_fact(
    group: Cooperative,
    key: str,
    value: Any,
    *,
    source: FactSource,
    author: User | None,
    now: datetime,
    approved: bool = False,
) -> Fact:
    """Put a fact in the dossier: proposed, or approved at once. The same value from the same source is not stored twice."""
    typed = rules.typed_value(key, value)
    latest = next((fact for fact in queries.facts(group, key) if fact.source_ref == source.ref), None)
    same = latest is not None and latest.value == typed and latest.source_kind is source.kind
    if latest is not None and same and latest.state is not FactState.WITHDRAWN:
        if approved and latest.state is FactState.PROPOSED:
            approve_fact(latest, now=now)
        if not approved or queries.holding_facts(group)[key] is latest:
            return latest
    fact = Fact(
        cooperative_id=group.id,
        key=key,
        value=typed,
        state=FactState.APPROVED if approved else FactState.PROPOSED,
        source_kind=source.kind,
        source_ref=source.ref,
        source_label=source.label,
        author_id=author.id if author else None,
        recorded_at=now,
        approved_at=now if approved else None,
    )
    db.session.add(fact)
    db.session.flush()
    return fact


def propose_fact(
    group: Cooperative, key: str, value: Any, *, source: FactSource, author: User | None, now: datetime
) -> Fact:
    """A fact that still has to be approved."""
    return record_fact(group, key, value, source=source, author=author, now=now)


def approve_fact(fact: Fact, *, now: datetime) -> None:
    """From now on this is what holds."""
    fact.state = FactState.APPROVED
    fact.approved_at = now
    fact.recorded_at = max(fact.recorded_at, now)
    db.session.flush()


def decide_fact(fact: Fact, *, now: datetime) -> None:
    """Someone chose between sources: this is what holds, and what the others said before is settled; it stays in the history."""
    approve_fact(fact, now=now)
    for other in queries.facts(fact.cooperative, fact.key):
        if other is not fact and other.value != fact.value and other.state is not FactState.WITHDRAWN:
            other.state = FactState.WITHDRAWN
    db.session.flush()


def withdraw_fact(fact: Fact) -> None:
    """What does not hold; it stays in the history."""
    if queries.holding_facts(fact.cooperative).get(fact.key) is fact:
        raise RuleViolation(N_("What has been approved is not withdrawn: record the new fact instead."))
    fact.state = FactState.WITHDRAWN
    db.session.flush()


def empty_fact(group: Cooperative, key: str) -> None:
    """Nothing holds for this key any more, because someone emptied a wish; the history keeps what did."""
    for fact in queries.facts(group, key):
        fact.state = FactState.WITHDRAWN
    db.session.flush()


def municipality_code(name: str) -> str:
    """The code of a municipality (CBS, GM....) that someone names. Raises `RuleViolation` when there is none."""
    found = municipalities.municipality_by_name(name)
    if found is None:
        raise RuleViolation(N_("We know no municipality called “%(name)s”."), field="municipality", name=name)
    return found.code


def correct_group(group: Cooperative, name: str, *, municipality: str, neighbourhood: str | None) -> None:
    group.name = name
    group.municipality = municipality_code(municipality)
    group.neighbourhood = neighbourhood or None


def as_text(definition: FactKey, value: Any) -> str:
    """A fact as one types it: lists one item on a line, records with a bar between the columns."""
    if definition.kind is FactKind.LIST:
        return "\n".join(value)
    if definition.kind is FactKind.RECORDS:
        return "\n".join(" | ".join(record[name] for name in definition.fields).rstrip(" |") for record in value)
    return str(value)


def from_text(definition: FactKey, text: str) -> Any:
    """The other way round."""
    if definition.kind is FactKind.RECORDS:
        rows = [[part.strip() for part in line.split("|")] for line in text.splitlines() if line.strip()]
        if any(len(row) > len(definition.fields) for row in rows):
            raise RuleViolation(N_("A line has more columns than there are."), field="value")
        return [dict(zip(definition.fields, row, strict=False)) for row in rows]
    return text
