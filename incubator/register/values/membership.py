"""What can happen to a membership, and on which grounds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.register.values.people import PersonKind


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


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, by whom, when, and from when (or until when) it takes effect."""

    decided_by: str
    decided_on: date
    on: date
    ground: str = ""
    note: str = ""


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
