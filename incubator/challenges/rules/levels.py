"""From answers to a level, and what a group can do now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from incubator.challenges.rules.moments import JudgedMoment
from incubator.challenges.rules.regulations import holds_now
from incubator.challenges.rules.tasks import is_no_service, is_very_large
from incubator.challenges.values import AuthorityRules, Buyer, Ground, Level, NextAction, PublicTask
from incubator.formats.values import NoticeKind

PROMISING, PERHAPS = 6, 4  # points


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to all questions about a task that a local authority buys."""

    task: PublicTask
    buyer: Ground
    service: Ground
    moment: JudgedMoment
    time: Ground | None
    rules: tuple[tuple[Ground, ...], ...]  # of each authority
    scale: tuple[Ground, ...]

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """All reasons, in the order of the questions."""
        return tuple(self._common()) + _merged(sum(self.rules, ())) + self.scale

    @property
    def points(self) -> int:
        """Each of several authorities has to agree: the one with most against it counts."""
        return sum(_points((*self._common(), *self.scale))) + min(map(sum, map(_points, self.rules)))

    @property
    def is_left_out(self) -> bool:
        """Whether every authority leaves this out by its rules."""
        return all(map(_is_blocked, self.rules))

    def _common(self) -> Iterator[Ground]:
        yield from (self.buyer, self.service, self.moment.ground)
        if self.time is not None:
            yield self.time


def _merged(grounds: Sequence[Ground]) -> tuple[Ground, ...]:
    """What holds for several authorities alike is said once, with their names."""
    merged: dict[tuple[str, str], Ground] = {}
    for ground in grounds:
        alike = (
            (ground.sentence, ground.source) if set(ground.params) == {"authority"} else (ground.sentence, repr(ground))
        )
        if alike in merged:
            names = f"{merged[alike].params['authority']}, {ground.params['authority']}"
            merged[alike] = replace(ground, params={"authority": names})
        else:
            merged[alike] = ground
    return tuple(merged.values())


def _points(grounds: Sequence[Ground]) -> tuple[int, ...]:
    return tuple(ground.weight for ground in grounds)


def _is_blocked(grounds: Sequence[Ground]) -> bool:
    return any(ground.blocks for ground in grounds)


def level(answers: Answers) -> Level:
    """What a task is worth exploring. Work and rules come first: no moment makes them better; no unknown work makes a moment right."""
    if is_no_service(answers.task) or answers.is_left_out or _is_hard_and_given(answers.task, answers.service):
        return Level.UNLIKELY
    if answers.moment.right is False:
        return Level.NOT_NOW
    if answers.task.work is None:
        return Level.UNKNOWN
    if answers.moment.right and answers.points >= PERHAPS:
        return _promise(answers)
    if answers.service.speaks_for is False or is_very_large(answers.task):
        return Level.UNLIKELY
    return Level.UNKNOWN


def level_without_authority(task: PublicTask, work: Ground, when: JudgedMoment) -> Level:
    """The same where we do not know which authority decides: what is sure without it is not asked first."""
    if is_no_service(task) or task.buyer is Buyer.SAFETY_REGION or _is_hard_and_given(task, work):
        return Level.UNLIKELY
    if when.right is False:
        return Level.NOT_NOW
    if work.speaks_for is False:
        return Level.UNLIKELY
    return Level.UNKNOWN


def _is_hard_and_given(task: PublicTask, work: Ground) -> bool:
    """Work that is hard to take over, and that the buyer gives to somebody without a call: there is nothing to wait for."""
    return work.speaks_for is False and task.kind is NoticeKind.EX_ANTE


def _promise(answers: Answers) -> Level:
    """A very large contract, or a request that comes too late, is never more than perhaps."""
    late = answers.time is not None and answers.time.speaks_for is False
    if answers.points < PROMISING or late or is_very_large(answers.task):
        return Level.PERHAPS
    return Level.PROMISING


def next_action(judged: Level, answers: Answers, decided_by: Sequence[AuthorityRules], today: date) -> NextAction:
    """What a group can do now."""
    task = answers.task
    if judged is Level.UNLIKELY:
        return _beside(answers)
    if judged is Level.NOT_NOW:
        return answers.moment.action
    if task.work is None or (task.work.wide and answers.moment.right):
        return NextAction.READ_NOTICE
    known = any(holds_now(deciding.regulation, today) for deciding in decided_by)
    if answers.moment.action is NextAction.BEGIN and not known:
        return NextAction.ASK_RULES
    return answers.moment.action


def _beside(answers: Answers) -> NextAction:
    """What is left of a task that is not obvious."""
    if answers.is_left_out and not is_no_service(answers.task):
        return NextAction.READ_RULES
    return NextAction.SMALLER_PART
