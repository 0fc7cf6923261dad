"""A track with its lessons and exercises, and where a group stands in it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from incubator.cooperatives.values import Phase
from incubator.knowledge.values import Reference

Answers = dict[str, Any]  # by field: the text as typed; for records a list of {column: text}


class FieldKind(StrEnum):
    """How a question of an exercise is answered."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    MONEY = "money"
    CHOICE = "choice"
    LIST = "list"  # one on each line
    RECORDS = "records"  # rows with the same columns


@dataclass(frozen=True, slots=True)
class RecordColumn:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `fact` is the key of the dossier that the approved answer becomes."""

    id: str
    label: str
    kind: FieldKind
    hint: str = ""
    required: bool = True
    fact: str = ""
    choices: tuple[str, ...] = ()
    columns: tuple[RecordColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """What a group writes down together; `criteria` is what the coach looks at."""

    title: str
    intro: str
    criteria: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Something to read (aloud, together), with one exercise. The text is Dutch."""

    slug: str
    number: int
    phase: Phase
    title: str
    summary: str
    title_en: str
    summary_en: str
    minutes: int
    checked: date
    sources: tuple[Reference, ...]
    body: str
    exercise: Exercise


@dataclass(frozen=True, slots=True)
class Track:
    """Lessons in their order."""

    slug: str
    title: str
    summary: str
    title_en: str
    summary_en: str
    lessons: tuple[Lesson, ...]

    def lesson(self, slug: str) -> Lesson | None:
        for lesson in self.lessons:
            if lesson.slug == slug:
                return lesson
        return None


class LessonStanding(StrEnum):
    """Where a group stands with one lesson."""

    OPEN = "open"  # nothing written yet
    WRITING = "writing"
    WITH_COACH = "with-coach"
    RETURNED = "returned"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class AnswerConflict:
    """Two people changed the same answer: both are shown, and the group chooses."""

    question: str
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """What two people wrote at the same time, put together as far as it can be."""

    answers: Answers
    conflicts: tuple[AnswerConflict, ...]
