"""Read lessons, check answers, put the work of two people together, and say what is next: plain Python."""

from collections.abc import Iterable, Mapping
from typing import Any

from incubator.cooperatives.rules import typed_value
from incubator.cooperatives.values import FACT_KEYS, FactKind, Phase
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
    told, body = front_matter(text)
    return Lesson(
        slug=slug,
        number=number,
        phase=Phase(told["phase"]),
        title=told["title"],
        summary=told["summary"],
        title_en=told["title_en"],
        summary_en=told["summary_en"],
        minutes=told["minutes"],
        checked=told["checked"],
        sources=references(told["sources"]),
        body=body,
        exercise=_exercise(told["exercise"]),
    )


def _exercise(told: dict[str, Any]) -> Exercise:
    return Exercise(told["title"], told["intro"], tuple(told["criteria"]), tuple(map(_question, told["questions"])))


def _question(told: dict[str, Any]) -> Question:
    columns = tuple(RecordColumn(**column) for column in told.pop("columns", ()))
    choices = tuple(told.pop("choices", ()))
    return Question(kind=FieldKind(told.pop("kind")), choices=choices, columns=columns, **told)


def content_problems(track: Track, terms: Iterable[Term]) -> list[str]:
    """What is wrong with the content itself: unknown facts or words, doubled names, questions that cannot be answered."""
    terms = tuple(terms)
    return [f"{lesson.slug}: {problem}" for lesson in track.lessons for problem in _lesson_problems(lesson, terms)]


def _lesson_problems(lesson: Lesson, terms: tuple[Term, ...]) -> list[str]:
    found = [f"the glossary has no {slug!r}" for slug in missing_terms(lesson.body, terms)]
    questions = lesson.exercise.questions
    if len({question.id for question in questions}) != len(questions):
        found.append("two questions with one id")
    for question in questions:
        found.extend(f"{question.id}: {problem}" for problem in _question_problems(question))
    return found


def _question_problems(question: Question) -> list[str]:
    fact = FACT_KEYS.get(question.fact)
    columns = tuple(column.id for column in question.columns)
    checks = (
        (question.fact and fact is None, f"the dossier has no {question.fact!r}"),
        (fact and fact.kind not in FITS[question.kind], "the fact has another type"),
        (fact and fact.choices and fact.choices != question.choices, "the fact has other choices"),
        (fact and fact.fields and fact.fields != columns, "the fact has other columns"),
        (question.kind is FieldKind.CHOICE and len(question.choices) < 2, "a choice needs choices"),
        (question.kind is FieldKind.RECORDS and not columns, "records need columns"),
    )
    return [problem for wrong, problem in checks if wrong]


def answered(answer: Any) -> bool:
    return bool(answer)


def clean_answers(exercise: Exercise, answers: Mapping[str, Any]) -> Answers:
    """Only what the exercise asks, without empty rows and blanks around it; nothing that was typed is judged here."""
    return {question.id: _clean(question, answers.get(question.id)) for question in exercise.questions}


def _clean(question: Question, answer: Any) -> Any:
    if question.kind is not FieldKind.RECORDS:
        return answer.replace("\r\n", "\n").strip() if isinstance(answer, str) else ""
    rows = answer if isinstance(answer, list) else []
    cleaned = [{column.id: str(row.get(column.id, "")).strip() for column in question.columns} for row in rows]
    return [row for row in cleaned if any(row.values())]


def check_lengths(exercise: Exercise, answers: Answers) -> None:
    """Nothing is cut off unseen. Raises `RuleViolation` for an answer that is too long to keep."""
    for question in exercise.questions:
        answer = answers[question.id]
        texts = [answer] if isinstance(answer, str) else [text for row in answer for text in row.values()]
        most = LONGEST if isinstance(answer, str) else LONGEST_CELL
        if any(len(text) > most for text in texts):
            raise RuleViolation(
                N_("The answer to “%(question)s” is too long: shorten it to %(number)s characters."),
                field=question.id,
                question=question.label,
                number=most,
            )


def problems(exercise: Exercise, answers: Answers) -> dict[str, RuleViolation]:
    """What stands in the way of handing in, by question."""
    found = {}
    for question in exercise.questions:
        answer = answers.get(question.id)
        try:
            if answered(answer):
                fact_value(question, answer)
            elif question.required:
                raise RuleViolation(N_("Answer this question first."), field=question.id)
        except RuleViolation as problem:
            found[question.id] = problem
    return found


def fact_value(question: Question, answer: Any) -> Any:
    """The answer as the dossier keeps it. Raises `RuleViolation` when it cannot be such a value."""
    if question.fact:
        return typed_value(question.fact, answer)
    if question.kind in {FieldKind.NUMBER, FieldKind.MONEY}:
        return typed_value(
            "finance.hourly_rate" if question.kind is FieldKind.MONEY else "governance.board_size", answer
        )
    if question.kind is FieldKind.CHOICE and answer not in question.choices:
        raise RuleViolation(N_("Choose one of the answers."), field=question.id)
    return answer


def as_text(question: Question, answer: Any) -> str:
    """An answer as one reads it."""
    if question.kind is FieldKind.RECORDS:
        return "\n".join(" · ".join(value for value in row.values() if value) for row in answer or ())
    return str(answer or "")


def from_fact(question: Question, value: Any) -> Any:
    """What the dossier knows, as an answer that can be confirmed."""
    if question.kind is FieldKind.LIST:
        return "\n".join(value)
    if question.kind is FieldKind.MONEY:
        return str(value).replace(".", ",")
    return value


def merge(base: Answers | None, mine: Answers, theirs: Answers) -> Merged:
    """Put together what I wrote and what was stored since I began. Without a base, any difference is a conflict."""
    answers, conflicts = dict(mine), []
    for question, my_answer in mine.items():
        empty: Any = [] if isinstance(my_answer, list) else ""
        their_answer = theirs.get(question, empty)
        began_with = base.get(question, empty) if base is not None else None
        if my_answer == their_answer or their_answer in (began_with, empty if base is None else began_with):
            continue
        if my_answer == began_with:
            answers[question] = their_answer
        else:
            conflicts.append(AnswerConflict(question, my_answer, their_answer))
    return Merged(answers, tuple(conflicts))


def current_lesson(track: Track, standings: Mapping[str, LessonStanding]) -> Lesson | None:
    """The lesson a group should look at now: what came back first, then what it can go on with, then what it waits for."""
    order = (LessonStanding.RETURNED, LessonStanding.WRITING, LessonStanding.OPEN, LessonStanding.WITH_COACH)
    for wanted in order:
        for lesson in track.lessons:
            if standings.get(lesson.slug, LessonStanding.OPEN) is wanted:
                return lesson
    return None
