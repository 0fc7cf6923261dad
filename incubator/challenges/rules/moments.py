"""Whether the moment is right: before the buyer has chosen, or while a running contract nears its end."""

from datetime import date, timedelta

from incubator.challenges.rules.grounds import NOTHING, Weighed, ours
from incubator.challenges.values import PublicTask, Regulation
from incubator.core.i18n import mark as N_
from incubator.formats.values import NoticeKind
from incubator.notices.values import NoticeStatus

EARLIEST, LATEST = 6, 18  # months before the end of a contract in which a challenge can be prepared
STALE = timedelta(days=365)  # after which a plan or consultation no longer shows that the buyer is still choosing
NEGOTIATION = timedelta(weeks=16)  # after the decision: agreements on result, budget and term


def moment(task: PublicTask, today: date) -> Weighed:
    """Is the moment right? Best before the buyer has chosen a form; not at all during an open European tender."""
    if task.overtaken:
        return ours(False, N_("There is a later publication of this contract: look at that one for the right moment."))
    if task.status is NoticeStatus.CANCELLED or task.kind is NoticeKind.CANCELLATION:
        return ours(
            True,
            N_("This procurement was stopped. Perhaps the buyer chooses anew: ask what happens with the task."),
            points=1,
        )
    if task.kind in {NoticeKind.PLANNING, NoticeKind.CONSULTATION}:
        return _plans(task, today)
    if task.kind is NoticeKind.COMPETITION:
        return _call(task)
    if task.kind is NoticeKind.EX_ANTE:
        return ours(
            False,
            N_("The buyer intends to give this contract to someone without a call. Ask how long it will run."),
            points=-1,
        )
    return _running(task, today)


def _plans(task: PublicTask, today: date) -> Weighed:
    if task.published is not None and today - task.published > STALE:
        return ours(None, N_("These plans are more than a year old: ask the buyer how things stand."))
    return ours(
        True, N_("The buyer is still making plans: a good moment to come with a proposal of your own."), points=2
    )


def _call(task: PublicTask) -> Weighed:
    if task.status is not NoticeStatus.OPEN:
        return ours(False, N_("The call to bid has closed; wait for the award and its end date."), points=-1)
    sentence = N_(
        "A tender is running. Stopping it for a challenge is unlikely; you can bid, or prepare for the next time."
    )
    return ours(False, sentence, points=-2)


def months_until(end: date, today: date) -> int:
    """Whole months that are left."""
    return (end.year - today.year) * 12 + end.month - today.month - (end.day < today.day)


def _running(task: PublicTask, today: date) -> Weighed:
    """A running contract: the months before its end are the time to prepare."""
    end = task.contract_end
    if end is None:
        return ours(None, N_("We do not know when the running contract ends: ask the buyer."))
    if end < today:
        return ours(False, N_("The contract ended on %(end)s; look for its successor."), points=-1, end=end)
    months = months_until(end, today)
    if months < EARLIEST:
        return ours(
            False, N_("The contract ends soon (%(end)s): the buyer is probably far with the next one."), end=end
        )
    if months > LATEST:
        return ours(
            False, N_("The contract runs until %(end)s: note the date, and come back a year before it."), end=end
        )
    if task.contract_end_derived:
        sentence = N_(
            "The contract ends around %(end)s (derived from its duration): now is the time to prepare a challenge."
        )
        return ours(True, sentence, points=2, end=end)
    return ours(True, N_("The contract ends on %(end)s: now is the time to prepare a challenge."), points=2, end=end)


def submit_by(task: PublicTask, regulation: Regulation | None) -> date | None:
    """Until when a request should be in: the term to decide, and time to agree, before the contract ends. None when unknown."""
    if task.contract_end is None or regulation is None or regulation.decision_weeks is None:
        return None
    return task.contract_end - timedelta(weeks=regulation.decision_weeks) - NEGOTIATION


def in_time(until: date | None, today: date) -> Weighed:
    """Whether the authority could still decide in time, by the term of its own rules."""
    if until is None or until >= today:
        return NOTHING
    sentence = N_(
        "By the term to decide that we know, a request should have been in before %(end)s. Ask whether it can be faster."
    )
    return ours(False, sentence, points=-1, end=until)


def in_european_tender(task: PublicTask) -> bool:
    return task.kind is NoticeKind.COMPETITION and task.status is NoticeStatus.OPEN and task.eu_procedure
