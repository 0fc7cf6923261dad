"""The next step of a group: one table of rules, the most urgent first. The first rule that has something to say decides."""

from collections.abc import Callable

from incubator.cooperatives.values import DocumentState, Phase
from incubator.home.rules.exit_lists import exit_list, is_closed
from incubator.home.rules.finding_work import (
    bid_closes,
    bid_decides,
    bid_passed,
    bid_writing,
    buyer_decides,
    date_near,
    matches_new,
    profile_missing,
    work_asked,
)
from incubator.home.rules.founding import (
    contribution_unpaid,
    deed_awaited,
    deed_proposed,
    founding_proposed,
    kvk_awaited,
    lesson_ahead,
    lesson_open,
    lesson_read,
    lesson_returned,
    lesson_writing,
    register_empty,
    statutes_complete,
    statutes_errors,
    statutes_open,
    statutes_read,
    statutes_returned,
    version_missing,
    who_reads,
)
from incubator.home.values import NextStep, Situation, StepKind, Turn, Waiting
from incubator.learning.values import LessonStanding

RESTING = (Phase.F7, Phase.STOPPED)  # phases in which a group need not come here
STILL = 21  # days: three weekly meetings in which nothing happened


def stopped(situation: Situation) -> NextStep | None:
    if situation.phase is Phase.STOPPED:
        return NextStep(StepKind.STOPPED, Turn.NOBODY, situation.active_at)
    return None


def coach_missing(situation: Situation) -> NextStep | None:
    """Work was handed in and nobody guides the group: it lies with no one until the manager finds a coach."""
    unread = [waiting for waiting in _with_coach(situation) if waiting.turn is Turn.MANAGER]
    moments = [waiting.since for waiting in unread if waiting.since is not None]
    if not moments:
        return None
    return NextStep(StepKind.COACH_MISSING, Turn.MANAGER, min(moments), number=len(unread))


def _with_coach(situation: Situation) -> list[Waiting]:
    """Everything that was handed in and that no coach has decided about, with who has to read it."""
    waiting = []
    for lesson in situation.lessons:
        if lesson.standing is LessonStanding.WITH_COACH:
            reader = who_reads(situation, claimed=lesson.claimed)
            waiting.append(Waiting(StepKind.LESSON_READ, reader, lesson.since, lesson.slug, lesson.round_id))
    for rule in (statutes_read, documents_read):
        step = rule(situation)
        if step is not None:
            waiting.append(Waiting(step.kind, step.turn, step.since, number=step.number))
    return waiting


def documents_missing(situation: Situation) -> NextStep | None:
    """The phase asks documents that the group still has to make."""
    asked = {DocumentState.MISSING, DocumentState.BEGUN}
    missing = [item for item in exit_list(situation) if item.state in asked]
    if missing:
        return NextStep(StepKind.DOCUMENTS_MISSING, Turn.GROUP, situation.active_at, number=len(missing))
    return None


def documents_read(situation: Situation) -> NextStep | None:
    """What is left of the phase lies with the coach."""
    waiting = [item for item in exit_list(situation) if item.state is DocumentState.WITH_COACH]
    if not waiting:
        return None
    moments = [item.mark.at for item in waiting if item.mark is not None]
    return NextStep(StepKind.DOCUMENTS_READ, who_reads(situation), min(moments, default=None), number=len(waiting))


def phase_done(situation: Situation) -> NextStep | None:
    """Nothing of the exit list is open: the coach closes the phase."""
    if situation.phase.following is not None and is_closed(exit_list(situation)):
        return NextStep(StepKind.PHASE_DONE, who_reads(situation), situation.active_at)
    return None


def up_to_date(_situation: Situation) -> NextStep | None:
    return NextStep(StepKind.UP_TO_DATE, Turn.NOBODY)


# The order of urgency, read from above. What closes or came back goes before what can wait; founding goes before finding work.
ORDER: tuple[Callable[[Situation], NextStep | None], ...] = (
    stopped,
    bid_closes,
    date_near,
    lesson_returned,
    statutes_returned,
    coach_missing,
    statutes_read,
    founding_proposed,
    kvk_awaited,
    register_empty,
    version_missing,
    deed_awaited,
    lesson_writing,
    lesson_open,
    lesson_read,
    statutes_open,
    statutes_errors,
    statutes_complete,
    bid_passed,
    bid_decides,
    bid_writing,
    work_asked,
    profile_missing,
    matches_new,
    contribution_unpaid,
    documents_missing,
    lesson_ahead,
    documents_read,
    phase_done,
    buyer_decides,
    up_to_date,
)


def next_step(situation: Situation) -> NextStep:
    """What comes next: what the first rule says that has something to say."""
    answers = (rule(situation) for rule in ORDER)
    return next(step for step in answers if step is not None)


def step_of_manager(situation: Situation) -> NextStep:
    """What a manager does for this group: a deed to confirm goes before everything else, as nobody else can."""
    return deed_proposed(situation) or next_step(situation)


# What else can lie with somebody while the group goes on.
BESIDE = (phase_done, deed_proposed, kvk_awaited, deed_awaited, buyer_decides)


def waiting_elsewhere(situation: Situation, step: NextStep) -> tuple[Waiting, ...]:
    """What lies with others, the step itself left out; every lesson that the coach has, and one of each other kind."""
    waiting = _with_coach(situation)
    for rule in BESIDE:
        beside = rule(situation)
        if beside is not None:
            waiting.append(Waiting(beside.kind, beside.turn, beside.since, beside.subject))
    return tuple(other for other in waiting if (other.kind, other.subject) != (step.kind, step.subject))


def waits_for_a_coach(situation: Situation) -> bool:
    """Something was handed in that no coach has decided about."""
    return bool(_with_coach(situation))


def stands_still(situation: Situation) -> bool:
    """Nothing happened for three weeks, in no pillar, and no work lies with the coach. Who grows on need not come here."""
    if situation.phase in RESTING or situation.still_days <= STILL:
        return False
    return not _with_coach(situation)
