"""Verbs of an application. Nothing here commits; who and when are arguments."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func

from incubator.accounts import rules as account_rules
from incubator.accounts.models import Invitation, Role, User
from incubator.accounts.queries import by_email, managers
from incubator.cohorts import rules
from incubator.cohorts.messages import intakes as messages
from incubator.cohorts.models import Intake
from incubator.cohorts.queries import intakes
from incubator.cohorts.values import Application, IntakeState
from incubator.cooperatives import services as groups
from incubator.cooperatives.models import Cohort, Cooperative, ParticipationRole
from incubator.cooperatives.services import A_MOMENT
from incubator.cooperatives.services import people as inviting
from incubator.cooperatives.values import FactSource, FactSourceKind
from incubator.core import clock
from incubator.core.db import db, lock, one_at_a_time
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What becomes of an application: the name of the group, and where it belongs."""

    name: str
    cohort: Cohort | None = None
    coach: User | None = None


def apply(application: Application, *, language: str, now: datetime) -> Intake:
    """Keep an application and say so by mail; sent twice it is one. Raises `RuleViolation`."""
    name, email = account_rules.normal_name(application.name), account_rules.normal_address(application.email)
    municipality = groups.municipality_code(application.municipality)
    if not 1 <= application.people <= rules.MOST_PEOPLE:
        raise RuleViolation(N_("Fill in with how many people you are now, you included."), field="people")
    rules.check_phone(application.phone)
    # There is no row to lock yet: two presses of the button wait for each other by the address.
    one_at_a_time(f"intake {email}")
    known = intakes.just_received(email, application.plan, since=now - A_MOMENT)
    if known is not None:
        return known
    intake = Intake(
        name=name,
        email=email,
        phone=application.phone,
        others=application.others,
        municipality=municipality,
        neighbourhood=application.neighbourhood,
        plan=application.plan,
        people=application.people,
        start=application.start,
        languages=list(application.languages),
        language=language,
        agreed_at=now,
        received_at=now,
        state=IntakeState.NEW,
    )
    db.session.add(intake)
    db.session.flush()
    messages.acknowledge(intake)
    for manager in managers():
        messages.tell_managers(intake, manager)
    return intake


def write_notes(intake: Intake, notes: str) -> None:
    """What coaches and managers should know of each other about it."""
    lock(intake)
    intake.notes = notes


def answer(
    intake: Intake, decision: IntakeState, subject: str, text: str, *, seen: str, by: User, now: datetime
) -> None:
    """Invite them to talk, put it off, or decline, with the mail as it was written. Raises `RuleViolation`, `Conflict`."""
    # What is proposed leaves the reason open between brackets; nobody gets such a mail.
    if "[" in text and "]" in text:
        raise RuleViolation(N_("Fill in what still stands between brackets."), field="text")
    _decide(intake, decision, seen=seen, by=by, now=now)
    messages.answer(intake, subject, text, key=f"intake-answer:{intake.id}:{now.isoformat()}")


def _decide(intake: Intake, decision: IntakeState, *, seen: str, by: User, now: datetime) -> None:
    lock(intake)
    rules.check_decision(intake.state, decision, seen=seen)
    intake.state, intake.decided_by_id, intake.decided_at = decision, by.id, now
    db.session.flush()


def accept(
    intake: Intake, acceptance: Acceptance, *, seen: str, by: User, now: datetime
) -> tuple[Cooperative, Invitation, str]:
    """Make it a group that knows what they typed, and ask them in as its coordinator.

    Gives the group, the invitation and the secret of its link. Raises `RuleViolation`, also for a name that another group has and for
    the address of a coach or manager; and `Conflict` when somebody decided before.
    """
    # Decided first: who comes second makes no second group.
    _decide(intake, IntakeState.ACCEPTED, seen=seen, by=by, now=now)
    _check_acceptance(intake, acceptance)
    today = clock.local(now).date()
    group = groups.start_group(
        acceptance.name, municipality=intake.municipality, neighbourhood=intake.neighbourhood, now=now, today=today
    )
    _tell_dossier(intake, group, now=now)
    if acceptance.cohort is not None:
        groups.put_in_cohort(group, acceptance.cohort.name)
    if acceptance.coach is not None:
        groups.assign_coach(group, acceptance.coach, today=today)
    invitation, secret = inviting.invite(
        group, intake.email, intake.name, ParticipationRole.COORDINATOR, by=by, now=now
    )
    intake.cooperative_id = group.id
    db.session.flush()
    return group, invitation, secret


def _check_acceptance(intake: Intake, acceptance: Acceptance) -> None:
    """Raises `RuleViolation` when two groups would have one name, or who works for the incubator would coordinate a group."""
    if intakes.group_called(acceptance.name):
        raise RuleViolation(N_("There is a group with this name already. Choose another name."), field="name")
    holder = by_email(intake.email)
    # A coach who takes part in a group would read and approve the own work.
    if holder is not None and holder.role in {Role.COACH, Role.MANAGER}:
        raise RuleViolation(
            N_(
                "%(email)s is the address of a coach or manager, who cannot coordinate a group. Ask for another address."
            ),
            email=intake.email,
        )


def _tell_dossier(intake: Intake, group: Cooperative, *, now: datetime) -> None:
    """What they typed with the application they type nowhere else."""
    known = {
        "identity.neighbourhood": intake.neighbourhood,
        "offer.description": intake.plan,
        "contact.name": intake.name,
        "contact.email": intake.email,
        "contact.phone": intake.phone,
    }
    source = FactSource(FactSourceKind.ENTERED, f"intake:{intake.id}")
    for key, value in known.items():
        if value:
            # Without an author: who typed it has no account yet, and who accepts did not write it.
            groups.record_fact(group, key, value, source=source, author=None, now=now, approved=True)


def forget_old(*, now: datetime) -> int:
    """Remove applications a year after they came in or were decided about. Gives how many."""
    # From the last that happened to it: who was put off keeps the place for a year more.
    last = func.coalesce(Intake.decided_at, Intake.received_at)
    gone = db.session.execute(delete(Intake).where(last < now - rules.INTAKES_KEPT).returning(Intake.id)).all()
    return len(gone)


def forget(user: User, _now: datetime) -> None:
    """The account goes, and what was applied with from its address."""
    db.session.execute(delete(Intake).where(Intake.email == (user.email or "")))
