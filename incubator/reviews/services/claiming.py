"""Whose hands the work is in: a coach takes it for half an hour at a time, lets it go, or leaves it to who takes over."""

from collections.abc import Sequence
from datetime import date, datetime

from incubator.accounts.models import Role, User
from incubator.accounts.queries import managers
from incubator.accounts.values import Successors
from incubator.cooperatives.queries import people, role_in
from incubator.cooperatives.services import assign_coach
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.reviews import messages, queries
from incubator.reviews.models import Round
from incubator.reviews.queries.training import leads
from incubator.reviews.rules.claims import CLAIM, is_held
from incubator.reviews.values import RoundStage

WAITS_FOR_LEAD = N_("The decision of %(coach)s waits for a colleague who releases it.")


def claim(work: Round, *, coach: User, now: datetime) -> None:
    """This coach reads it for half an hour, or goes on; the others see so. Whose time has run out can be relieved.

    What was remarked stays. Raises `RuleViolation` as long as another coach has it.
    """
    lock(work)
    if work.stage is RoundStage.CLAIMED and work.coach_id == coach.id and work.drafted is None:
        work.claimed_until = now + CLAIM  # pressed twice, or asked for more time
        db.session.flush()
        return
    if work.stage is RoundStage.CLAIMED:
        _check_free(work, now)
    else:
        work.move_to(RoundStage.CLAIMED)
    work.coach, work.claimed_at, work.claimed_until = coach, now, now + CLAIM
    db.session.flush()


def _check_free(work: Round, now: datetime) -> None:
    if work.drafted is not None:
        raise RuleViolation(WAITS_FOR_LEAD, coach=_reader(work))
    if is_held(work.claimed_until, now):
        raise RuleViolation(
            N_("%(coach)s is reading this until %(moment)s."),
            coach=_reader(work),
            moment=messages.time_of_day(work.claimed_until),
        )


def _check_lead(work: Round, coach: User) -> None:
    if leads(coach, work):
        return
    if work.coach_id == coach.id:
        raise RuleViolation(
            N_("Your decision waits to be released. Take it back first if you want to change something.")
        )
    raise RuleViolation(WAITS_FOR_LEAD, coach=_reader(work))


def _reader(work: Round) -> str:
    return work.coach.name if work.coach is not None else ""


def check_hands(work: Round, coach: User) -> None:
    """Raises `RuleViolation` when somebody decided, or another coach has the work."""
    if work.stage is RoundStage.WITHDRAWN:
        raise RuleViolation(
            N_(
                "Nobody has to read this any more: the group took it away. What you typed stands below: copy what you need."
            )
        )
    if not work.with_coach:
        raise RuleViolation(
            N_("A decision was made already. Look below at what you typed, and copy what you still need.")
        )
    if work.stage is not RoundStage.CLAIMED:
        raise RuleViolation(N_("Take this work first: then the others see that you are reading it."))
    if work.drafted is not None:
        _check_lead(work, coach)
        return
    if work.coach_id != coach.id:
        raise RuleViolation(
            N_("%(coach)s is reading this now. What you typed stands below: copy what you still need."),
            coach=_reader(work),
        )


def begin_to_guide(work: Round, *, coach: User, today: date) -> None:
    """This coach guides the group from now on, because nobody does. Raises `RuleViolation` when somebody was first."""
    lock(coach)  # the account before the group, as everywhere
    group = lock(work.case.cooperative)
    if people.has_coach(group):
        raise RuleViolation(N_("%(group)s has a coach already."), group=group.name)
    assign_coach(group, coach, today=today)


def put_back(work: Round, *, by: User, now: datetime) -> None:
    """Somebody presses the button: who reads it, a manager, or anybody once the time has run out. Raises `RuleViolation` for others."""
    lock(work)
    if work.stage is RoundStage.CLAIMED and work.coach_id != by.id and by.role is not Role.MANAGER:
        _check_free(work, now)
    release(work)


def release(work: Round) -> None:
    """Back in the queue; what was remarked stays."""
    lock(work).move_to(RoundStage.SUBMITTED)
    work.coach, work.claimed_at, work.claimed_until = None, None, None
    work.drafted, work.drafted_at = None, None
    db.session.flush()


def hand_over(coach: User, successors: Successors, now: datetime) -> None:
    """What a coach who stops is reading goes to who takes over; without one, or for a while, back to the queue, and others hear of it.

    What was remarked stays. Who stands in finds it in the queue, and what is not read by then is there when the coach is back.
    Where no other coach guides the group the managers hear of it.
    """
    for work in queries.in_hands(coach):
        group = lock(work).case.cooperative
        to = successors.of(group.id)
        if to is not None and successors.until is None and role_in(to, group) is None:
            work.coach, work.claimed_at, work.claimed_until = to, now, now + CLAIM
            messages.tell_taken_over(work, coach, to)
            continue
        release(work)
        others = _without(coach, people.coaches_of(group)) or _without(coach, managers())
        messages.tell_put_back(work, others, coach=coach, until=successors.until)


def _without(coach: User, users: Sequence[User]) -> list[User]:
    return [user for user in users if user.id != coach.id]
