"""What is wrong with a lesson that can be read: words, pictures and rules that do not exist, pieces without a question."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from incubator.cooperatives.values import FACT_KEYS, Phase
from incubator.knowledge.rules import missing_terms
from incubator.knowledge.values import Term
from incubator.learning.values.written import FormatProblem, LessonPiece, QuestionInside, Story, WrittenLesson

FEWEST_PIECES, LONGEST_PIECE = 3, 420  # a piece takes about five minutes
EXERCISE = {"title", "intro", "criteria", "pitfalls", "model", "questions"}
ANSWER_KINDS = frozenset("text long number money choice reasons list people records table file calculator".split())
CALCULATORS = frozenset({"hour_price", "break_even", "cash_flow", "lm3"})


def lesson_problems(lesson: WrittenLesson, terms: Iterable[Term], pictures: Collection[str]) -> list[FormatProblem]:
    """What is wrong, in order; `pictures` are the drawings that there are."""
    problems = [FormatProblem(1, f"the glossary has no {slug!r}") for slug in missing_terms(lesson.text, terms)]
    problems += [FormatProblem(1, f"there is no picture {name}") for name in lesson.pictures if name not in pictures]
    if lesson.front["phase"] not in set(Phase):
        problems.append(FormatProblem(1, f"there is no phase {lesson.front['phase']}"))
    if len(lesson.pieces) < FEWEST_PIECES:
        problems.append(FormatProblem(1, f"it has fewer than {FEWEST_PIECES} pieces"))
    if not any(isinstance(block, Story) for piece in lesson.pieces for block in piece.blocks):
        problems.append(FormatProblem(1, "the case that runs through the track is not in it"))
    # The last piece is what the group talks about.
    for piece in lesson.pieces[:-1]:
        problems += _piece_problems(piece)
    return [*problems, *_exercise_problems(lesson.front.get("exercise"))]


def _piece_problems(piece: LessonPiece) -> Iterator[FormatProblem]:
    if not any(isinstance(block, QuestionInside) for block in piece.blocks):
        yield FormatProblem(piece.line, f"nothing is asked in the piece “{piece.title}”")
    words = len(piece.text.split())
    if words > LONGEST_PIECE:
        yield FormatProblem(piece.line, f"the piece “{piece.title}” has {words} words, more than {LONGEST_PIECE}")


def _exercise_problems(exercise: dict[str, Any] | None) -> Iterator[FormatProblem]:
    if exercise is None:
        return
    for name in sorted(EXERCISE ^ exercise.keys()):
        yield FormatProblem(1, f"the exercise: {name} is missing or not known")
    questions = exercise.get("questions", [])
    ids = [question.get("id") for question in questions]
    if len(set(ids)) != len(ids):
        yield FormatProblem(1, "the exercise: two questions with one id")
    for question in questions:
        yield from _question_problems(question)


def _question_problems(question: dict[str, Any]) -> Iterator[FormatProblem]:
    name = question.get("id")
    if question.get("kind") not in ANSWER_KINDS:
        yield FormatProblem(1, f"the exercise, {name}: there are no answers of the kind {question.get('kind')!r}")
    if question.get("fact", "") not in {"", *FACT_KEYS}:
        yield FormatProblem(1, f"the exercise, {name}: the dossier has no {question['fact']!r}")
    if question.get("kind") == "calculator" and question.get("calculator") not in CALCULATORS:
        yield FormatProblem(1, f"the exercise, {name}: there is no such calculator")
