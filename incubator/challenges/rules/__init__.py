"""When a public task could be challenged: who buys, which service, what moment, whose rules, how large, how much time is left.

Each answer has its reason, its source and its points. The points are ours, for planning; no rule here says that an authority must
agree. The right to challenge rests on the Wet versterking participatie op decentraal niveau (Kamerstuk 36210, in force
1 January 2025) and on local regulations; whether it is in the regulation is up to each authority, and it does not set procurement
law aside.
"""

from collections.abc import Sequence
from datetime import date

from incubator.challenges.rules.buyers import authority_ground, buyer_of, no_authority
from incubator.challenges.rules.grounds import OURS
from incubator.challenges.rules.laws import IN_FORCE, LAW, LAWS, TRANSITION
from incubator.challenges.rules.levels import Answers, level, level_without_authority, next_action
from incubator.challenges.rules.moments import PLANS, before_call, in_time, moment, months_until, round_of, submit_by
from incubator.challenges.rules.regulations import rules_of
from incubator.challenges.rules.tasks import service, size
from incubator.challenges.rules.work import nature_of, work_classes, work_of
from incubator.challenges.values import AuthorityRules, Buyer, Ground, Level, NextAction, PublicTask, Verdict

__all__ = [
    "IN_FORCE",
    "LAW",
    "LAWS",
    "OURS",
    "PLANS",
    "TRANSITION",
    "assess",
    "buyer_of",
    "months_until",
    "nature_of",
    "round_of",
    "submit_by",
    "work_classes",
    "work_of",
]


# Steps that need no authority to ask.
OF_THE_NOTICE = frozenset({NextAction.BID, NextAction.FOLLOW, NextAction.LATER_NOTICE})


def assess(task: PublicTask, decided_by: Sequence[AuthorityRules], *, today: date) -> Verdict:
    """Weigh a task. Where no local authority buys there is nothing to challenge; where we do not know who buys, we say so."""
    if task.buyer is not Buyer.LOCAL or not decided_by:
        return _without_authority(task, today)
    last_day = _last_day(task, decided_by, today)
    answers = Answers(
        task,
        authority_ground(task.authorities),
        service(task),
        moment(task, today),
        in_time(task, last_day, today),
        _of_each(decided_by, task, today),
        tuple(size(task)),
    )
    judged = level(answers)
    action = next_action(judged, answers, decided_by, today)
    return Verdict(judged, answers.grounds, tuple(decided_by), _still(last_day, today), action)


def _of_each(decided_by: Sequence[AuthorityRules], task: PublicTask, today: date) -> tuple[tuple[Ground, ...], ...]:
    return tuple(tuple(rules_of(deciding, task, today)) for deciding in decided_by)


def _without_authority(task: PublicTask, today: date) -> Verdict:
    ground = no_authority(task.buyer)
    if task.buyer is Buyer.OTHER:
        return Verdict(Level.NO, (ground,), next_action=NextAction.PROPOSE)
    work, when = service(task), moment(task, today)
    judged = level_without_authority(task, work, when)
    if judged is Level.NOT_NOW:
        step = when.action if when.action in OF_THE_NOTICE else NextAction.ASK_WHO_DECIDES
        return Verdict(judged, (ground, work, when.ground), next_action=step)
    if task.buyer is Buyer.SAFETY_REGION:
        return Verdict(judged, (ground,), next_action=NextAction.PROPOSE)
    if judged is Level.UNLIKELY:
        return Verdict(judged, (ground, work), next_action=NextAction.SMALLER_PART)
    return Verdict(judged, (ground,), next_action=NextAction.ASK_WHO_DECIDES)


def _last_day(task: PublicTask, decided_by: Sequence[AuthorityRules], today: date) -> date | None:
    """The last sensible day: of plans before the call, of a contract by the longest term to decide that is known."""
    if task.kind in PLANS:
        return before_call(task)
    known = []
    for deciding in decided_by:
        known.append(submit_by(task.contract_end, deciding.regulation, today))
    return min(filter(None, known), default=None)


def _still(last_day: date | None, today: date) -> date | None:
    """A day that has passed is a reason against; it is no day to hand in by."""
    if last_day is None or last_day < today:
        return None
    return last_day
