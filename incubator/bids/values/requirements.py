"""What a buyer asks or scores, as it is read in a notice or in a file, before a person has looked at it."""

from dataclasses import dataclass
from enum import StrEnum


class RequirementKind(StrEnum):
    """Which kind of thing a buyer asks."""

    EXCLUSION = "exclusion"
    SUITABILITY = "suitability"
    REQUIREMENT = "requirement"
    AWARD = "award"
    TERM = "term"
    DOCUMENT = "document"
    QUESTION_DEADLINE = "question-deadline"


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a criterion counts: `number` as it is written in code (40 or 12.5), `unit` is percentage, points, euro or order."""

    number: str
    unit: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sentence or a row of a paper that asks something. `page` and `paragraph` count from 1."""

    text: str
    kind: RequirementKind
    weight: Weight | None
    page: int
    paragraph: int
    knock_out: bool = False
