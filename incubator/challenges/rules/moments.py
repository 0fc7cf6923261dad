"""Whether the moment is right: before the buyer has chosen, or while a running contract nears its end.

Never while offers are in, never during the first year of a contract. Without an end date there is a question, not a promise.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from incubator.challenges.rules.grounds import ours
from incubator.challenges.rules.windows import window
from incubator.challenges.values import Ground, GroundKind, NextAction, PublicTask, Regulation
from incubator.challenges.values.windows import WindowQuestion
from incubator.core.i18n import mark as N_
from incubator.formats.values import NoticeKind
from incubator.notices.values import NoticeStatus

EARLIEST, LATEST = 6, 18  # months before the end of a contract in which a challenge can be prepared
STALE = timedelta(
    days=365
)  # after which a plan, a consultation or a stopped procurement no longer shows how things stand
FRESH = relativedelta(years=1)  # in which nobody gives a contract to another
ENDED_BY_NOW = relativedelta(years=5)  # a framework runs four years at most, and a new one takes time
DONE_BY_NOW = relativedelta(years=2)  # after which plans have become a contract, or nothing
SHORTEST_CALL = timedelta(days=45)  # an open European procedure
CALLS = N_("art. 2.70-2.74 of the Public Procurement Act (Aanbestedingswet 2012)")
_ROUNDS = (
    re.compile(
        r"\b(?:openstelling|\w*ronde|open house|schooljaar|seizoen)(?:\W+[^\W\d]\w*){0,8}\W+(?P<until>20\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b20\d\d\s*(?:[-–/]|t/m|tot en met)\s*(?P<until>20\d\d)\b", re.IGNORECASE),
)
PLANS = frozenset({NoticeKind.PLANNING, NoticeKind.CONSULTATION})


@dataclass(frozen=True, slots=True)
class JudgedMoment:
    """How the moment is judged. `right`: True now, False not now, None: it has to be asked first."""

    right: bool | None
    ground: Ground
    action: NextAction


def moment(task: PublicTask, today: date) -> JudgedMoment:
    """Is the moment right? Best before the buyer has chosen; not at all while offers are in or a contract is young."""
    if task.overtaken:
        sentence = N_("There is a later publication of this contract: look at that one for the right moment.")
        return _moment(False, False, sentence, NextAction.LATER_NOTICE)
    if task.status is NoticeStatus.CANCELLED or task.kind is NoticeKind.CANCELLATION:
        return _stopped(task, today)
    if task.kind in PLANS:
        return _plans(task, today)
    if task.kind in {NoticeKind.COMPETITION, NoticeKind.SIGNAL} and task.status is not NoticeStatus.AWARDED:
        return _call(task)
    return _contract(task, today)


def _moment(
    right: bool | None,
    speaks_for: bool | None,
    sentence: str,
    action: NextAction,
    *,
    end: date | None = None,
    weight: int = 0,
) -> JudgedMoment:
    params: dict[str, object] = {} if end is None else {"end": end}
    return JudgedMoment(right, ours(GroundKind.MOMENT, speaks_for, sentence, params, weight=weight), action)


def _stopped(task: PublicTask, today: date) -> JudgedMoment:
    if _is_stale(task, today):
        sentence = N_("This procurement was stopped more than a year ago: ask what became of the task.")
        return _moment(None, None, sentence, NextAction.ASK_PLANS)
    sentence = N_("This procurement was stopped. Perhaps the buyer chooses anew: ask what happens with the task.")
    return _moment(True, True, sentence, NextAction.ASK_PLANS, weight=1)


def _plans(task: PublicTask, today: date) -> JudgedMoment:
    if task.bought_since:
        sentence = N_(
            "After these plans the buyer published a call or a contract with the same title: look for that one."
        )
        return _moment(False, False, sentence, NextAction.SUCCESSOR)
    if _is_long_past(task, today):
        sentence = N_(
            "These plans are more than two years old: the buyer has probably chosen since. Look for the contract."
        )
        return _moment(False, False, sentence, NextAction.SUCCESSOR, weight=-1)
    if _is_stale(task, today) or task.status is NoticeStatus.LAPSED:
        sentence = N_("These plans are more than a year old: ask the buyer how things stand.")
        return _moment(None, None, sentence, NextAction.ASK_PLANS)
    sentence = N_("The buyer is still making plans: a good moment to come with a proposal of your own.")
    return _moment(True, True, sentence, NextAction.BEGIN, weight=2)


def _is_long_past(task: PublicTask, today: date) -> bool:
    return task.published is not None and today >= task.published + DONE_BY_NOW


def _is_stale(task: PublicTask, today: date) -> bool:
    return task.published is not None and today - task.published > STALE


def _call(task: PublicTask) -> JudgedMoment:
    if task.status is NoticeStatus.OPEN:
        sentence = N_(
            "A tender is running. Stopping it for a challenge is unlikely; you can bid, or prepare for the next time."
        )
        return _moment(False, False, sentence, NextAction.BID, weight=-2)
    sentence = N_("The call to bid has closed, and offers are in: wait for the award and its end date.")
    return _moment(False, False, sentence, NextAction.FOLLOW, weight=-2)


def months_until(end: date, today: date) -> int:
    """Whole months that are left."""
    return (end.year - today.year) * 12 + end.month - today.month - (end.day < today.day)


def _contract(task: PublicTask, today: date) -> JudgedMoment:
    """A contract that was given to somebody, or is about to be."""
    if is_fresh(task, today):
        return _fresh(task)
    if task.contract_end is None:
        return _without_end(task, today)
    return _running(task, task.contract_end, today)


def is_fresh(task: PublicTask, today: date) -> bool:
    """Whether the contract is in its first year."""
    given = task.awarded_on or task.published
    return given is not None and task.kind is not NoticeKind.MODIFICATION and today < given + FRESH


def _fresh(task: PublicTask) -> JudgedMoment:
    if task.kind is NoticeKind.EX_ANTE:
        sentence = N_("The buyer intends to give this contract to someone without a call. Ask how long it will run.")
        return _moment(False, False, sentence, NextAction.ASK_END, weight=-2)
    if task.contract_end is None:
        sentence = N_(
            "This contract was given less than a year ago, and we do not know when it ends. Ask for the end date now."
        )
        return _moment(False, False, sentence, NextAction.ASK_END, weight=-2)
    sentence = N_("This contract was given less than a year ago, and ends on %(end)s. Use the time to prepare.")
    return _moment(False, False, sentence, NextAction.PLAN_FOR_END, end=task.contract_end, weight=-2)


def _without_end(task: PublicTask, today: date) -> JudgedMoment:
    given = task.awarded_on or task.published
    if given is not None and today >= given + ENDED_BY_NOW:
        sentence = N_(
            "This contract was given more than five years ago and has probably ended: look for its successor."
        )
        return _moment(False, False, sentence, NextAction.SUCCESSOR, weight=-1)
    if task.round_ends is not None and task.round_ends < today:
        sentence = N_("The title names a period that ended on %(end)s: look for the round or the contract after it.")
        return _moment(False, False, sentence, NextAction.SUCCESSOR, end=task.round_ends, weight=-1)
    sentence = N_(
        "We do not know when the running contract ends: ask the buyer. Then you know whether this is the moment."
    )
    return _moment(None, None, sentence, NextAction.ASK_END)


def _running(task: PublicTask, end: date, today: date) -> JudgedMoment:
    """The months before the end of a contract are the time to prepare."""
    if end < today:
        sentence = N_("The contract ended on %(end)s; look for its successor.")
        return _moment(False, False, sentence, NextAction.SUCCESSOR, end=end, weight=-1)
    months = months_until(end, today)
    if months < EARLIEST:
        sentence = N_("The contract ends soon (%(end)s): the buyer is probably far with the next one.")
        return _moment(False, False, sentence, NextAction.SUCCESSOR, end=end, weight=-1)
    if months > LATEST or (months == LATEST and end.day > today.day):
        sentence = N_("The contract runs until %(end)s: note the date, and come back a year before it.")
        return _moment(False, False, sentence, NextAction.PLAN_FOR_END, end=end)
    if task.contract_end_derived:
        sentence = N_(
            "The contract ends around %(end)s (derived from its duration): now is the time to prepare a challenge."
        )
        return _moment(True, True, sentence, NextAction.BEGIN, end=end, weight=2)
    sentence = N_("The contract ends on %(end)s: now is the time to prepare a challenge.")
    return _moment(True, True, sentence, NextAction.BEGIN, end=end, weight=2)


def round_of(title: str) -> date | None:
    """The last day of the period that a title names: "openstelling 2022", "2019-2021". A bare year can be a number: it says nothing."""
    years: list[int] = []
    for naming in _ROUNDS:
        for match in naming.finditer(title):
            years.append(int(match["until"]))
    if not years:
        return None
    return date(max(years), 12, 31)


def submit_by(end: date | None, regulation: Regulation | None, today: date) -> date | None:
    """Until when a request should be in, by the usual weeks of `rules.windows`. None when the term or the end is not known."""
    if end is None or regulation is None or regulation.decision_weeks is None:
        return None
    # The page that reckons the window, the verdict and the agenda have to give the same day.
    return window(WindowQuestion(end, regulation.code, today), regulation, regulation.authority).submit_by


def in_time(task: PublicTask, until: date | None, today: date) -> Ground | None:
    """Whether the authority could still decide in time, by the term of its own rules; of plans, until when one may answer."""
    if task.kind in PLANS:
        return _time_to_answer(task, today)
    if task.contract_end is None or task.contract_end < today:
        return None
    if until is None:
        sentence = N_(
            "We do not know how many weeks this authority takes to decide: ask. "
            "Begin at least nine months before the contract ends on %(end)s."
        )
        return ours(GroundKind.TIME, None, sentence, {"end": task.contract_end})
    if until >= today:
        sentence = N_("By the term to decide that we know, a request has to be in before %(end)s.")
        return ours(GroundKind.TIME, True, sentence, {"end": until})
    sentence = N_(
        "By the term to decide that we know, a request should have been in before %(end)s. Ask whether it can be faster."
    )
    return ours(GroundKind.TIME, False, sentence, {"end": until}, weight=-1)


def before_call(task: PublicTask) -> date | None:
    """The last day before a call: until when a consultation can be answered, or before the call that a plan announces is published."""
    if task.closes is None or task.kind is NoticeKind.CONSULTATION:
        return task.closes
    return task.closes - SHORTEST_CALL


def _time_to_answer(task: PublicTask, today: date) -> Ground | None:
    if task.closes is None:
        return None
    if task.kind is NoticeKind.PLANNING:
        sentence = N_(
            "Offers are expected until %(end)s. By law an open European call stands open for 45 days as a rule: come well before that."
        )
        return Ground(GroundKind.TIME, None, sentence, {"end": task.closes}, CALLS)
    if task.closes < today:
        sentence = N_("One could answer until %(end)s. Ask whether you can still say something.")
        return ours(GroundKind.TIME, None, sentence, {"end": task.closes})
    return ours(GroundKind.TIME, True, N_("You can answer the buyer until %(end)s."), {"end": task.closes})
