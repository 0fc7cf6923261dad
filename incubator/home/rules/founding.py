"""Steps on the way to a founded cooperative: lessons, statutes, the deed, the register."""

from collections.abc import Iterable
from datetime import datetime

from incubator.cooperatives.values import Phase
from incubator.home.values import LessonPlace, NextStep, Situation, StepKind, Turn
from incubator.learning.values import LessonStanding


def who_reads(situation: Situation, *, claimed: bool = False) -> Turn:
    """The coach, the group's own or whoever took the work; else the manager, who has to find one."""
    return Turn.COACH if situation.coached or claimed else Turn.MANAGER


def moment_of(situation: Situation, milestone: str) -> datetime | None:
    day = situation.milestones.get(milestone)
    return datetime(day.year, day.month, day.day, 12, tzinfo=situation.now.tzinfo) if day else None


def lesson_returned(situation: Situation) -> NextStep | None:
    return _lesson(situation.lessons, LessonStanding.RETURNED, StepKind.LESSON_RETURNED, Turn.GROUP)


def _lesson(lessons: Iterable[LessonPlace], standing: LessonStanding, kind: StepKind, turn: Turn) -> NextStep | None:
    for lesson in lessons:
        if lesson.standing is standing:
            return NextStep(kind, turn, lesson.since, lesson.slug, lesson.round_id)
    return None


def _lessons_now(situation: Situation) -> list[LessonPlace]:
    """Lessons of the phases up to this one. Once founded nobody is sent back to a lesson that was skipped."""
    if situation.founded:
        return []
    return [lesson for lesson in situation.lessons if lesson.phase.place <= situation.phase.place]


def lesson_writing(situation: Situation) -> NextStep | None:
    return _lesson(_lessons_now(situation), LessonStanding.WRITING, StepKind.LESSON_WRITING, Turn.GROUP)


def lesson_open(situation: Situation) -> NextStep | None:
    """A lesson of this phase that was not begun; what was skipped before comes after."""
    # False sorts first, and the order of the lessons stays.
    lessons = sorted(_lessons_now(situation), key=lambda lesson: lesson.phase is not situation.phase)
    step = _lesson(lessons, LessonStanding.OPEN, StepKind.LESSON_OPEN, Turn.GROUP)
    return _since_the_last(step, situation)


def _since_the_last(step: NextStep | None, situation: Situation) -> NextStep | None:
    """What was never begun waits since something happened last."""
    if step is None or step.since is not None:
        return step
    return NextStep(step.kind, step.turn, situation.active_at, step.subject, step.number)


def lesson_read(situation: Situation) -> NextStep | None:
    for lesson in _lessons_now(situation):
        if lesson.standing is LessonStanding.WITH_COACH:
            reader = who_reads(situation, claimed=lesson.claimed)
            return NextStep(StepKind.LESSON_READ, reader, lesson.since, lesson.slug, lesson.round_id)
    return None


def lesson_ahead(situation: Situation) -> NextStep | None:
    """Nothing of this phase is left for the group itself: it reads ahead while the coach looks."""
    if situation.founded:
        return None
    ahead = [lesson for lesson in situation.lessons if lesson.phase.place > situation.phase.place]
    writing = _lesson(ahead, LessonStanding.WRITING, StepKind.LESSON_WRITING, Turn.GROUP)
    begun = _lesson(ahead, LessonStanding.OPEN, StepKind.LESSON_OPEN, Turn.GROUP)
    return writing or _since_the_last(begun, situation)


def statutes_returned(situation: Situation) -> NextStep | None:
    return _statutes(situation, LessonStanding.RETURNED, StepKind.STATUTES_RETURNED, Turn.GROUP)


def _statutes(situation: Situation, standing: LessonStanding, kind: StepKind, turn: Turn) -> NextStep | None:
    statutes = situation.statutes
    if situation.founded or statutes.standing is not standing:
        return None
    return NextStep(kind, turn, statutes.since, number=statutes.round_id)


