"""A manager lets a coach learn the work with a lead."""

from datetime import datetime

from incubator.accounts.models import Role, User
from incubator.accounts.values import Successors
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.reviews import queries
from incubator.reviews.models.talk import CoachTraining
from incubator.reviews.queries import training as trainings
from incubator.reviews.rules.claims import CLAIM

COACHES = frozenset({Role.COACH, Role.MANAGER})


def begin(junior: User, lead: User, *, now: datetime) -> CoachTraining:
    """What the junior decides waits for the lead from now on. Raises `RuleViolation` for who cannot be the one or the other."""
    # By number, so that two who make each other lead at once do not wait for one another.
    for person in sorted({junior.id, lead.id}):
        lock(db.session.get_one(User, person))
    if junior.id == lead.id:
        raise RuleViolation(N_("Choose somebody else: nobody releases their own decisions."), field="lead")
    for field, person in (("junior", junior), ("lead", lead)):
        if not person.is_active or person.role not in COACHES:
            raise RuleViolation(N_("%(name)s is not a coach any more."), field=field, name=person.name)
    if trainings.lead_of(junior) is not None:
        raise RuleViolation(N_("%(name)s learns the work with somebody already."), field="junior", name=junior.name)
    # A chain of leads would let a decision wait for two people who do not know of each other.
    if trainings.lead_of(lead) is not None:
        raise RuleViolation(N_("%(name)s is learning the work too."), field="lead", name=lead.name)
    begun = CoachTraining(junior_id=junior.id, lead_id=lead.id, since=now)
    db.session.add(begun)
    db.session.flush()
    return begun


def end(training: CoachTraining, *, now: datetime) -> None:
    """The coach decides alone from now on; what waited for the lead is in the coach's hands again."""
    lock(training)
    if training.until is not None:
        return
    training.until = now
    for work in queries.in_hands(training.junior):
        if work.drafted is not None:
            work.drafted, work.drafted_at, work.claimed_until = None, None, now + CLAIM
    db.session.flush()


def _can_lead(successor: User | None, training: CoachTraining) -> bool:
    """Whoever takes over cannot be the junior, or learn the work too."""
    return successor is not None and successor.id != training.junior_id and trainings.lead_of(successor) is None


def hand_over(coach: User, successors: Successors, now: datetime) -> None:
    """A lead who stops leaves the juniors to a successor, or they decide alone; a junior who stops learns no more.

    Nothing changes while someone is away for a while: a manager can release what waits.
    """
    if successors.until is not None:
        return
    for training in trainings.trainings_of(coach):
        successor = successors.usual
        if training.lead_id == coach.id and _can_lead(successor, training):
            training.lead_id = successor.id
        else:
            end(training, now=now)
    db.session.flush()
