"""What can happen to a membership, and on which grounds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.register.values.people import PersonKind


class EventKind(StrEnum):
    """What can happen to a membership (BW 2:33 to 2:36). Events are only added, never changed."""

    APPLICATION = "application"  # aanvraag
    REFUSAL = "refusal"
    TRIAL = "trial"  # aspirant: no member yet
    ADMISSION = "admission"  # toelating
    CHANGE = "change"  # another name, address, e-mail address or consent
    RESIGNATION = "resignation"  # opzegging door het lid
    ACKNOWLEDGEMENT = "acknowledgement"  # of a resignation, by the board (BW 2:61(c))
    TERMINATION = "termination"  # opzegging door de coöperatie
    SUSPENSION = "suspension"
    LIFTING = "lifting"  # of a suspension
    EXPULSION = "expulsion"  # ontzetting
    APPEAL = "appeal"  # against an expulsion
    RULING = "ruling"  # on an appeal
    TRANSFER = "transfer"  # the membership went to somebody else
    DEATH = "death"
    ERASURE = "erasure"  # of data that nobody has to keep any longer
    CORRECTION = "correction"  # what was entered by mistake counts no more

    @property
    def ends(self) -> bool:
        return self in ENDS


ENDS = frozenset(
    {EventKind.RESIGNATION, EventKind.TERMINATION, EventKind.EXPULSION, EventKind.DEATH, EventKind.TRANSFER}
)


class MembershipStanding(StrEnum):
    MEMBER = "member"
    SUSPENDED = "suspended"
    ENDED = "ended"


class MembersLeft(StrEnum):
    """Whether a cooperative has members enough to go on (BW 2:19)."""

    ENOUGH = "enough"
    SINGLE = "single"
    NONE = "none"


class ApplicantStanding(StrEnum):
    """How somebody stands who was never admitted."""

    APPLIED = "applied"
    TRIAL = "trial"
    REFUSED = "refused"
    MISTAKE = "mistake"  # the admission was entered by mistake


class ImmediateGround(StrEnum):
    """When a member can leave at once (BW 2:36)."""

    UNREASONABLE = "immediate"  # going on cannot reasonably be asked
    DUTIES = "restricting_decision"  # a decision took rights or added duties
    CONVERSION = "conversion"  # conversion, merger or split


class Ruling(StrEnum):
    UPHELD = "upheld"
    ANNULLED = "annulled"


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
class MembershipNotice:
    """A member gives notice: when, against which day, or at once and why."""

    noticed_on: date
    wish: date | None = None  # the day that the member named
    ground: str = ""  # an `ImmediateGround`, when it is to be at once
    learnt_on: date | None = None  # when the member learnt of the decision
    in_writing: bool = False
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
    """A line of the register as it stood on a day: what votes, liability and owners are shown by (M-14).

    `ended_on` is the last day of the membership, also when it is still to come.
    """

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
    address: str = ""
    email: str = ""
    email_consent: bool = False
    decided_on: date | None = None  # the decision on the admission
    votes: int = 1  # as written down; the statutes decide whether more than one counts