def statutes_read(situation: Situation) -> NextStep | None:
    return _statutes(
        situation,
        LessonStanding.WITH_COACH,
        StepKind.STATUTES_READ,
        who_reads(situation, claimed=situation.statutes.claimed),
    )


def _approved(situation: Situation) -> bool:
    approved = situation.reached("statutes-approved") or situation.statutes.standing is LessonStanding.APPROVED
    return approved and not situation.founded


def version_missing(situation: Situation) -> NextStep | None:
    """The coach approved, and there is no document for the notary yet."""
    if _approved(situation) and situation.statutes.version_made_at is None:
        return NextStep(StepKind.VERSION_MISSING, Turn.GROUP, moment_of(situation, "statutes-approved"))
    return None


def deed_proposed(situation: Situation) -> NextStep | None:
    """A deed was entered, the first or a correction: it waits for the manager."""
    if situation.deed is None:
        return None
    return NextStep(StepKind.DEED_PROPOSED, Turn.MANAGER, situation.deed.since)


def founding_proposed(situation: Situation) -> NextStep | None:
    """Without this deed the group cannot go on; who corrects a deed that counts goes on meanwhile."""
    return None if situation.founded else deed_proposed(situation)


def deed_awaited(situation: Situation) -> NextStep | None:
    if _approved(situation) and situation.deed is None:
        return NextStep(StepKind.DEED_AWAITED, Turn.NOTARY, moment_of(situation, "statutes-approved"))
    return None


def _time_for_statutes(situation: Situation) -> bool:
    """In the phase of the statutes; earlier only when every lesson before them was approved."""
    if situation.founded or _approved(situation):
        return False
    if situation.phase.place >= Phase.F4.place:
        return True
    before = [lesson for lesson in situation.lessons if lesson.phase.place <= Phase.F4.place]
    return bool(before) and all(lesson.standing is LessonStanding.APPROVED for lesson in before)


def statutes_open(situation: Situation) -> NextStep | None:
    """Not begun, or with pages of the interview that nobody answered."""
    statutes = situation.statutes
    if not _time_for_statutes(situation) or statutes.complete:
        return None
    question = statutes.waiting[0] if statutes.waiting else ""
    since = statutes.since or situation.active_at
    return NextStep(StepKind.STATUTES_OPEN, Turn.GROUP, since, question, len(statutes.waiting))


def statutes_errors(situation: Situation) -> NextStep | None:
    statutes = situation.statutes
    if _time_for_statutes(situation) and statutes.errors:
        return NextStep(StepKind.STATUTES_ERRORS, Turn.GROUP, statutes.since, number=statutes.errors)
    return None


def statutes_complete(situation: Situation) -> NextStep | None:
    """Everything was answered, the law has no objection: the coach may read it."""
    if _time_for_statutes(situation) and situation.statutes.standing is LessonStanding.WRITING:
        return NextStep(StepKind.STATUTES_COMPLETE, Turn.GROUP, situation.statutes.since)
    return None


def kvk_awaited(situation: Situation) -> NextStep | None:
    """The deed was signed, and nobody entered the number of the trade register yet."""
    if situation.founded and not situation.reached("kvk") and "identity.kvk" not in situation.facts:
        return NextStep(StepKind.KVK_AWAITED, Turn.KVK, moment_of(situation, "deed"))
    return None


def register_empty(situation: Situation) -> NextStep | None:
    """The law asks a register from the first day (BW 2:30), and nobody is in it."""
    if situation.founded and not situation.register.members:
        return NextStep(StepKind.REGISTER_EMPTY, Turn.GROUP, moment_of(situation, "deed"))
    return None


def contribution_unpaid(situation: Situation) -> NextStep | None:
    """The statutes or the dossier ask a contribution, and somebody paid nothing in yet."""
    if situation.founded and situation.register.unpaid and "capital.contribution" in situation.facts:
        since = moment_of(situation, "deed")
        return NextStep(StepKind.CONTRIBUTION_UNPAID, Turn.GROUP, since, number=situation.register.unpaid)
    return None
