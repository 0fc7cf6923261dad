"""How far a version of the statutes is on its way to the notary."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class VersionStep(StrEnum):
    """What people note of a version; the deed itself is recorded with the deed."""

    REVIEWED = "reviewed"
    AT_NOTARY = "at-notary"
    ADOPTED = "adopted"  # an amendment, by the general meeting (2:42 BW)


class VersionState(StrEnum):
    DRAFT = "draft"
    REVIEWED = "reviewed"
    AT_NOTARY = "at-notary"
    ADOPTED = "adopted"
    AWAITING_DEED = "awaiting-deed"
    DEED_PASSED = "deed-passed"
    IN_FORCE = "in-force"
    REPLACED = "replaced"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What is known of a version: its steps, its deed, and the deed that holds now."""

    steps: tuple[tuple[VersionStep, date], ...]
    deed_on: date | None
    is_effective: bool
    founded_before: bool  # there was a deed already when this version was made: it is an amendment
    returned: bool = False  # the notary's deed is there, and nobody confirmed it yet
    overtaken: bool = False  # a newer version got the deed that this one was for
