"""Who is a member."""

from dataclasses import dataclass
from enum import StrEnum


class PersonKind(StrEnum):
    NATURAL = "natural"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class Person:
    """Who is admitted."""

    name: str
    kind: PersonKind = PersonKind.NATURAL
    address: str | None = None
    email: str | None = None
    email_consent: bool = False
