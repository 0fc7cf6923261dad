"""What a buyer asks or scores, as it is read in a notice or in a file, before a person has looked at it."""

import re
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
class CriterionWeight:
    """How much a criterion counts: `number` as it is written in code (40 or 12.5), `unit` is percentage, points, euro or order."""

    number: str
    unit: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sentence or a row of a paper that asks something. `page` and `paragraph` count from 1; a notice has none."""

    text: str
    kind: RequirementKind
    weight: CriterionWeight | None
    page: int | None = None
    paragraph: int | None = None
    knock_out: bool = False
    lot: str | None = None  # None is the whole procurement

    @property
    def same_as(self) -> tuple[RequirementKind, str, str]:
        """What makes it the same demand wherever it was read: capitals, blanks and marks are no difference."""
        return self.kind, words_of(self.text), self.lot or ""


def words_of(text: str) -> str:
    """The words of a text, for comparing it with another."""
    return " ".join(re.findall(r"\w+", text.lower()))
