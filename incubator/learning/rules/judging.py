"""What is wrong with a lesson that can be read: words, pictures and rules that do not exist, pieces without a question."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from incubator.cooperatives.values import FACT_KEYS, FactKind, Phase
from incubator.knowledge.rules import missing_terms
from incubator.knowledge.values import Term
from incubator.learning.rules.calculators import CALCULATORS
from incubator.learning.rules.picturing import PICTURES
from incubator.learning.rules.reading import read_question
from incubator.learning.values import ROWS, FieldKind, Question
from incubator.learning.values.written import FormatProblem, LessonPiece, QuestionInside, Story, WrittenLesson

FEWEST_PIECES, LONGEST_PIECE = 3, 420  # a piece takes about five minutes
EXERCISE = {"title", "intro", "criteria", "pitfalls", "model", "questions"}
LINES, TABLES = {FactKind.TEXT}, {FactKind.RECORDS}
FITS = {  # which facts of the dossier an answer can become
    FieldKind.TEXT: LINES,
    FieldKind.LONG: LINES,
    FieldKind.NUMBER: {FactKind.NUMBER},
    FieldKind.MONEY: {FactKind.MONEY},
    FieldKind.CHOICE: {FactKind.CHOICE, FactKind.TEXT},
    FieldKind.LIST: {FactKind.LIST},
    FieldKind.PEOPLE: TABLES,
    FieldKind.RECORDS: TABLES,
    FieldKind.TABLE: TABLES,
}


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
    for written in questions:
        name = written.get("id")
        for sentence in _question_problems(written):
            yield FormatProblem(1, f"the exercise, {name}: {sentence}")


def _question_problems(written: dict[str, Any]) -> list[str]:
    if written.get("kind") not in set(FieldKind):
        return [f"there are no answers of the kind {written.get('kind')!r}"]
    try:
        return question_problems(read_question(written, ""))
    except TypeError as unknown:
        return [str(unknown)]


def question_problems(question: Question) -> list[str]:
    """Why a question cannot be answered, or the dossier could not keep its answer."""
    problems = _fact_problems(question)
    if question.kind in {FieldKind.CHOICE, FieldKind.REASONS} and len(question.choices) < 2:
        problems.append("a choice needs choices")
    if question.kind in ROWS and not question.columns:
        problems.append("records need columns")
    counted = {column.id for column in question.columns if column.kind is not FieldKind.TEXT}
    if not set(question.totals) <= counted:
        problems.append("only columns of numbers or amounts are added up")
    if question.picture and question.picture not in PICTURES:
        problems.append("there is no such picture")
    if (question.kind is FieldKind.CALCULATOR) != (question.calculator in CALCULATORS):
        problems.append("there is no such calculator")
    return problems


def _fact_problems(question: Question) -> list[str]:
    """Why the dossier could not keep the answer to this question."""
    if not question.fact:
        return []
    fact = FACT_KEYS.get(question.fact)
    if fact is None:
        return [f"the dossier has no {question.fact!r}"]
    problems = []
    if fact.kind not in FITS.get(question.kind, set()):
        problems.append("the fact has another type")
    if fact.choices and fact.choices != question.choices:
        problems.append("the fact has other choices")
    if fact.fields and fact.fields != tuple(column.id for column in question.columns):
        problems.append("the fact has other columns")
    return problems


def library_problems(
    lessons: Collection[str], modules: Mapping[str, Mapping[str, Any]], tracks: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """What is wrong between the files: lessons that no module has or two, and modules and lessons that do not exist."""
    placed = [slug for module in modules.values() for slug in module["lessons"]]
    problems = [f"modules.toml: there is no lesson {slug}" for slug in placed if slug not in lessons]
    for slug in sorted(lessons):
        if placed.count(slug) != 1:
            problems.append(f"modules.toml: the lesson {slug} is in {placed.count(slug)} modules instead of one")
    for track, settings in tracks.items():
        named = [*settings.get("lessons", ()), *settings.get("without", ())]
        problems += [f"tracks.toml, {track}: there is no lesson {slug}" for slug in named if slug not in lessons]
        chosen = settings["modules"] if settings["modules"] != "all" else ()
        problems += [f"tracks.toml, {track}: there is no module {name}" for name in chosen if name not in modules]
    return problems
