"""What the product knows of a period, gathered for the reckoning: nothing in it was rounded or added up over cooperatives yet."""

from dataclasses import dataclass, field
from decimal import Decimal

from incubator.indicators.values.figures import FigureSource
from incubator.neighbourhood.values import Certainty


@dataclass(frozen=True, slots=True)
class BooksOfYear:
    """A financial year as a cooperative entered it. None is what nobody filled in; `hours` are hundredths, of members alone."""

    hours: int | None = None
    employed: int | None = None
    members_employed: int | None = None
    highest_pay: int | None = None
    lowest_pay: int | None = None


@dataclass(frozen=True, slots=True)
class CooperativeFacts:
    """What a cooperative did and was in a period.

    `worked` is the financial year that ended in the period, `latest` the last that ended before its last day was over.
    """

    number: int
    members: int | None = None  # None: it keeps no register
    worked: BooksOfYear | None = None
    latest: BooksOfYear | None = None
    reserves: int | None = None  # cents; None: nothing was ever booked
    capital: int | None = None
    watched: frozenset[int] | None = None  # notices; None: it watches none
    bids: int = 0
    won: int = 0
    signals: int = 0
    challenges: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class SpendFacts:
    """What institutions paid their suppliers in a year, in cents: all of it, and what of it is known to go where.

    `placed` is the part of which the place is known, `local` what of that stays here (by lists: in the municipality). `known` is the
    part of which is known what kind of firm got it, `cooperative` what of that went to cooperatives.
    """

    total: int
    placed: int
    local: int
    known: int
    cooperative: int
    cooperatives: int  # how many got something
    certainty: Certainty
    source: FigureSource
    fewest: int = 0  # suppliers in the smallest part by place, of lists alone: what a map shows everyone of the neighbourhood drew


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """A study of the local multiplier: what came in, and the three rounds together; the latter also at both ends of the survey."""

    first: Decimal
    total: Decimal
    lowest: Decimal
    highest: Decimal
    is_public: bool


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """Money that people and organisations of the neighbourhood paid each other in a year, in cents, and what may have been."""

    stays: int
    unknown: int
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """All that is known of a neighbourhood in a period; of several together the same."""

    cooperatives: tuple[CooperativeFacts, ...] = ()
    spend: tuple[SpendFacts, ...] = ()
    studies: tuple[StudyFacts, ...] = field(default=())
    money: tuple[MoneyFacts, ...] = ()
    is_year: bool = True  # some things are known of whole years alone
