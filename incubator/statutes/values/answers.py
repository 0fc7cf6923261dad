"""A set of answers, typed: the shape in which statutes are asked, checked, stored and written."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from incubator.statutes.values.arrangements import (
    Address,
    Appropriation,
    Aspirants,
    Disputes,
    MemberAgreement,
    Suspension,
)
from incubator.statutes.values.organ_answers import (
    Amendment,
    Board,
    Convening,
    DelegateCouncil,
    Seatholder,
    SupervisoryBoard,
    Votes,
)
from incubator.statutes.values.written import StatutesWording


@dataclass(frozen=True, slots=True)
class Seat:
    municipality: str = ""
    province: str = ""
    country: str = "NL"


@dataclass(frozen=True, slots=True)
class Founder:
    person_id: str
    name: str = ""
    kind: str = "natural"
    present: bool = False
    written_poa: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    form: str = ""
    language: str = "nl"
    signed_on: date | None = None
    notary_id: str = ""
    founders: tuple[Founder, ...] = ()


@dataclass(frozen=True, slots=True)
class Purpose:
    text: str = ""
    material_needs: tuple[str, ...] = ()
    member_agreement_types: tuple[str, ...] = ()
    business: str = ""
    for_members: bool = False
    public_mission: bool = False


@dataclass(frozen=True, slots=True)
class Liability:
    regime: str = ""
    excluded: bool = False
    max_per_member_cents: int | None = None
    standard: str = ""
    post_exit_years: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Admission:
    organ: str = ""
    alv_override: bool = True
    open_to_all_employees: bool | None = None


@dataclass(frozen=True, slots=True)
class Obligations:
    listed: tuple[str, ...] = ()
    method_of_imposing: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    transferable: bool = False
    inheritable: bool = False
    categories: tuple[str, ...] = ()
    legal_persons: bool = False
    founders_exempt: bool = True
    aspirants: Aspirants = field(default_factory=Aspirants)


@dataclass(frozen=True, slots=True)
class Resignation:
    notice: str = ""
    notice_months: Fraction | None = None
    exclusions_36_3: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TerminationByCoop:
    cases: tuple[str, ...] = ()
    organ: str = ""


@dataclass(frozen=True, slots=True)
class Expulsion:
    organ: str = ""
    grounds: tuple[str, ...] = ()
    appeal_organ: str = ""
    appeal_months: Fraction | None = None
    appeal_excluded: bool = False
    appeal_procedure: str = ""


@dataclass(frozen=True, slots=True)
class Exit:
    conditions: tuple[str, ...] = ()
    fee: str = ""
    repayment_years: Fraction | None = None
    notice_months: Fraction | None = None
    claim_basis: str = ""


@dataclass(frozen=True, slots=True)
class Surplus:
    basis: str = ""
    reserve_min_pct: Fraction | None = None
    destination: str = ""
    determination_method: str = ""
    chooser: str = ""
    appropriation: Appropriation = field(default_factory=Appropriation)


@dataclass(frozen=True, slots=True)
class Capital:
    contribution_cents: int | None = None
    instalments: int | None = None
    fixed_in: str = ""
    accounts: bool | None = None
    losses: str = ""
    interest: bool = False
    subordinated: bool | None = None
    set_off: bool | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """What is true of the group besides its statutes, as far as a rule on statutes asks for it."""

    non_member_workers: int = 0
    member_hours: Fraction | None = None
    total_hours: Fraction | None = None
    first_members: int | None = None
    status: str = ""
    public_name: str = ""


@dataclass(frozen=True, slots=True)
class Statutes:
    """Everything that was answered; what was not answered is empty, never a guess."""

    name: str = ""
    seat: Seat = Seat()
    address: Address = field(default_factory=Address)
    deed: Deed = Deed()
    duration: str = ""
    purpose: Purpose = Purpose()
    third_party_dealings_allowed: bool = False
    liability: Liability = Liability()
    member_requirements: tuple[str, ...] = ()
    admission: Admission = Admission()
    member_obligations: Obligations = Obligations()
    membership: Membership = Membership()
    resignation: Resignation = Resignation()
    termination_by_coop: TerminationByCoop = TerminationByCoop()
    suspension: Suspension = field(default_factory=Suspension)
    expulsion: Expulsion = Expulsion()
    exit: Exit = Exit()
    member_agreement: MemberAgreement = field(default_factory=MemberAgreement)
    disputes: Disputes = field(default_factory=Disputes)
    convening: Convening = field(default_factory=Convening)
    votes: Votes = field(default_factory=Votes)
    amendment: Amendment = field(default_factory=Amendment)
    board: Board = field(default_factory=Board)
    rvc: SupervisoryBoard = field(default_factory=SupervisoryBoard)
    ledenraad: DelegateCouncil = field(default_factory=DelegateCouncil)
    surplus: Surplus = Surplus()
    fiscal_year_end: str = ""
    accounts_inspection: str = ""  # how members can read the annual accounts
    first_fiscal_year_end: date | None = None
    regulations_allowed: bool = False
    capital: Capital = Capital()
    pay_ratio: str = ""
    first_board: tuple[Seatholder, ...] = ()
    placement: tuple[tuple[str, str], ...] = ()  # clause, where it stands instead of in the deed
    additions: tuple[tuple[str, str], ...] = ()  # article, text of the group's own
    deviations_elsewhere: tuple[str, ...] = ()
    operation: Operation = field(default_factory=Operation)
    amends: "Statutes | None" = None  # the statutes in force that these change; None for those of a founding
    wording: StatutesWording = field(default_factory=StatutesWording)  # of its articles
