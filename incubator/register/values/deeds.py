"""What is known after the notary."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Founding:
    """What is known after the notary: the deed and the trade register."""

    signed_on: date
    notary: str
    kvk: str  # empty as long as the trade register gave no number
    filed_on: date | None = None


PRESENT_ANSWERS = 0  # instead of the number of a version: the answers as they are now


@dataclass(frozen=True, slots=True)
class EnteredDeed:
    """A deed as somebody enters it: which version of the statutes was signed, and why it differs from what counts already."""

    founding: Founding
    version: int = PRESENT_ANSWERS
    reason: str = ""


class ProposalState(StrEnum):
    """What became of a deed that somebody entered."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
