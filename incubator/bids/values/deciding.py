"""What a go or a no-go rests on: the questions, what could stop a bid, and what is known for it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.bids.values.findings import LegalMark, RuleNote
from incubator.bids.values.procurement import ProcurementCase


class KnockOutState(StrEnum):
    """How something that could stop a bid stands."""

    OPEN = "open"  # it stops the bid, as far as is known
    ATTENTION = "attention"  # it does not stop the bid, but has to be looked at
    UNKNOWN = "unknown"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class KnockOut:
    """One thing that could stop a bid, how it stands, and where that comes from."""

    key: str
    state: KnockOutState
    what: RuleNote
    source: str = ""
    mark: LegalMark = LegalMark.READ

    @property
    def is_open(self) -> bool:
        """What is only known from practice never stops a bid."""
        return self.state is KnockOutState.OPEN and self.mark is not LegalMark.PRACTICE


@dataclass(frozen=True, slots=True)
class CertificateHeld:
    """A certificate of the group, with its last day when that is known."""

    name: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionBasis:
    """What is known when a group decides. Hours are a week."""

    today: date
    case: ProcurementCase
    has_deed: bool
    certificates: tuple[CertificateHeld, ...] = ()
    turnover_own_cents: int | None = None
    hours_needed: int | None = None
    hours_available: int | None = None
    hours_estimated: int | None = None
    near: bool | None = None  # the work lies where the group works
    place_names: str = ""
    place_derived: bool = False  # the notice names no place: it is that of the buyer
    other_work: bool = False  # the work is of another sector than what the group says it does
    has_closed_year: bool | None = None  # a book year that ended, with a turnover to show
    work_starts: date | None = None
    insurance: str = ""  # as the dossier has it
    open_knock_outs: tuple[str, ...] = ()  # of the requirements: confirmed, and neither done nor waived
