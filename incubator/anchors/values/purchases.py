"""What an anchor buys: a list of creditors as it is read, and what is reckoned from it. Money is in whole cents."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from incubator.core.csv_files import LineTrouble
from incubator.neighbourhood.values import StatedGround


class SpendArea(StrEnum):
    """Where a supplier is, as seen from the municipality of the neighbourhood; the region is its COROP area (CBS)."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    BEYOND = "beyond"
    UNKNOWN = "unknown"


class SpendAnswer(StrEnum):
    """Whether something holds for a supplier. What nobody knows is never counted as no."""

    YES = "yes"
    LIKELY = "likely"
    NO = "no"
    UNKNOWN = "unknown"


class SpendReach(StrEnum):
    """Whether what is spent in a category could go elsewhere."""

    BOUND = "bound"
    NO_SUPPLY = "no-supply"
    FREE = "free"


class PassedReason(StrEnum):
    """Why a line of a list is no supplier."""

    TOTAL = "total"
    SUBTOTAL = "subtotal"
    TEXT = "text"
    HEADINGS = "headings"


class PersonNames(StrEnum):
    """What happens with the names of self-employed people in a list."""

    REPLACE = "replace"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class CreditorLine:
    """A line of a list that could be read. `cents` is below nothing for a credit note."""

    line: int
    supplier: str
    cents: int
    kvk: str = ""
    postcode: str = ""
    place: str = ""
    category: str = ""
    cpv: str = ""
    legal_form: str = ""
    small: SpendAnswer = SpendAnswer.UNKNOWN
    social: SpendAnswer = SpendAnswer.UNKNOWN
    paid_on: date | None = None
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class PassedLine:
    """A line that is no supplier: why, and what stands in it."""

    line: int
    reason: PassedReason
    text: str
    cents: int | None = None


@dataclass(frozen=True, slots=True)
class CreditorFile:
    """What a file holds. `footer_cents` is the last total in it; `with_vat` when only amounts with VAT are in it."""

    lines: tuple[CreditorLine, ...] = ()
    troubles: tuple[LineTrouble, ...] = ()
    passed: tuple[PassedLine, ...] = ()
    unread: tuple[str, ...] = ()
    in_thousands: bool = False
    with_vat: bool = False
    footer_cents: int | None = None

    @property
    def total_cents(self) -> int:
        return sum(line.cents for line in self.lines)


@dataclass(frozen=True, slots=True)
class ListTerms:
    """What somebody says of a list: its year, all that was bought in that year when that is known, and what it rests on."""

    year: int
    whole_cents: int | None
    persons: PersonNames
    ground: StatedGround


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with where its supplier is; `is_sure` is False when only the postcode of others in the list shows it."""

    read: CreditorLine
    area: SpendArea
    is_sure: bool


@dataclass(frozen=True, slots=True)
class ListOutcome:
    """What storing a list would do. `seen` stands for exactly this outcome: who stores it stores what was shown."""

    lines: tuple[PlacedLine, ...] = ()
    troubles: tuple[LineTrouble, ...] = ()
    persons: tuple[int, ...] = ()  # numbers of lines that name a person
    repeated: tuple[str, ...] = ()  # suppliers on more than a line
    alike: tuple[tuple[int, int], ...] = ()  # lines that are the same in everything
    other_year: tuple[int, ...] = ()  # lines with a day in another year
    standing: int | None = None  # lines of the list of that year that this would replace
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Bought:
    """What was bought from a supplier in a category, as sums need it."""

    supplier: str  # as suppliers are told apart
    cents: int
    category: str
    cpv: str
    area: SpendArea
    is_sure: bool
    small: SpendAnswer
    social: SpendAnswer
    line: int = 0  # of its list


@dataclass(frozen=True, slots=True)
class SpendShare:
    """Money by answer, in cents; the four parts are all of it. `few` when a part is of one or two suppliers."""

    yes: int
    likely: int
    no: int
    unknown: int
    low: int  # certainly yes, at least
    high: int  # yes if all that nobody knows were yes
    few: bool

    @property
    def total(self) -> int:
        return self.yes + self.likely + self.no + self.unknown

    def part(self, cents: int) -> Decimal | None:
        """A part of the total from 0 to 1; None when there is no total to take a part of."""
        if self.total <= 0:
            return None
        return max(Decimal(0), min(Decimal(1), Decimal(cents) / Decimal(self.total)))

    @property
    def share(self) -> Decimal | None:
        """What is known or likely to be yes."""
        return self.part(self.yes + self.likely)

    @property
    def lowest(self) -> Decimal | None:
        return self.part(self.low)

    @property
    def highest(self) -> Decimal | None:
        return self.part(self.high)


@dataclass(frozen=True, slots=True)
class AreaSums:
    """The first question: money by where suppliers are, in cents."""

    municipality: int
    region: int
    beyond: int
    unknown: int
    few: bool = False  # a part is of one or two suppliers

    @property
    def total(self) -> int:
        return self.municipality + self.region + self.beyond + self.unknown


@dataclass(frozen=True, slots=True)
class CategoryGap:
    """The fourth question: what leaks in a category. Gap = total - local; `unknown` is the part of the gap without a place."""

    category: str
    cpv: str  # division of the CPV, "" when nobody knows it
    total: int
    local: int
    unknown: int
    suppliers: int
    line: int  # the first of its list in this category, by which a page names the category

    @property
    def gap(self) -> int:
        return self.total - self.local

    @property
    def sure_gap(self) -> int:
        return self.gap - self.unknown


@dataclass(frozen=True, slots=True)
class ReachTerms:
    """Whether a category can be influenced; `until` is the end of the contract that binds it."""

    category: str
    reach: SpendReach
    until: date | None
    ground: StatedGround


@dataclass(frozen=True, slots=True)
class SurveyTerms:
    """How much suppliers spend again in the municipality: the share in hundredths of a percent, of those who answered."""

    asked: int
    answered: int
    share_hundredths: int
    ground: StatedGround


@dataclass(frozen=True, slots=True)
class AwardedPart:
    """What an award notice says about a winner; `cents` is None when no amount of its own stands there."""

    notice_id: int
    title: str
    published: date | None
    winner: str
    place: str
    local: SpendAnswer
    small: SpendAnswer
    cents: int | None


class PromiseState(StrEnum):
    """How a promise stands beside the figures."""

    KEPT = "kept"
    UNDER_WAY = "under-way"
    NOT_YET = "not-yet"
    UNCLEAR = "unclear"


class UnclearReason(StrEnum):
    """Why nobody can say how a promise stands."""

    NO_NUMBER = "no-number"
    NO_FIGURES = "no-figures"
    WIDE_RANGE = "wide-range"
    FEW = "few"  # suppliers, for who may not see them
    NO_REASON = ""


@dataclass(frozen=True, slots=True)
class ShareFigure:
    """A share of a year from 0 to 1, with its range."""

    year: int
    low: Decimal
    share: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class PromiseStanding:
    """How a promise stands, why that cannot be said, and the last figure that it rests on."""

    state: PromiseState
    reason: UnclearReason = UnclearReason.NO_REASON
    figure: ShareFigure | None = None
