"""The board: who sits in it by which decision, who may sign, and who owns the cooperative in the end."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction


class BoardOrgan(StrEnum):
    """The body in which somebody sits, by the names that statutes use."""

    BOARD = "bestuur"
    SUPERVISORS = "rvc"
    COMMITTEE = "kascommissie"  # of members beside the board (BW 2:48(2))


class Office(StrEnum):
    """What somebody does in the board; somebody can do more than one thing."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    TREASURER = "treasurer"


class SeatChange(StrEnum):
    """What happened to a seat."""

    APPOINTMENT = "appointment"
    REAPPOINTMENT = "reappointment"
    OFFICES = "offices"
    SUSPENSION = "suspension"
    LIFTING = "lifting"
    RESIGNATION = "resignation"
    DISMISSAL = "dismissal"
    DEATH = "death"
    CORRECTION = "correction"

    @property
    def ends(self) -> bool:
        return self in {SeatChange.RESIGNATION, SeatChange.DISMISSAL, SeatChange.DEATH}


class SeatStanding(StrEnum):
    """How somebody stands in a body on a day."""

    IN_OFFICE = "in-office"
    SUSPENDED = "suspended"
    TERM_OVER = "term-over"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class SeatStep:
    """Something that happened to a seat, with the decision behind it."""

    kind: SeatChange
    on: date
    decided_on: date
    decided_by: str = ""
    offices: tuple[Office, ...] = ()
    until: date | None = None
    by_others: bool = False
    note: str = ""
    year: int | None = None  # in which the financial year ends whose accounts an audit committee looks into


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who is appointed, and in which body."""

    name: str
    organ: BoardOrgan
    member_id: int | None = None
    is_member: bool = False  # on the day of the appointment
    natural: bool = True

    def sits_in(self, row: "SeatRow") -> bool:
        """By the register where both are in it: two people may bear a name, and a deed may write a name otherwise."""
        if self.member_id is not None and row.member_id is not None:
            return self.member_id == row.member_id
        return self.name.casefold() == row.name.casefold()


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat as it stood on a day."""

    seat_id: int
    name: str
    organ: BoardOrgan
    member_id: int | None
    standing: SeatStanding = SeatStanding.IN_OFFICE
    since: date = date.min
    offices: tuple[Office, ...] = ()
    until: date | None = None  # the last day of the term
    ended_on: date | None = None  # the last day in office
    appointed_by: str = ""
    by_others: bool = False
    suspended_on: date | None = None
    is_member: bool = False
    years: tuple[tuple[int, date], ...] = ()  # of an audit committee: for the accounts of which year, chosen when

    @property
    def acts(self) -> bool:
        """Whether this person can decide and sign that day."""
        return self.standing is SeatStanding.IN_OFFICE


@dataclass(frozen=True, slots=True)
class BoardTerms:
    """What the statutes of a day say about the board, with the articles where it stands."""

    least: int | None = None
    most: int | None = None
    outsiders: bool = False
    appointed_by: str = "ALV"
    appointed_by_others: Fraction = Fraction(0)
    officers_by: str = "bestuur"
    term_years: int | None = None
    suspension_months: int | None = None  # after which a suspension lapses, by our clause
    has_supervisors: bool = False
    representation: str = ""
    representation_differs: bool = False
    approval_required: tuple[str, ...] = ()
    board_article: str = ""
    representation_article: str = ""
    deed_on: date | None = None


@dataclass(frozen=True, slots=True)
class SigningAnswer:
    """Who may sign on a day. Each way is a set of people who sign together; `sure` is False when somebody has to look."""

    ways: tuple[tuple[str, ...], ...]
    sure: bool = True
    whole_board: tuple[str, ...] = ()  # all directors together always may
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SigningOnDay:
    """The clause of the statutes in force on a day, and what it comes to with the board of then; no answer when no board is registered."""

    clause: str
    article: str = ""
    differs: bool = False  # the deed has other words than ours
    answer: SigningAnswer | None = None


@dataclass(frozen=True, slots=True)
class Shareholding:
    """What part of the votes and of the surplus a member has; None where nobody can tell from what is here."""

    name: str
    natural: bool
    votes: Fraction | None
    surplus: Fraction | None = None


@dataclass(frozen=True, slots=True)
class BeneficialOwner:
    """Somebody for the UBO register, with the part that makes it so; a director when there is nobody else."""

    name: str
    share: Fraction | None
    ground: str  # votes, surplus, director
    natural: bool = True


@dataclass(frozen=True, slots=True)
class OwnersAnswer:
    """The beneficial owners of a day, and what has to be looked at."""

    owners: tuple[BeneficialOwner, ...]
    pseudo: bool = False
    doubts: tuple[str, ...] = field(default_factory=tuple)
    sure: bool = True  # whether votes and surplus of everybody are known
    likely: tuple[BeneficialOwner, ...] = ()  # who got so much of the last division that it may count

    @property
    def names(self) -> frozenset[str]:
        return frozenset(owner.name for owner in self.owners)


@dataclass(frozen=True, slots=True)
class BoardChange:
    """A day on which something changed that the trade register has to know, and who it is about."""

    on: date
    names: tuple[str, ...]
