"""What documents of a bid are made of, gathered once: the notice or request, the dossier, what was written, and the price."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from incubator.bids.values.joint import AskedOfBuyer, GivenDeclaration, JointWork, PartySheet
from incubator.bids.values.law import OUR_LAW, ProcurementLaw
from incubator.bids.values.pricing import PricedLine, PriceTerms, PriceTotals, WageComparison
from incubator.bids.values.validity import BidTerm
from incubator.bids.values.work_terms import NO_TERM, WorkTerm
from incubator.formats.values import ReadLot, ReadNotice

# Where a criterion was read, as documents say it.
OF_NOTICE = "volgens de aankondiging"


class ProcurementRoute(StrEnum):
    """By which road the work is given: it decides which documents go along."""

    EU = "eu"
    SAS = "sas"
    NATIONAL = "national"
    PUBLIC = "public"  # the source does not say under which rules
    OPEN_HOUSE = "open-house"
    DYNAMIC = "dynamic-purchasing"  # one asks to be admitted now, and bids when invited
    SELECTION = "selection"  # the first of two stages: one asks to take part, and bids when invited
    PRIVATE = "private"
    CHALLENGE = "challenge"  # work that the group proposes to take over from a municipality


# Roads without award criteria: who meets the conditions is admitted.
ONLY_ADMITS = frozenset({ProcurementRoute.OPEN_HOUSE, ProcurementRoute.DYNAMIC})
# Roads on which one asks to be admitted: nothing is scored and no price is given yet.
ADMISSIONS = ONLY_ADMITS | {ProcurementRoute.SELECTION}
# Roads without a procurement: the reader asked for it, or is proposed to, and there are no papers of a tender.
DIRECT = frozenset({ProcurementRoute.PRIVATE, ProcurementRoute.CHALLENGE})
# Documents with a price in them: one that holds no more does not leave.
PRICED_KINDS = frozenset({"price", "quotation", "proposal"})


class Audience(StrEnum):
    """Who reads a document. What is internal never goes along to the buyer."""

    BUYER = "buyer"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Known:
    """A fact of the dossier that holds: its value, where it comes from and since when."""

    label: str
    value: Any
    source: str
    since: date


@dataclass(frozen=True, slots=True)
class ThreeParts:
    """A text as evaluators look for it: what we do, by what the buyer sees it, and the proof."""

    what: str = ""
    view: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class ScoredCriterion:
    """An award criterion of the buyer with what we wrote on it. `origin` is where it was read, in Dutch."""

    kind: str
    name: str
    weight: str
    description: str
    lot: str
    origin: str
    text: ThreeParts | None = None
    page_limit: int | None = None
    amount_may_stand: bool = False


@dataclass(frozen=True, slots=True)
class OwnChapter:
    """A chapter under a heading of our own, which the buyer does not score as such."""

    title: str
    lot: str
    text: ThreeParts
    page_limit: int | None = None
    amount_may_stand: bool = False


@dataclass(frozen=True, slots=True)
class ListedTask:
    words: str
    source: str
    owner: str
    due_on: date | None
    is_done: bool


@dataclass(frozen=True, slots=True)
class ListedRequirement:
    """A requirement of the buyer that somebody confirmed, or that still has to be confirmed."""

    kind: str
    text: str
    lot: str
    is_confirmed: bool
    is_done: bool
    is_knock_out: bool
    waived_because: str
    answered_in: str
    place: str  # where it was read


@dataclass(frozen=True, slots=True)
class NamedColleague:
    """Somebody who does the work and agrees to be named in bids."""

    name: str
    role: str
    experience: str


@dataclass(frozen=True, slots=True)
class EarlierJob:
    """Earlier work as a reference sheet shows it; the client and who confirms it stay empty without their permission."""

    work: str
    client: str = ""
    years: str = ""
    value: str = ""
    likeness: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class NotedRisk:
    """Something that can go wrong, and what to do about it: Dutch, as internal papers say it."""

    what: str
    do: str
    rule: str = ""  # of procurement that noted it


@dataclass(frozen=True, slots=True)
class BidPrice:
    """The price of a bid as it stands, with what it comes to."""

    terms: PriceTerms
    lines: tuple[PricedLine, ...]
    totals: PriceTotals
    wage: WageComparison | None
    wage_checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class BidSource:
    """Everything that the documents of a bid take; `lot`, `reference`, `party` and `declaration` for a document about one of them."""

    notice: ReadNotice
    route: ProcurementRoute
    facts: dict[str, Known]
    cooperative: str
    has_deed: bool
    is_local: bool
    lots: tuple[ReadLot, ...]
    deadline: datetime | None
    made_at: datetime
    validity: tuple[BidTerm, ...] = ()  # how long the bid must stay valid, as the notice says
    law: ProcurementLaw = OUR_LAW  # which documents may name articles of
    criteria: tuple[ScoredCriterion, ...] = ()
    chapters: tuple[OwnChapter, ...] = ()
    tasks: tuple[ListedTask, ...] = ()
    requirements: tuple[ListedRequirement, ...] = ()
    price: BidPrice | None = None
    buyer_amounts: frozenset[Decimal] = frozenset()  # that the buyer itself named, such as its budget
    buyer_sheets: tuple[str, ...] = ()
    partners: tuple[PartySheet, ...] = ()  # the others, each with its role
    work: WorkTerm = NO_TERM  # when it starts and ends, by what somebody confirmed or by the notice
    place: str = ""  # the address of the bid, for links in internal documents
    lot: ReadLot | None = None
    reference: int | None = None
    joint: JointWork | None = None
    declarations: tuple[GivenDeclaration, ...] = ()
    colleagues: tuple[NamedColleague, ...] = ()
    earlier: tuple[EarlierJob, ...] = ()  # of the library of answers, beside the dossier
    risks: tuple[NotedRisk, ...] = ()
    doubts: tuple[str, ...] = ()  # questions that the rules of procurement raise
    asked: tuple[AskedOfBuyer, ...] = ()  # our questions to the buyer, as people wrote them
    party: PartySheet | None = None
    declaration: GivenDeclaration | None = None
