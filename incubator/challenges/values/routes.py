"""By which roads a group could get a public task, what each road asks, and how far it is open. Unknown is None, and never "no"."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from incubator.core.reference.thresholds import Threshold


class RouteName(StrEnum):
    """The roads, in the order in which a group looks at them."""

    CHALLENGE = "challenge"
    SINGLE_QUOTE = "single-quote"
    SEVERAL_QUOTES = "several-quotes"
    RESERVED_PARTICIPATORY = "reserved-2.82a"
    RESERVED_SHELTERED = "reserved-2.82"
    SOCIAL_REGIME = "sas"
    NATIONAL_OPEN = "national-open"
    EU_OPEN = "eu-open"
    LOT = "lot"
    CONSORTIUM = "consortium"
    SUBSIDY = "subsidy"
    PUBLIC_CIVIC = "public-civic"


class RouteBuyer(StrEnum):
    """Who gives the task."""

    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    WATER_BOARD = "water-board"
    CENTRAL = "central"
    OTHER = "other"


class ConditionState(StrEnum):
    """How a condition of the law stands, as far as the group and the contract are known."""

    MET = "met"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CooperativeSide:
    """What is known of the group that would do the work. `disadvantaged_share`: from 0 to 1."""

    founded_on: date | None = None
    worker_owned: bool | None = None
    participatory: bool | None = None  # led by who works there, uses it or has a stake in it
    public_mission: bool | None = None
    profits_reinvested: bool | None = None
    contract_with_buyer_last_3_years: bool | None = None
    disadvantaged_share: Decimal | None = None
    integration_is_main_aim: bool | None = None


@dataclass(frozen=True, slots=True)
class QuoteBands:
    """The buyer's own policy: below which amounts it asks one quote, or several. Policy, not law."""

    single_until: Decimal | None
    several_until: Decimal | None
    source: str
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class RouteQuestion:
    """A task, who gives it, and who would do it. Amounts are without VAT."""

    on: date
    buyer: RouteBuyer
    buyer_code: str | None = None
    cpv: tuple[str, ...] = ()  # the main code first
    nature: str = "services"
    value: Decimal | None = None  # of the whole term
    monthly: Decimal | None = None  # when there is no price for the whole
    months: int | None = None
    option_months: int = 0
    options_value: Decimal = Decimal(0)
    refers_to_article: bool | None = None  # whether the notice names the article by which it is reserved
    cooperative: CooperativeSide = field(default_factory=CooperativeSide)
    policy: QuoteBands | None = None


@dataclass(frozen=True, slots=True)
class RouteReason:
    """A sentence of the catalogue (English) with what fills it."""

    sentence: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RouteCondition:
    """A condition of the law, and how it stands. `mark`: A read in the law, B second hand, C from memory (never blocks)."""

    name: str
    state: ConditionState
    reason: RouteReason
    mark: str


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article and the day of the text that we know. `mark`: A read in the law, B second hand, C from memory."""

    reference: str
    as_of: date
    mark: str


@dataclass(frozen=True, slots=True)
class RouteAnswer:
    """One road. `open`: True, False, or None when it depends on what is not known or only the buyer decides."""

    name: RouteName
    open: bool | None
    speaks_for: tuple[RouteReason, ...]
    against: tuple[RouteReason, ...]
    needs: tuple[RouteReason, ...]
    risks: tuple[RouteReason, ...]
    decides: RouteReason
    call: RouteReason
    next_step: RouteReason
    articles: tuple[CitedArticle, ...]
    thresholds: tuple[Threshold, ...] = ()
    conditions: tuple[RouteCondition, ...] = ()
