"""A commitment of government, what was heard of it, and how far it is. Source of the kinds: cwb.md, section 4a, step 5."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CommitmentKind(StrEnum):
    """What a government can commit itself to, lasting and not yet another pilot."""

    INCUBATOR = "incubator"
    PARTNERSHIP = "partnership"
    RIGHT_TO_CHALLENGE = "right_to_challenge"
    PLATFORM_RIGHT = "platform_right"
    CURRENCY = "currency"
    FINANCE = "finance"
    EXCHANGE = "exchange"
    MASTERPLAN = "masterplan"


class CommitmentState(StrEnum):
    """How far a commitment is, as the neighbourhood sees it."""

    PROMISED = "promised"
    DECIDED = "decided"
    RUNNING = "running"
    DONE = "done"
    WITHDRAWN = "withdrawn"


ENDED = frozenset({CommitmentState.DONE, CommitmentState.WITHDRAWN})


class BudgetPeriod(StrEnum):
    """For how long an amount is."""

    ONCE = "once"
    YEAR = "year"
    TERM = "term"


class HeardKind(StrEnum):
    """Proof shows that something happened; news says so; a state is what the neighbourhood concluded."""

    PROOF = "proof"
    NEWS = "news"
    STATE = "state"


class StaleReason(StrEnum):
    """Why a commitment asks for attention."""

    SILENT = "silent"
    OVERDUE = "overdue"
    REPORT_MISSED = "report_missed"


@dataclass(frozen=True, slots=True)
class CommitmentTerms:
    """What was promised, by whom, with which decision, money and dates. Money in cents."""

    kind: CommitmentKind
    title: str
    promise: str
    owner: str
    owner_function: str
    state: CommitmentState
    promised_on: date
    decision_body: str = ""
    decided_on: date | None = None
    decision_reference: str = ""
    decision_url: str = ""
    budget_cents: int | None = None
    budget_period: BudgetPeriod | None = None
    due_on: date | None = None
    next_report_on: date | None = None
    reason: str = ""  # why it was withdrawn


@dataclass(frozen=True, slots=True)
class HeardOf:
    """Proof or news: a file, a link, an award notice, or only what somebody says; with its day and source."""

    kind: HeardKind
    on_date: date
    title: str
    source: str
    url: str = ""
    notice: str = ""  # number or address of an award notice in the store
    content: bytes = b""
    name: str = ""  # of the file


@dataclass(frozen=True, slots=True)
class SecondmentTerms:
    """Who works for whom, how many hours a week (in hundredths), from when until when, and why. People by their function only."""

    who: str
    from_organisation: str
    to_organisation: str
    hours_hundredths: int
    begins_on: date
    ends_on: date | None
    aim: str
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class SeatTerms:
    """A seat at a body: for whom, since when, until when."""

    body: str
    holder: str
    appointed_on: date
    until: date | None


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment as a plain row without personal data, for lists that leave the house. Money in cents."""

    neighbourhood: str
    municipality: str
    kind: str
    title: str
    promise: str
    owner: str
    owner_function: str
    state: str
    promised_on: date
    decision_body: str
    decided_on: date | None
    decision_reference: str
    decision_url: str
    budget_cents: int | None
    budget_period: str
    due_on: date | None
    next_report_on: date | None
    proofs: int
    last_heard_on: date
    stale: tuple[str, ...]
