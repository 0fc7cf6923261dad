"""Which questions of the interview matter with the answers as they are, what comes next, and what still waits."""

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import replace
from functools import cache

from incubator.statutes.rules.conditions import conditions, is_met
from incubator.statutes.values import Statutes
from incubator.statutes.values.interview import (
    AnswerField,
    Chapter,
    Choice,
    InterviewQuestion,
    chapter_of,
    chapters,
    questions,
)


def asked(statutes: Statutes) -> list[InterviewQuestion]:
    """The questions that matter with these answers, in order; those that most groups leave to the law are among them."""
    holding = conditions(statutes)
    return [question for question in questions().values() if matters(question, holding)]


def matters(question: InterviewQuestion, holding: Set[str]) -> bool:
    """Whether a question is asked where these conditions hold: it is itself, and one of its answers is."""
    return is_met(question.when, holding) and any(is_met(answer.when, holding) for answer in question.fields)


def fields_asked(question: InterviewQuestion, holding: Set[str]) -> list[AnswerField]:
    """The answers of a question that matter where these conditions hold, with the choices that do."""
    mattering = [answer for answer in question.fields if is_met(answer.when, holding)]
    return [replace(answer, choices=_offered(answer, holding)) for answer in mattering]


def _offered(answer: AnswerField, holding: Set[str]) -> tuple[Choice, ...]:
    return tuple(choice for choice in answer.choices if is_met(choice.when, holding))


def waiting(statutes: Statutes, handled: Collection[str]) -> list[str]:
    """The ids of the questions that are put to everyone and that nobody has answered or left open yet."""
    return waiting_of(asked(statutes), handled)


def waiting_of(mattering: Iterable[InterviewQuestion], handled: Collection[str]) -> list[str]:
    """The same of the questions that matter, for who knows those."""
    return [question.id for question in mattering if not question.extra and question.id not in handled]


def left_open(statutes: Statutes, undecided: Collection[str]) -> list[InterviewQuestion]:
    """The questions that the group does not know the answer to yet, of those that still matter, in order."""
    return left_open_of(asked(statutes), undecided)


def left_open_of(mattering: Iterable[InterviewQuestion], undecided: Collection[str]) -> list[InterviewQuestion]:
    """The same of the questions that matter, for who knows those."""
    return [question for question in mattering if question.id in undecided]


@cache
def first_questions() -> tuple[str, ...]:
    """The ids of the questions that wait where nothing was answered yet."""
    return tuple(waiting(Statutes(), ()))


def following(question: InterviewQuestion, statutes: Statutes) -> InterviewQuestion | None:
    """The next question of the chapter that is put to everyone; None at its end, and after one that is offered."""
    if question.extra:
        return None
    chapter = [other for other in asked(statutes) if other.chapter == question.chapter and not other.extra]
    later = [other for other in chapter if _place(other) > _place(question)]
    return next(iter(later), None)


def _place(question: InterviewQuestion) -> int:
    return list(questions()).index(question.id)


def chapter_after(name: str) -> Chapter | None:
    """The chapter that follows; None after the last. Raises `KeyError` when there is no such chapter."""
    place = chapters().index(chapter_of(name)) + 1
    return chapters()[place] if place < len(chapters()) else None


def unasked_paths(statutes: Statutes) -> set[str]:
    """The answers that no question asks for with these answers, though some question does with others."""
    holding = conditions(statutes)
    paths = {
        answer.path: is_met(question.when, holding) and is_met(answer.when, holding) for question, answer in _answers()
    }
    return {path for path, is_asked in paths.items() if not is_asked}


def _answers() -> Iterator[tuple[InterviewQuestion, AnswerField]]:
    for question in questions().values():
        for answer in question.fields:
            yield question, answer
