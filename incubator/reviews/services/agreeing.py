"""Everyone in a group agrees before work is handed in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.reviews import rules
from incubator.reviews.messages.agreements import ask_to_agree
from incubator.reviews.models.agreements import HandInAgreement, HandInPlan
from incubator.reviews.queries import agreeing as queries
from incubator.reviews.services.kinds import KINDS
from incubator.reviews.values import HandInWish, Work, WorkItem


def at_once(group: Cooperative, work: Work, items: Sequence[WorkItem]) -> str:
    """What the coach is asked to look at when the work is handed in now. The group is locked.

    Raises `RuleViolation` when the group agrees first and somebody wants to hand in without the others.
    """
    plan = queries.plan_of(group, work.kind, work.ref)
    if plan is not None and plan.together and waiting_for(plan, group, rules.mark_of(items)):
        raise RuleViolation(N_("You chose to agree with everyone first. Agree, or say that you no longer wait."))
    return _end(plan, None)


def settled(
    group: Cooperative, work: Work, items: Sequence[WorkItem], wish: HandInWish, *, by: User, now: datetime
) -> str | None:
    """What the coach is asked once the work can be handed in; None as long as others have to agree. The group is locked.

    Raises `RuleViolation` as `at_once` does.
    """
    if not wish.together:
        asked = at_once(group, work, items)
        return asked if wish.request is None else wish.request
    plan = queries.plan_of(group, work.kind, work.ref) or _begin(group, work, now)
    plan.together = True
    _agree(plan, rules.mark_of(items), wish.request, by, now)
    waiting = waiting_for(plan, group, plan.mark)
    if waiting:
        ask_to_agree(plan, group, work, KINDS[work.kind], by=by, waiting=waiting)
        return None
    return _end(plan, wish.request)


def _begin(group: Cooperative, work: Work, now: datetime) -> HandInPlan:
    plan = HandInPlan(
        cooperative_id=group.id, kind=work.kind, ref=work.ref, mark="", request="", together=True, begun_at=now
    )
    db.session.add(plan)
    return plan


def _agree(plan: HandInPlan, mark: str, request: str | None, by: User, now: datetime) -> None:
    """Note that someone agrees to these answers; who agreed to other answers has to look again."""
    # What the others agreed to is not what stands there now.
    if plan.mark != mark:
        plan.mark = mark
        plan.agreements.clear()
        db.session.flush()
    _ask(plan, request)
    if by.id not in {agreement.user_id for agreement in plan.agreements}:
        plan.agreements.append(HandInAgreement(user_id=by.id, at=now))
    db.session.flush()


def waiting_for(plan: HandInPlan, group: Cooperative, mark: str) -> list[User]:
    """Who takes part now and did not agree to exactly these answers."""
    agreed: set[int] = set()
    if plan.mark == mark:
        agreed = {agreement.user_id for agreement in plan.agreements}
    return [person for person in queries.who_agree(group) if person.id not in agreed]


def _ask(plan: HandInPlan, request: str | None) -> None:
    if request is not None:
        plan.request = request


def _end(plan: HandInPlan | None, request: str | None) -> str:
    if plan is None:
        return request or ""
    _ask(plan, request)
    asked = plan.request
    db.session.delete(plan)
    db.session.flush()
    return asked


def stop_waiting(group: Cooperative, work: Work, request: str | None) -> None:
    """The group hands in without agreeing first; what it asks the coach stays."""
    plan = queries.plan_of(group, work.kind, work.ref)
    if plan is not None:
        plan.together = False
        _ask(plan, request)
        plan.agreements.clear()
        db.session.flush()


def forget(user: User, _now: datetime) -> None:
    """Whoever leaves the incubator agrees to nothing any more, and nobody waits for them."""
    db.session.execute(delete(HandInAgreement).where(HandInAgreement.user_id == user.id))
