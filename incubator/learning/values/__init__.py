"""The exercise of a lesson, the answers of a group, and where a group stands with a lesson."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Answers = dict[
    str, Any
]  # by question: the text as typed; rows as a list of {column: text}; of other kinds {part: text}


class FieldKind(StrEnum):
    """How a question of an exercise is answered."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    MONEY = "money"
    CHOICE = "choice"
    REASONS = "reasons"  # a choice, and why
    LIST = "list"  # one on each line
    PEOPLE = "people"  # rows with a name and an e-mail address
    RECORDS = "records"  # rows with the same columns
    TABLE = "table"  # the same, with numbers and amounts that are added up
    FILE = "file"
    CALCULATOR = "calculator"


ROWS = frozenset({FieldKind.PEOPLE, FieldKind.RECORDS, FieldKind.TABLE})


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A column of rows; `kind` is text, number or money."""

    id: str
    label: str
    kind: FieldKind = FieldKind.TEXT


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `fact` is the key of the dossier that the approved answer becomes.

    `totals` are the columns of a table that are added up, `calculator` is which sum a question of that kind is answered with,
    `picture` (power or money) which map is drawn of the rows.
    """

    id: str
    label: str
    kind: FieldKind
    hint: str = ""
    required: bool = True
    fact: str = ""
    choices: tuple[str, ...] = ()
    columns: tuple[RecordColumn, ...] = ()
    totals: tuple[str, ...] = ()
    calculator: str = ""
    picture: str = ""
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """What a group writes down together. `criteria` is what the coach looks at, `pitfalls` what goes wrong often, `model` a good answer."""

    title: str
    intro: str
    criteria: tuple[str, ...]
    questions: tuple[Question, ...]
    pitfalls: tuple[str, ...] = ()
    model: str = ""
    title_en: str = ""
    intro_en: str = ""


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
