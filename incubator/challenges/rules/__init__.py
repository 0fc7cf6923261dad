"""When a public task could be challenged: who buys, which service, what moment, whose rules, how large, how much time is left.

Each answer has its reason, its source and its points. The points are ours, for planning; no rule here says that an authority must
agree. The right to challenge rests on the Wet versterking participatie op decentraal niveau (Kamerstuk 36210, in force
1 January 2025) and on local regulations; whether it is in the regulation is up to each authority, and it does not set procurement
law aside.
"""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from incubator.challenges.rules.buyers import authority_ground, buyer_of, no_authority
from incubator.challenges.rules.grounds import OURS
from incubator.challenges.rules.laws import IN_FORCE, LAW, LAWS, TRANSITION
from incubator.challenges.rules.moments import PLANS, Moment, before_call, in_time, moment, months_until, submit_by
from incubator.challenges.rules.regulations import holds_now, rules_of
from incubator.challenges.rules.tasks import is_no_service, is_very_large, service, size
from incubator.challenges.rules.work import nature_of, work_classes, work_of
from incubator.challenges.values import AuthorityRules, Buyer, Level, NextStep, PublicTask, Verdict

__all__ = [
    "IN_FORCE",
    "LAW",
    "LAWS",
    "OURS",
    "TRANSITION",
    "assess",
    "buyer_of",
    "months_until",
    "nature_of",
    "submit_by",
    "work_classes",
    "work_of",
]

PROMISING, PERHAPS = 6, 4  # points
_weight = attrgetter("weight")


def assess(task: PublicTask, decided_by: Sequence[AuthorityRules], *, today: date) -> Verdict:
    """Weigh a task. Where no local authority buys there is nothing to challenge; where we do not know who buys, we say so."""
    if task.buyer is not Buyer.LOCAL or not decided_by:
        return _without_authority(task)
    judged = moment(task, today)
    last_day = _last_day(task, decided_by)
    late = in_time(task, last_day, today)
    of_rules = [tuple(rules_of(deciding, task, today)) for deciding in decided_by]
    common = [authority_ground(task.authorities), service(task), judged.ground]
    if late is not None:
        common.append(late)
    scale = tuple(size(task))
    # Each of several authorities has to agree: the one with most against it counts.
    points = sum(map(_weight, (*common, *scale))) + min(sum(map(_weight, grounds)) for grounds in of_rules)
    blocked = all(any(ground.blocks for ground in grounds) for grounds in of_rules)
    level = _level(task, judged, points, blocked=blocked)
    if level is Level.PROMISING and (is_very_large(task) or (late is not None and late.speaks_for is False)):
        level = Level.PERHAPS
    grounds = (*common, *sum(of_rules, ()), *scale)
    step = _next_step(level, task, judged, decided_by, today, blocked=blocked)
    return Verdict(level, grounds, tuple(decided_by), _still(last_day, today), step)


def _without_authority(task: PublicTask) -> Verdict:
    ground = no_authority(task.buyer)
    if task.buyer is Buyer.OTHER:
        return Verdict(Level.NO, (ground,), next_step=NextStep.PROPOSE)
    if is_no_service(task):
        return Verdict(Level.UNLIKELY, (ground, service(task)), next_step=NextStep.SMALLER_PART)
    return Verdict(Level.UNKNOWN, (ground,), next_step=NextStep.ASK_WHO_DECIDES)


def _last_day(task: PublicTask, decided_by: Sequence[AuthorityRules]) -> date | None:
    """The last sensible day: of plans until one may answer, of a contract by the longest term to decide that is known."""
    if task.kind in PLANS:
        return before_call(task)
    known = [submit_by(task.contract_end, deciding.regulation) for deciding in decided_by]
    return min(filter(None, known), default=None)


def _still(last_day: date | None, today: date) -> date | None:
    """A day that has passed is a reason against; it is no day to hand in by."""
    if last_day is None or last_day < today:
        return None
    return last_day


def _level(task: PublicTask, judged: Moment, points: int, *, blocked: bool) -> Level:
    if is_no_service(task) or blocked:
        return Level.UNLIKELY
    if task.work is None:
        return Level.UNKNOWN
    if judged.right is False:
        return Level.NOT_NOW
    if judged.right and points >= PERHAPS:
        return Level.PROMISING if points >= PROMISING else Level.PERHAPS
    if service(task).speaks_for is False or (judged.right and is_very_large(task)):
        return Level.UNLIKELY
    return Level.UNKNOWN


def _next_step(
    level: Level, task: PublicTask, judged: Moment, decided_by: Sequence[AuthorityRules], today: date, *, blocked: bool
) -> NextStep:
    if level is Level.UNLIKELY:
        return NextStep.READ_RULES if blocked and not is_no_service(task) else NextStep.SMALLER_PART
    if task.work is None or (task.work.wide and judged.right):
        return NextStep.READ_NOTICE
    known = any(holds_now(deciding.regulation, today) for deciding in decided_by)
    if judged.next_step is NextStep.BEGIN and not known:
        return NextStep.ASK_RULES
    return judged.next_step
