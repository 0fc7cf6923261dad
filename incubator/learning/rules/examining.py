"""Whether a text can be a lesson: everything that `writing`, `reading` and `judging` refuse, with the line where it stands."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from incubator.core.i18n import mark as N_
from incubator.knowledge.values import Term
from incubator.learning.rules.answers import KINDS
from incubator.learning.rules.judging import lesson_problems
from incubator.learning.rules.linking import link_problems
from incubator.learning.rules.reading import read_lesson
from incubator.learning.rules.writing import read_written_lesson
from incubator.learning.values import Question
from incubator.learning.values.library import Lesson
from incubator.learning.values.written import BrokenLesson, FormatProblem


def examined_text(
    text: str, terms: Iterable[Term], pictures: Collection[str], modules: Collection[str], pages: Collection[str]
) -> list[FormatProblem]:
    """What is wrong with the text of a lesson, in the order of its lines; nothing when it can be shown to groups."""
    try:
        written = read_written_lesson(text)
    except BrokenLesson as broken:
        return _in_order(broken.problems, text)
    problems = [*lesson_problems(written, terms, pictures), *link_problems(text, pages)]
    if written.front["module"] not in modules:
        problems.append(FormatProblem(1, N_("there is no module %(name)s"), {"name": written.front["module"]}))
    return _in_order(problems or _unusable(text), text)


def kind_problems(text: str, earlier: Iterable[Lesson]) -> list[FormatProblem]:
    """Questions that are answered in another way than under the same id before: what groups wrote there fits them no more."""
    known = {question.id: _shape_of(question) for lesson in earlier for question in lesson.exercise.questions}
    problems = []
    for question in read_lesson("new", text).exercise.questions:
        if known.get(question.id, _shape_of(question)) != _shape_of(question):
            problems.append(FormatProblem(1, N_("it was of another kind before: give it another id"), {}, question.id))
    return _in_order(problems, text)


def day_problems(text: str, today: date) -> list[FormatProblem]:
    """Nobody checked a lesson on a day that has yet to come."""
    if read_lesson("new", text).checked <= today:
        return []
    return _in_order(
        [FormatProblem(1, N_("%(name)s above the lesson is a day in the future"), {"name": "checked"})], text
    )


def _shape_of(question: Question) -> str:
    """Kinds of which the answers are kept alike; a group that wrote a line can go on in a larger field."""
    empty = KINDS[question.kind].empty()
    if isinstance(empty, str | list):
        return type(empty).__name__
    return question.kind.value


def _unusable(text: str) -> list[FormatProblem]:
    """The last check: whether the lesson can be made of it."""
    try:
        read_lesson("new", text)
    except (AttributeError, KeyError, TypeError, ValueError):
        return [FormatProblem(1, N_("what stands above the lesson cannot be used"))]
    return []


def _in_order(problems: Iterable[FormatProblem], text: str) -> list[FormatProblem]:
    lines = text.casefold().split("\n")
    return sorted((_located(problem, lines) for problem in problems), key=lambda problem: problem.line)


def _located(problem: FormatProblem, lines: list[str]) -> FormatProblem:
    """The problem with the line of the word that it is about, where only the lesson as a whole was known."""
    if "check" in problem.params:
        return replace(problem, line=_line_of_check(problem.params["check"], lines))
    word = f'id = "{problem.question}"' if problem.question else str(problem.params.get("name", ""))
    if problem.line > 1 or not word:
        return problem
    for number, line in enumerate(lines, start=1):
        if word.casefold() in line:
            return replace(problem, line=number)
    return problem


def _line_of_check(number: int, lines: list[str]) -> int:
    """Where a question at the end begins; 1 when they are written in another way."""
    begins = [place for place, line in enumerate(lines, start=1) if line.strip() == "[[check]]"]
    return begins[number - 1] if number <= len(begins) else 1
