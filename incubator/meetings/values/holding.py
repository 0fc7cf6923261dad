"""What happens at a meeting: who is there, for whom somebody speaks, how is voted, and what becomes of a decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from incubator.meetings.values import ItemKind

FOR, AGAINST, BLANK, INVALID = "for", "against", "blank", "invalid"
CONSENT, CONCERN, OBJECTION = "consent", "concern", "objection"
DECIDING = (FOR, AGAINST, BLANK)
CONSENTING = (CONSENT, CONCERN, OBJECTION)


class PresenceKind(StrEnum):
    """How somebody takes part; voting from elsewhere needs the statutes (BW 2:38(6))."""

    ROOM = "room"
    ONLINE = "online"


class VotingWay(StrEnum):
    """How is voted. A consent round prepares and decides nothing."""

    HANDS = "hands"
    NAMED = "named"
    SECRET = "secret"  # noqa: S105 - a way of voting
    CONSENT = "consent"

    @property
    def personal(self) -> bool:
        """Whether each member gives a vote of their own, instead of the chair counting hands."""
        return self is not VotingWay.HANDS

    @property
    def decides(self) -> bool:
        return self is not VotingWay.CONSENT


class SecretMeans(StrEnum):
    """How votes of a secret vote came in."""

    PAPER = "paper"
    APP = "app"
    BOTH = "both"


class RoundState(StrEnum):
    """`announced`: the chair said what the result is (BW 2:13(3))."""

    OPEN = "open"
    CLOSED = "closed"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"


class ActState(StrEnum):
    """What became of what a decision sets going."""

    NOTHING = "nothing"  # the decision is all there is
    DONE = "done"
    AWAITS = "awaits"  # somebody else's step: the notary, the board
    FAILED = "failed"  # refused, with the reason; it can be tried again


class LeftOut(StrEnum):
    """Why a member who may come to the meeting is not on the roll of a vote."""

    ABSENT = "absent"
    SUSPENDED = "suspended"  # BW 2:38(1)
    HOLDER_ABSENT = "holder-absent"  # who is not there, or has no vote, votes for nobody else (BW 2:38(4))
    CONFLICT = "conflict"  # a director with an interest of one's own (BW 2:44(6))


class CommitteeAdvice(StrEnum):
    """What the audit committee advises about the accounts and the discharge of the board."""

    APPROVE = "approve"
    WITH_REMARKS = "with-remarks"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Elector:
    """Who may vote on the day of the meeting. `person` is the number of a member; below zero that of the seat of another director."""

    person: int
    number: int
    name: str
    since: date
    until: date | None = None
    votes: int = 1
    suspended: bool = False
    email_consent: bool | None = None


@dataclass(frozen=True, slots=True)
class ProxyGiven:
    """Who may vote for whom, as it stands now."""

    giver_id: int
    holder_id: int


@dataclass(frozen=True, slots=True)
class FilledInProxy:
    """What is known of a proxy on paper: who gives it and who gets it. Of an organisation somebody signs for it."""

    giver: str = ""
    holder: str = ""
    is_organisation: bool = False


@dataclass(frozen=True, slots=True)
class RollSeat:
    """A place on the roll: whose vote it is, who casts it, and how many votes it counts."""

    person: int
    holder: int
    votes: int


@dataclass(frozen=True, slots=True)
class FrozenRoll:
    """Who may vote when the vote opens, and who may not with the reason."""

    seats: tuple[RollSeat, ...]
    left_out: tuple[tuple[int, LeftOut], ...]
    entitled: int  # votes of all members who are not suspended, there or not

    @property
    def votes(self) -> int:
        return sum(seat.votes for seat in self.seats)


@dataclass(frozen=True, slots=True)
class RoundTerms:
    """What is put to the vote and how."""

    way: VotingWay
    question: str
    candidates: tuple[str, ...] = ()
    seats: int = 1
    repeats_id: int | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """What somebody chose: a word, or the keys of candidates; nothing chosen is blank."""

    choices: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class VoteReceipt:
    """That a vote was stored. `again`: it was already, and this was the same button once more."""

    code: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class ActOutcome:
    """What an act did: the words for people, and who is to do what waits."""

    state: ActState
    words: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    owner: str = ""


@dataclass(frozen=True, slots=True)
class DecidedAccounts:
    """What a meeting decided about the accounts of a year: that they are adopted, or given `months` more."""

    year: int
    on: date
    proof: str
    lay_there_on: date  # for the members, at the latest
    months: int = 0


@dataclass(frozen=True, slots=True)
class DecidedStanding:
    """A general meeting changed the statutes, the form or the life of the cooperative; others complete it: a notary, a register."""

    ref: str
    kind: ItemKind
    on: date
    proof: str
    completed_on: date | None = None
