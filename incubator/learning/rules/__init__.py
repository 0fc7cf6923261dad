"""Check answers, put the work of two people together, and say what is next: plain Python."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from incubator.cooperatives.rules import typed_value
from incubator.cooperatives.values import FACT_KEYS, Phase, same
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.learning.rules.answers import KINDS
from incubator.learning.rules.calculators import facts as calculated_facts
from incubator.learning.values import AnswerConflict, Answers, Exercise, LessonStanding, Merged, Question
from incubator.learning.values.library import Lesson


def answered(answer: Any) -> bool:
    return bool(answer)


def clean_answers(exercise: Exercise, answers: Mapping[str, Any]) -> Answers:
    """Only what the exercise asks, without empty rows and blanks around it; nothing that was typed is judged here."""
    return {
        question.id: KINDS[question.kind].clean(question, answers.get(question.id)) for question in exercise.questions
    }


def with_outcomes(exercise: Exercise, answers: Answers) -> Answers:
    """The answers, with what a calculator of the exercise works out where the same fact is asked and nothing was typed."""
    filled = dict(answers)
    # Nothing that somebody typed is replaced by what a sum says: the two may differ for a reason.
    for question in exercise.questions:
        if question.calculator and answers[question.id]:
            outcomes = calculated_facts(question.calculator, answers[question.id])
            filled |= {asked.id: value for asked, value in _still_asked(exercise, answers, outcomes)}
    return filled


def _still_asked(exercise: Exercise, answers: Answers, outcomes: Mapping[str, Any]) -> Iterator[tuple[Question, Any]]:
    for question in exercise.questions:
        if question.fact in outcomes and not answered(answers[question.id]):
            yield question, from_fact(question, outcomes[question.fact])


def check_lengths(exercise: Exercise, answers: Answers) -> None:
    """Nothing is cut off unseen. Raises `RuleViolation` for an answer that is too long to keep."""
    for question in exercise.questions:
        kind = KINDS[question.kind]
        if any(len(text) > kind.longest for text in kind.texts(answers[question.id])):
            raise RuleViolation(
                N_("The answer to “%(question)s” is too long: shorten it to %(number)s characters."),
                field=question.id,
                question=question.label,
                number=kind.longest,
            )


def problems(exercise: Exercise, answers: Answers) -> dict[str, RuleViolation]:
    """What stands in the way of handing in, by question."""
    broken = {}
    for question in exercise.questions:
        answer = answers.get(question.id)
        try:
            if answered(answer):
                fact_value(question, answer)
            elif question.required:
                raise RuleViolation(N_("Answer this question first."), field=question.id)
        except RuleViolation as problem:
            broken[question.id] = problem
    return broken


def fact_value(question: Question, answer: Any) -> Any:
    """The answer as the dossier keeps it. Raises `RuleViolation` when it cannot be such a value."""
    if question.fact:
        return typed_value(question.fact, answer)
    KINDS[question.kind].check(question, answer)
    return answer


def means(question: Question, answer: Any, value: Any) -> bool:
    """Whether an answer says the same as a value of the dossier."""
    try:
        return same(FACT_KEYS[question.fact], fact_value(question, answer), value)
    except RuleViolation:
        return False


def as_text(question: Question, answer: Any) -> str:
    """An answer as one reads it; one that was given when the question was of another kind reads as nothing."""
    kind = KINDS[question.kind]
    if not isinstance(answer, type(kind.empty())):
        return ""
    return kind.as_text(question, answer)


def from_fact(question: Question, value: Any) -> Any:
    """What the dossier knows, as an answer that can be confirmed."""
    return KINDS[question.kind].from_fact(question, value)


def merge(base: Answers | None, mine: Answers, theirs: Answers) -> Merged:
    """Put together what I wrote and what was stored since I began. Without a base, any difference is a conflict."""
    answers, conflicts = dict(mine), []
    for question, my_answer in mine.items():
        empty = _empty_like(my_answer)
        their_answer = theirs.get(question, empty)
        if base is None:
            began_with, unchanged = None, their_answer == empty
        else:
            began_with = base.get(question, empty)
            unchanged = their_answer == began_with
        # Each answer is judged by itself: two people who fill in different questions never meet a conflict.
        if unchanged or my_answer == their_answer:
            continue
        if my_answer == began_with:
            answers[question] = their_answer
        else:
            conflicts.append(AnswerConflict(question, my_answer, their_answer))
    return Merged(answers, tuple(conflicts))


def _empty_like(answer: Any) -> Any:
    return type(answer)()


def current_lesson(lessons: Iterable[Lesson], standings: Mapping[str, LessonStanding], phase: Phase) -> Lesson | None:
    """The lesson a group should look at now: what came back first, then what it can go on with, then what it waits for.

    A group goes on from the phase it is in: what it skipped before comes last.
    """
    order = (LessonStanding.RETURNED, LessonStanding.WRITING, LessonStanding.OPEN, LessonStanding.WITH_COACH)
    # False sorts first, and the order of the lessons stays.
    from_here = sorted(lessons, key=lambda lesson: lesson.phase.place < phase.place)
    for standing in order:
        for lesson in from_here:
            if standings.get(lesson.slug, LessonStanding.OPEN) is standing:
                return lesson
    return None
