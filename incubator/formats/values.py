"""What a notice says, once it is read: frozen values that travel from the formats to the rest of the house.

Every format turns bytes into `ReadNotice` values. Codes are as the sources' code lists have them, CPV without check digit
(8 digits), amounts are `Decimal`, times carry an offset, and unknown is `None` (or an empty tuple) - never a guess.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from incubator.formats import asking_first
from incubator.formats.tender_terms import TWO_STAGES, DeadlineFor, Validity


class NoticeKind(StrEnum):
    """What a publication does in the life of a procurement."""

    PLANNING = "planning"
    CONSULTATION = "consultation"
    COMPETITION = "competition"
    AWARD = "award"
    EX_ANTE = "ex-ante"
    MODIFICATION = "modification"
    CANCELLATION = "cancellation"
    SIGNAL = "signal"  # an entry of a news feed: little structure, kept as such


class LegalRegime(StrEnum):
    """Which rules the buyer says hold."""

    EU = "eu"
    SAS = "sas"  # sociale en andere specifieke diensten, art. 2.38 Aw 2012
    NATIONAL = "national"
    BELOW_THRESHOLD = "below-threshold"
    UNKNOWN = "unknown"


class Reserved(StrEnum):
    """For whom participation is reserved (BT-71)."""

    SHELTERED = "sheltered"  # art. 2.82 Aw 2012
    PUBLIC_SERVICE_MISSION = "public-service-mission"  # art. 77 Directive 2014/24/EU


class LotState(StrEnum):
    """What the source says became of a lot; whether its closing date has passed is a question of the moment."""

    OPEN = "open"  # nothing ended it
    AWARDED = "awarded"
    CANCELLED = "cancelled"  # withdrawn, or closed without a winner
    CLOSED = "closed"  # complete, and the source does not say how


class Scheme(StrEnum):
    """Kinds of identity. The first group names one publication, the second the procurement (the family)."""

    TED = "ted"  # publication number, 242317-2026
    EFORMS = "eforms"  # notice UUID (BT-701) with version (BT-757)
    TENDERNED = "tenderned"  # publicatieId
    OCDS_RELEASE = "ocds-release"  # ocid + release id
    ESENDERS = "esenders"  # NO_DOC_EXT of the sender
    FEED = "feed"  # entry id of a feed

    PROCEDURE = "procedure"  # procedure UUID (BT-04)
    KENMERK = "kenmerk"  # TenderNed's TN-number
    OCID = "ocid"


GROUP = "group"  # a group of lots: one may bid for its lots together
PUBLICATION_SCHEMES = frozenset(
    {Scheme.TED, Scheme.EFORMS, Scheme.TENDERNED, Scheme.OCDS_RELEASE, Scheme.ESENDERS, Scheme.FEED}
)


@dataclass(frozen=True, slots=True)
class Identity:
    scheme: Scheme
    id: str
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Money:
    amount: Decimal
    currency: str = "EUR"
    kind: str = "estimated"  # or "awarded"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the source says that is probably not so: shown, never silently corrected."""

    field: str
    value: str  # stored and given out as "says": see `stored`
    why: str  # an English source string of the catalogue, shown translated


@dataclass(frozen=True, slots=True)
class ReadOrganisation:
    """An organisation as a notice names it. `role`: buyer, winner, tenderer, review-body, service-provider, other."""

    name: str
    role: str
    ids: tuple[str, ...] = ()
    city: str | None = None
    postcode: str | None = None
    nuts: str | None = None
    country: str | None = None
    type: str | None = None  # local, regional, central, body-public, utility ... (eForms buyer-legal-type where given)
    email: str | None = None
    phone: str | None = None
    contact: str | None = None
    url: str | None = None
    size: str | None = None  # micro, small, medium, large (winners)


@dataclass(frozen=True, slots=True)
class Criterion:
    """An award criterion. `weight` as the source gives it, `weight_kind`: percentage, points, order, unknown."""

    kind: str  # price, cost, quality
    name: str
    description: str | None = None
    weight: Decimal | None = None
    weight_kind: str | None = None


@dataclass(frozen=True, slots=True)
class ReadLot:
    id: str
    title: str | None = None
    description: str | None = None
    cpv: tuple[str, ...] = ()
    main_cpv: str | None = None
    places: tuple[str, ...] = ()
    value: Money | None = None
    deadline: datetime | None = None
    deadline_day_only: bool = False  # the source names a day: open until that day is over
    state: LotState = LotState.OPEN
    reserved: Reserved | None = None
    reserved_execution: bool | None = None
    sme_suitable: bool | None = None
    duration_months: int | None = None
    start: date | None = None
    end: date | None = None
    validity: Validity | None = None  # of a tender
    options: str | None = None
    renewals: int | None = None
    framework: str | None = None
    strategic: tuple[str, ...] = ()  # codes of eForms strategic-procurement
    social_objectives: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    buyer_reference: str | None = (
        None  # of the buyer for this lot (BT-22-Lot), where it has one beside that of the whole
    )
    kind: str = "lot"  # or GROUP
    members: tuple[str, ...] = ()  # lots of a group


