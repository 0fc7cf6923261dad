"""A procurement and a bid on it, as the rules of procurement look at them. What is not known is None or empty, and never "no"."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from incubator.bids.values.law import OUR_LAW, ProcurementLaw
from incubator.bids.values.origins import WorkOrigin
from incubator.formats.values import LegalRegime, Reserved


class RegimeName(StrEnum):
    """Under which rules a contract is bought: a help to decide, not a verdict."""

    EU = "eu"
    EU_SOCIAL = "eu-social"  # social and other specific services at or above the threshold
    NATIONAL = "national"
    NATIONAL_SOCIAL = "national-social"
    PRIVATE = "private"  # a client that need not procure
    UNKNOWN = "unknown"


class AskedKind(StrEnum):
    """What a sentence of the buyer is about; the same words as those of requirements."""

    EXCLUSION = "exclusion"
    SUITABILITY = "suitability"
    REQUIREMENT = "requirement"
    AWARD = "award"
    TERM = "term"
    DOCUMENT = "document"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AskedText:
    """A sentence of the buyer: of the notice, or a requirement."""

    text: str
    kind: AskedKind = AskedKind.OTHER


@dataclass(frozen=True, slots=True)
class CriterionAsked:
    """An award criterion: price, cost or quality, with its weight when the buyer gave it."""

    kind: str
    name: str = ""
    weight: Decimal | None = None
    weight_kind: str | None = None  # percentage, points, order
    lot: str | None = None
    lot_id: str = ""


@dataclass(frozen=True, slots=True)
class OwnSide:
    """What is known of the group. `reference_years`: in which year each piece of earlier work was done."""

    public_mission: bool | None = None
    profits_reinvested: bool | None = None
    participatory: bool | None = None
    reserved_award_by_buyer: bool | None = None  # for the same services in the past three years
    share_target_group: Decimal | None = None  # from 0 to 1
    reference_years: tuple[int, ...] = ()
    extract_on: date | None = None  # the extract of the trade register
    tax_statement_on: date | None = None
    conduct_on: date | None = None  # gedragsverklaring aanbesteden
    signatory_on_extract: bool | None = None
    exclusion_ground: bool | None = None
    price: Decimal | None = None
    own_cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PartnerSide:
    """Who bids along, and which papers it has."""

    name: str
    role: str  # lead, member, subcontractor or relied-on
    declaration: bool | None = None  # its own UEA
    binding_statement: bool | None = None
    performs: bool | None = None
    lends_experience: bool | None = None
    is_ours: bool = False  # the group that leads the bid
    begun: bool = False  # its declaration was begun, and is not ready
    answered: tuple[int, int] | None = None  # how many questions of it, of how many; None of what only another may read


@dataclass(frozen=True, slots=True)
class ProcurementCase:
    """Everything that the rules look at. `on` is the day from which a rule must hold: that of the publication.

    `now` is on a clock in the Netherlands: its day is the day there.
    """

    on: date
    now: datetime
    origin: WorkOrigin = WorkOrigin.NOTICE
    only_admits: bool = False  # an open house or a dynamic purchasing system: nothing is scored
    law: ProcurementLaw = OUR_LAW
    nature: str = "services"
    cpv: tuple[str, ...] = ()
    buyer: str = "sub-central"  # central, sub-central or utility
    value: Decimal | None = None  # of the whole: by it goes the threshold (art. 2.18 Aw 2012)
    months: int | None = None
    legal_regime: LegalRegime = LegalRegime.UNKNOWN
    procedure: str | None = None
    sent_on: date | None = None
    closes: datetime | None = None
    prior_notice: bool = False
    urgent: bool = False
    reserved: Reserved | None = None
    lots: int = 1
    lots_bid_on: int = 0
    most_lots: int | None = None  # on which one may bid
    most_lots_won: int | None = None
    lots_explained: bool | None = None
    criteria: tuple[CriterionAsked, ...] = ()
    confirmed: tuple[CriterionAsked, ...] = ()  # award criteria that somebody read in the documents
    texts: tuple[AskedText, ...] = ()
    turnover_asked: Decimal | None = None
    turnover_explained: bool | None = None
    answers_published_on: date | None = None  # the nota van inlichtingen
    award_sent_on: date | None = None
    home_care: bool = False  # under the Wmo 2015
    price_covers_costs: bool | None = None
    combination: bool = False
    own: OwnSide = OwnSide()
    partners: tuple[PartnerSide, ...] = field(default=())

    @property
    def private(self) -> bool:
        """Whether nobody procures: a client asked directly, or a municipality is challenged."""
        return self.origin is not WorkOrigin.NOTICE
