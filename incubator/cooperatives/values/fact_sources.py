"""Where facts come from."""

from dataclasses import dataclass
from enum import StrEnum


class FactSourceKind(StrEnum):
    """Where a fact comes from."""

    EXERCISE = "exercise"
    INTERVIEW = "interview"
    REGISTER = "register"
    DEED = "deed"
    IMPORT = "import"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class FactSource:
    """Where a fact comes from: the kind, and which one (`eerste-idee/need`), and a link when there is a page for it."""

    kind: FactSourceKind
    ref: str = ""
    label: str = ""