@dataclass(frozen=True, slots=True)
class Winner:
    name: str
    id: str | None = None
    lots: tuple[str, ...] = ()
    value: Money | None = None
    size: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one of the languages of the notice (ISO 639-1)."""

    language: str
    title: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class NoticeChange:
    """A change that the publication itself describes (BT-758 and following; section VII of TED_EXPORT)."""

    description: str
    reason: str | None = None
    field: str | None = None
    old: str | None = None
    new: str | None = None
    lots: tuple[str, ...] = ()
    applied: bool = False  # what the publication tells of the call holds this change: see `corrigenda`


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that goes with the notice, as TenderNed or OCDS lists it."""

    name: str
    url: str
    kind: str | None = None
    published: date | None = None
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class ReadNotice:
    """One publication as one source tells it."""

    format: str  # eforms, ted-export, ted-esenders, ted-search, tenderned-list, tenderned-detail, ocds, feed
    identities: tuple[Identity, ...]
    kind: NoticeKind
    title: str
    description: str | None = None
    language: str | None = None  # ISO 639-1
    other_languages: tuple[Text, ...] = ()
    buyer_reference: str | None = None  # under which the buyer itself keeps it (BT-22): see `buyer_numbers`
    corrects: Identity | None = None  # the publication that this one changes
    cancels: bool = False  # the procurement ends without award
    closed: bool = False  # the source says that the call is over, and publishes no result with it
    goes_on: bool = False  # a result in which no lot has a winner yet (eForms open-nw): the competition goes on
    buyer: ReadOrganisation | None = None
    organisations: tuple[ReadOrganisation, ...] = ()  # all others, with their roles (co-buyers too)
    nature: str | None = None  # services, supplies, works
    procedure: str | None = None  # eForms procurement-procedure-type
    legal_regime: LegalRegime = LegalRegime.UNKNOWN
    cpv: tuple[str, ...] = ()  # main first
    main_cpv: str | None = None
    places: tuple[str, ...] = ()
    place_derived: bool = False  # the buyer's place, because the notice says only NL or nothing
    published: date | None = None
    dispatched: datetime | None = None
    deadline: datetime | None = None  # the earliest over the lots that nothing ended; `next_deadline` for a moment
    deadline_day_only: bool = False  # the source names a day without an hour: `deadline` is the end of that day
    deadline_for: DeadlineFor = DeadlineFor.TENDER  # as the source says it; `closes_for` looks at the procedure too
    tenders_due: datetime | None = None  # of who is invited, where the deadline is that of a request to take part
    validity: Validity | None = None  # of a tender; of lots that differ each lot has its own
    value: Money | None = None
    reserved: Reserved | None = None
    reserved_execution: bool | None = None
    sme_suitable: bool | None = None
    duration_months: int | None = None
    contract_start: date | None = None
    contract_end: date | None = None
    contract_end_derived: bool = False
    signed: date | None = None  # when the first contract was signed
    lots: tuple[ReadLot, ...] = ()
    most_lots_bid: int | None = None  # on how many lots one may bid (BT-31); None where it does not say, or on all
    most_lots_won: int | None = None  # how many lots one may win (BT-33)
    winners: tuple[Winner, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    changes: tuple[NoticeChange, ...] = ()
    documents: tuple[ReadDocument, ...] = ()
    withheld: tuple[str, ...] = ()  # fields that the publication withholds (eForms FieldsPrivacy)
    related_ids: tuple[Identity, ...] = ()  # earlier publications named by this one (planning notice, contract notice)
    notice_type: str | None = None  # code of the source: cn-standard, F02, EF16
    subtype: str | None = None  # eForms notice subtype 1-40, E1-E6
    url: str | None = None
    documents_url: str | None = None
    submission_url: str | None = None
    keywords: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    carried: tuple[str, ...] = ()  # fields that an edition left out and that hold as an earlier one has them
    sources: dict[str, str] = field(
        default_factory=dict
    )  # field -> where in the source it was read (XPath, JSON pointer)

    @property
    def real_lots(self) -> tuple[ReadLot, ...]:
        """The lots without the groups of lots, which only combine them."""
        return tuple(lot for lot in self.lots if lot.kind != GROUP)

    @property
    def closes_for(self) -> DeadlineFor:
        """What has to be in by the deadline: in a procedure in two stages, by its kind or its own words, a request to take part."""
        if self.deadline_for is not DeadlineFor.TENDER:
            return self.deadline_for
        if self.procedure in TWO_STAGES or asking_first.said_in(self._own_words, self.procedure):
            return DeadlineFor.REQUEST
        return DeadlineFor.TENDER

    @property
    def may_ask_first(self) -> bool:
        """Whether the deadline is taken for that of a tender while the notice leaves room for a request to take part."""
        if self.closes_for is not DeadlineFor.TENDER:
            return False
        # For social services buyers make a procedure of their own; many say nowhere but in the documents how it goes.
        is_own = self.legal_regime is LegalRegime.SAS and self.procedure is None
        return is_own or asking_first.is_open(self._own_words, self.procedure)

    @property
    def _own_words(self) -> tuple[str | None, ...]:
        return self.title, self.description, *(lot.description for lot in self.real_lots)

    def validity_of(self, lot: ReadLot) -> Validity | None:
        """How long a tender for this lot must stay valid."""
        return lot.validity or self.validity

    def next_deadline(self, now: datetime) -> datetime | None:
        """The first deadline that is still to come at `now`, over the lots that nothing ended; else the last that passed."""
        known = [lot.deadline for lot in self.real_lots if lot.deadline and lot.state is LotState.OPEN]
        if not known:
            return self.deadline
        return min((moment for moment in known if moment >= now), default=max(known))


@dataclass(frozen=True, slots=True)
class Rejection:
    """Claims to be a notice, but its identity or kind cannot be made out."""

    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document gave: its notices, what was rejected in it, or the reason why it is no notice at all."""

    format: str | None
    notices: tuple[ReadNotice, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    ignored: str | None = None  # set when the document is no notice (a schema, a README)
