"""What is wrong with a lesson that can be read: words, pictures and rules that do not exist, pieces without a question."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from incubator.cooperatives.values import FACT_KEYS, FactKind, Phase
from incubator.core.i18n import mark as N_
from incubator.core.reference.cooperative_law import law_texts
from incubator.knowledge.rules import missing_terms
from incubator.knowledge.values import Term
from incubator.learning.rules.calculators import CALCULATORS
from incubator.learning.rules.picturing import PICTURES
from incubator.learning.rules.reading import read_question
from incubator.learning.values import ROWS, FieldKind, Question
from incubator.learning.values.written import FormatProblem, LessonPiece, QuestionInside, Story, WrittenLesson

FEWEST_PIECES, LONGEST_PIECE = 3, 420  # a piece takes about five minutes
RULE_MARK = re.compile(r"\{regel:([^}]*)\}?")  # also what was meant as one
FIELD = re.compile(r"[a-z][a-z0-9_]*")
TAKEN = {"version", "do", "wijzigen", "csrf_token"}  # fields of the form around the questions
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
    problems = list(_missing(lesson, terms, pictures))
    if lesson.front["phase"] not in set(Phase):
        problems.append(FormatProblem(1, N_("there is no phase %(name)s"), {"name": lesson.front["phase"]}))
    if len(lesson.pieces) < FEWEST_PIECES:
        problems.append(FormatProblem(1, N_("it has fewer than %(number)s pieces"), {"number": FEWEST_PIECES}))
    if not any(isinstance(block, Story) for piece in lesson.pieces for block in piece.blocks):
        problems.append(FormatProblem(1, N_("the case that runs through the track is not in it")))
    # The last piece is what the group talks about.
    for piece in lesson.pieces[:-1]:
        problems += _piece_problems(piece)
    return [*problems, *_exercise_problems(lesson.front["exercise"])]


def _missing(lesson: WrittenLesson, terms: Iterable[Term], pictures: Collection[str]) -> Iterator[FormatProblem]:
    """Words, pictures and rules that do not exist."""
    for slug in missing_terms(lesson.text, terms):
        yield FormatProblem(1, N_("the glossary has no '%(name)s'"), {"name": slug})
    for name in lesson.pictures:
        if name not in pictures:
            yield FormatProblem(1, N_("there is no picture %(name)s"), {"name": name})
    for text in _texts_in(lesson.front):
        if "[[" in text or "{regel:" in text:
            yield FormatProblem(
                1, N_("words and rules are linked in the text alone, not in “%(text)s”"), {"text": text[:60]}
            )
    for mark in RULE_MARK.findall(lesson.text):
        if mark not in law_texts():
            yield FormatProblem(1, N_("there is no rule of law %(name)s"), {"name": mark})


def _texts_in(value: Any) -> Iterator[str]:
    """Every text above the lesson, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts_in(part)


def _piece_problems(piece: LessonPiece) -> Iterator[FormatProblem]:
    of = {"title": piece.title}
    if not any(isinstance(block, QuestionInside) for block in piece.blocks):
        yield FormatProblem(piece.line, N_("nothing is asked in the piece “%(title)s”"), of)
    words = len(piece.text.split())
    if words > LONGEST_PIECE:
        message = N_("the piece “%(title)s” has %(count)s words, more than %(most)s")
        yield FormatProblem(piece.line, message, {**of, "count": words, "most": LONGEST_PIECE})


def _exercise_problems(exercise: Mapping[str, Any]) -> Iterator[FormatProblem]:
    questions = exercise["questions"]
    ids = [str(question.get("id")) for question in questions]
    if len(set(ids)) != len(ids):
        yield FormatProblem(1, N_("the exercise has two questions with one id"))
    for name, written in zip(ids, questions, strict=True):
        for problem in _question_problems(written):
            yield replace(problem, question=name)


def _question_problems(written: Mapping[str, Any]) -> list[FormatProblem]:
    kind = str(written.get("kind"))
    if kind not in set(FieldKind):
        return [FormatProblem(1, N_("there are no answers of the kind '%(name)s'"), {"name": kind})]
    try:
        question = read_question(written, "")
    except (AttributeError, KeyError, TypeError, ValueError):
        return [FormatProblem(1, N_("something is missing here, or is not known"))]
    return question_problems(question)


def question_problems(question: Question) -> list[FormatProblem]:
    """Why a question cannot be answered, or the dossier could not keep its answer."""
    unasked = _form_problems(question)
    # What follows looks things up by words that may be none.
    if unasked:
        return unasked
    problems = _fact_problems(question)
    if question.kind in {FieldKind.CHOICE, FieldKind.REASONS} and len(question.choices) < 2:
        problems.append(FormatProblem(1, N_("a choice needs choices")))
    if question.kind in ROWS and not question.columns:
        problems.append(FormatProblem(1, N_("records need columns")))
    counted = {column.id for column in question.columns if column.kind is not FieldKind.TEXT}
    if not set(question.totals) <= counted:
        problems.append(FormatProblem(1, N_("only columns of numbers or amounts are added up")))
    return [*problems, *_tool_problems(question)]


def _tool_problems(question: Question) -> Iterator[FormatProblem]:
    """Pictures and calculators that do not exist."""
    if question.picture and question.picture not in PICTURES:
        yield FormatProblem(1, N_("there is no such picture"))
    if (question.kind is FieldKind.CALCULATOR) != (question.calculator in CALCULATORS):
        yield FormatProblem(1, N_("there is no such calculator"))


def _form_problems(question: Question) -> list[FormatProblem]:
    """Why a form could not ask this: its id names a field, and everything else is a text."""
    names = [question.id, *(column.id for column in question.columns)]
    texts = [
        question.label,
        question.hint,
        question.fact,
        question.calculator,
        question.picture,
        *question.choices,
        *question.totals,
    ]
    texts += [column.label for column in question.columns]
    if not all(isinstance(text, str) for text in (*names, *texts)) or not isinstance(question.required, bool):
        return [FormatProblem(1, N_("something here has a value of the wrong kind"))]
    if any(FIELD.fullmatch(name) is None or name in TAKEN for name in names):
        message = N_("an id is a word of small letters, digits and _ that a form does not use itself")
        return [FormatProblem(1, message)]
    return []


def _fact_problems(question: Question) -> list[FormatProblem]:
    """Why the dossier could not keep the answer to this question."""
    if not question.fact:
        return []
    fact = FACT_KEYS.get(question.fact)
    if fact is None:
        return [FormatProblem(1, N_("the dossier has no '%(name)s'"), {"name": question.fact})]
    problems = []
    if fact.kind not in FITS.get(question.kind, set()):
        problems.append(FormatProblem(1, N_("the fact has another type")))
    if fact.choices and fact.choices != question.choices:
        problems.append(FormatProblem(1, N_("the fact has other choices")))
    if fact.fields and fact.fields != tuple(column.id for column in question.columns):
        problems.append(FormatProblem(1, N_("the fact has other columns")))
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
