"""Read lessons, check answers, put the work of two people together, and say what is next: plain Python."""

from collections.abc import Iterable, Mapping
from typing import Any

from incubator.cooperatives.rules import typed_value
from incubator.cooperatives.values import FACT_KEYS, FactKind, Phase, same
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.knowledge.rules import front_matter, missing_terms, references
from incubator.knowledge.values import Term
from incubator.learning.values import (
    AnswerConflict,
    Answers,
    Exercise,
    FieldKind,
    Lesson,
    LessonStanding,
    Merged,
    Question,
    RecordColumn,
    Track,
)

LONGEST, LONGEST_CELL = 20_000, 2_000
FITS = {
    FieldKind.TEXT: {FactKind.TEXT},
    FieldKind.LONG: {FactKind.TEXT},
    FieldKind.NUMBER: {FactKind.NUMBER},
    FieldKind.MONEY: {FactKind.MONEY},
    FieldKind.CHOICE: {FactKind.CHOICE, FactKind.TEXT},
    FieldKind.LIST: {FactKind.LIST},
    FieldKind.RECORDS: {FactKind.RECORDS},
}


def read_lesson(slug: str, text: str, number: int) -> Lesson:
    """A lesson from its file. Raises `ValueError`, `KeyError` or `TypeError` when something is missing or unknown."""
    written, body = front_matter(text)
    return Lesson(
        slug=slug,
        number=number,
        phase=Phase(written["phase"]),
        title=written["title"],
        summary=written["summary"],
        title_en=written["title_en"],
        summary_en=written["summary_en"],
        minutes=written["minutes"],
        checked=written["checked"],
        sources=references(written["sources"]),
        body=body,
        exercise=_exercise(written["exercise"]),
    )


def _exercise(written: dict[str, Any]) -> Exercise:
    return Exercise(
        written["title"], written["intro"], tuple(written["criteria"]), tuple(map(_question, written["questions"]))
    )


def _question(written: dict[str, Any]) -> Question:
    columns = tuple(RecordColumn(**column) for column in written.pop("columns", ()))
    choices = tuple(written.pop("choices", ()))
    return Question(kind=FieldKind(written.pop("kind")), choices=choices, columns=columns, **written)


def content_problems(track: Track, terms: Iterable[Term]) -> list[str]:
    """What is wrong with the content itself: unknown facts or words, doubled names, questions that cannot be answered."""
    terms = tuple(terms)  # read once for each lesson
    problems = []
    for lesson in track.lessons:
        problems += [f"{lesson.slug}: {problem}" for problem in _lesson_problems(lesson, terms)]
    return problems


def _lesson_problems(lesson: Lesson, terms: tuple[Term, ...]) -> list[str]:
    problems = [f"the glossary has no {slug!r}" for slug in missing_terms(lesson.body, terms)]
    questions = lesson.exercise.questions
    if len({question.id for question in questions}) != len(questions):
        problems.append("two questions with one id")
    for question in questions:
        problems += [f"{question.id}: {problem}" for problem in _question_problems(question)]
    return problems


def _question_problems(question: Question) -> list[str]:
    problems = _fact_problems(question)
    if question.kind is FieldKind.CHOICE and len(question.choices) < 2:
        problems.append("a choice needs choices")
    if question.kind is FieldKind.RECORDS and not question.columns:
        problems.append("records need columns")
    return problems


def _fact_problems(question: Question) -> list[str]:
    """Why the dossier could not keep the answer to this question."""
    if not question.fact:
        return []
    fact = FACT_KEYS.get(question.fact)
    if fact is None:
        return [f"the dossier has no {question.fact!r}"]
    problems = []
    if fact.kind not in FITS[question.kind]:
        problems.append("the fact has another type")
    if fact.choices and fact.choices != question.choices:
        problems.append("the fact has other choices")
    if fact.fields and fact.fields != tuple(column.id for column in question.columns):
        problems.append("the fact has other columns")
    return problems


def answered(answer: Any) -> bool:
    return bool(answer)


def clean_answers(exercise: Exercise, answers: Mapping[str, Any]) -> Answers:
    """Only what the exercise asks, without empty rows and blanks around it; nothing that was typed is judged here."""
    return {question.id: _clean(question, answers.get(question.id)) for question in exercise.questions}


def _clean(question: Question, answer: Any) -> Any:
    if question.kind is not FieldKind.RECORDS:
        if isinstance(answer, str):
            return answer.replace("\r\n", "\n").strip()
        return ""
    if not isinstance(answer, list):
        return []
    rows = []
    for row in answer:
        cleaned = {column.id: str(row.get(column.id, "")).strip() for column in question.columns}
        if any(cleaned.values()):
            rows.append(cleaned)
    return rows


def check_lengths(exercise: Exercise, answers: Answers) -> None:
    """Nothing is cut off unseen. Raises `RuleViolation` for an answer that is too long to keep."""
    for question in exercise.questions:
        texts, most = _texts(answers[question.id])
        if any(len(text) > most for text in texts):
            raise RuleViolation(
                N_("The answer to “%(question)s” is too long: shorten it to %(number)s characters."),
                field=question.id,
                question=question.label,
                number=most,
            )


def _texts(answer: Any) -> tuple[list[str], int]:
    """The texts in an answer, and how long each may be."""
    if isinstance(answer, str):
        return [answer], LONGEST
    cells: list[str] = []
    for row in answer:
        cells.extend(row.values())
    return cells, LONGEST_CELL


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
    # Without a fact of its own, a number or an amount is read as a fact of the same kind is.
    if question.kind is FieldKind.NUMBER:
        return typed_value("governance.board_size", answer)
    if question.kind is FieldKind.MONEY:
        return typed_value("finance.hourly_rate", answer)
    if question.kind is FieldKind.CHOICE and answer not in question.choices:
        raise RuleViolation(N_("Choose one of the answers."), field=question.id)
    return answer


def means(question: Question, answer: Any, value: Any) -> bool:
    """Whether an answer says the same as a value of the dossier."""
    try:
        return same(FACT_KEYS[question.fact], fact_value(question, answer), value)
    except RuleViolation:
        return False


def as_text(question: Question, answer: Any) -> str:
    """An answer as one reads it."""
    if question.kind is FieldKind.RECORDS:
        return "\n".join(" · ".join(filter(None, row.values())) for row in answer or ())
    return str(answer or "")


def from_fact(question: Question, value: Any) -> Any:
    """What the dossier knows, as an answer that can be confirmed."""
    if question.kind is FieldKind.LIST:
        return "\n".join(value)
    if question.kind is FieldKind.MONEY:
        return str(value).replace(".", ",")  # stored with a point, typed with a comma
    return value


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
    if isinstance(answer, list):
        return []
    return ""


def current_lesson(track: Track, standings: Mapping[str, LessonStanding]) -> Lesson | None:
    """The lesson a group should look at now: what came back first, then what it can go on with, then what it waits for."""
    order = (LessonStanding.RETURNED, LessonStanding.WRITING, LessonStanding.OPEN, LessonStanding.WITH_COACH)
    for standing in order:
        for lesson in track.lessons:
            if standings.get(lesson.slug, LessonStanding.OPEN) is standing:
                return lesson
    return None
