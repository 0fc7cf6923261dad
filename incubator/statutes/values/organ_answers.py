"""What the answers say of the bodies: the general meeting, the board, the supervisory board, a council of delegates."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Convening:
    who: str = ""
    others: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    notice_days: int | None = None
    request_share: Fraction | None = None
    digital_only: bool = False
    procedure: str = ""


@dataclass(frozen=True, slots=True)
class ElectronicVoting:
    live: bool = False
    early: bool = False
    early_days: int | None = None
    conditions: tuple[str, ...] = ()
    identifies: bool | None = None


@dataclass(frozen=True, slots=True)
class Votes:
    weighting: str = "one_per_member"
    proxy_allowed: bool = True
    proxy_max: int | None = None
    evote: ElectronicVoting = ElectronicVoting()
    non_member_votes: bool = False
    non_member_share: Fraction | None = None
    blank_counts: bool = False
    quorum_share: Fraction | None = None
    persons: str = ""
    tie: str = ""


@dataclass(frozen=True, slots=True)
class Restriction:
    """A clause that is harder to change, and how hard it is to lift that restriction itself."""

    clause: str
    majority: Fraction | None = None
    change_majority: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    majority: str = ""
    majority_share: Fraction | None = None
    quorum_share: Fraction | None = None
    restricted: tuple[Restriction, ...] = ()


@dataclass(frozen=True, slots=True)
class BindingNomination:
    by: str = ""
    override_majority: Fraction | None = None
    override_quorum: Fraction | None = None
    override_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Seatholder:
    """A director or commissaris as the answers describe one."""

    name: str
    votes: int = 1
    kind: str = "natural"
    is_member: bool | None = None
    function: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    min: int | None = None
    max: int | None = None
    outsiders_allowed: bool = False
    appointment_method: str = ""
    every_member_participates: bool = False
    appointed_by_others: Fraction = Fraction(0)
    appointed_by: str = ""
    binding_nomination: BindingNomination | None = None
    dismissal_method: str = ""
    dismissal_excluded: bool = False
    term_years: int | None = None
    votes: tuple[Seatholder, ...] = ()
    directors: tuple[Seatholder, ...] = ()
    absence_all: str = ""
    absence_some: str = ""
    conflict_clause: str = ""
    representation: str = ""
    remuneration_by: str = ""
    one_tier: bool = False
    officers_by: str = ""
    approval_required: tuple[str, ...] = ()
    rotation: bool = False
    incompatible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SupervisoryBoard:
    exists: bool = False
    members: tuple[Seatholder, ...] = ()
    absence_clause: str = ""
    min: int | None = None
    max: int | None = None
    term_years: int | None = None
    quorum_share: Fraction | None = None
    conflict_clause: str = ""


@dataclass(frozen=True, slots=True)
class DelegateCouncil:
    """A ledenraad: the general meeting consists of delegates."""

    exists: bool = False
    election_rules: str = ""
    number_rules: str = ""
    term_years: int | None = None
    members: int | None = None
