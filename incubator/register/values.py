"""What happens to a membership, and how a member stands on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PersonKind(StrEnum):
    NATURAL = "natural"
    LEGAL = "legal"


class EventKind(StrEnum):
    """What can happen to a membership (BW 2:33, 2:35, 2:36). Events are only added, never changed."""

    ADMISSION = "admission"  # toelating
    RESIGNATION = "resignation"  # opzegging door het lid
    TERMINATION = "termination"  # opzegging door de coöperatie
    EXPULSION = "expulsion"  # ontzetting
    DEATH = "death"
    CORRECTION = "correction"  # what was entered by mistake counts no more

    @property
    def ends(self) -> bool:
        return self not in {EventKind.ADMISSION, EventKind.CORRECTION}


class MembershipStanding(StrEnum):
    MEMBER = "member"
    SUSPENDED = "suspended"
    ENDED = "ended"


class TerminationGround(StrEnum):
    """When the cooperative may end a membership (BW 2:35(2))."""

    STATUTORY_CASE = "statutory_case"
    REQUIREMENTS_LOST = "requirements_lost"
    UNREASONABLE = "unreasonable_to_continue"


class ExpulsionGround(StrEnum):
    """The only grounds for expulsion (BW 2:35(3)); statutes cannot add any."""

    BREACH_STATUTES = "breach_statutes"
    BREACH_REGULATION = "breach_regulation"
    BREACH_DECISION = "breach_decision"
    UNREASONABLE_HARM = "unreasonable_harm"


class EntryKind(StrEnum):
    """A movement on a member's account."""

    CONTRIBUTION = "contribution"
    REPAYMENT = "repayment"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Person:
    """Who is admitted."""

    name: str
    kind: PersonKind = PersonKind.NATURAL
    address: str | None = None
    email: str | None = None
    email_consent: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, by whom, when, and from when (or until when) it takes effect."""

    decided_by: str
    decided_on: date
    on: date
    ground: str = ""
    note: str = ""


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


@dataclass(frozen=True, slots=True)
class Resigning:
    """What the statutes say about resigning: how long before, whether only at the end of a financial year."""

    months: int = 0
    days: int = 28
    at_year_end: bool = True
    fiscal_year_end: str = "12-31"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the register as it stood on a day. `ended_on` is the last day of the membership, also when it is still to come."""

    member_id: int
    number: int
    name: str
    kind: PersonKind
    admitted_on: date
    decision: str
    standing: MembershipStanding
    ended_on: date | None
    ground: str
    paid_cents: int


class ProposalState(StrEnum):
    """What became of a deed that somebody entered."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
