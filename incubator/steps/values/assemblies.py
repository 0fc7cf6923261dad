"""An assembly of the neighbourhood, the tree that is made there, and what was decided."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class TreeKind(StrEnum):
    """What a leaf of the tree is: something wrong, what causes it, whom it harms. Source: cwb.md, section 4a, step 1."""

    PROBLEM = "problem"
    CAUSE = "cause"
    HARM = "harm"


@dataclass(frozen=True, slots=True)
class AssemblyPlan:
    """When and where people meet, what the invitation says, what is arranged."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    invitation: str
    how_to_reach: str  # who is asked, and how: letterbox, school yard, mosque
    childcare: bool
    languages: str
    agenda: str


@dataclass(frozen=True, slots=True)
class AssemblyDecisionTerms:
    """What was decided, who does it, and by when."""

    text: str
    owner: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A node of the tree with how deep it hangs."""

    id: int
    parent_id: int | None
    kind: TreeKind
    text: str
    depth: int
