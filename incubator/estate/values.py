"""A piece of land or a building, and what is said of it. Source of the idea: cwb.md, socially productive use of land and property."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.neighbourhood.values import StatedGround


class EstateKind(StrEnum):
    """Land, or what stands on it."""

    PARCEL = "parcel"
    BUILDING = "building"


class HoldingForm(StrEnum):
    """By which right the neighbourhood holds it, in the words of people; a notary decides what a deed says."""

    OWNED = "owned"
    GROUND_LEASE = "ground_lease"
    SUPERFICIES = "superficies"
    RENT = "rent"
    LOAN = "loan"
    APARTMENT = "apartment"
    NONE = "none"


class EstateState(StrEnum):
    """How far it is, as the neighbourhood sees it."""

    WISHED = "wished"
    TALKS = "talks"
    AGREED = "agreed"
    HELD = "held"
    ENDED = "ended"


class EstateSubject(StrEnum):
    """What a statement is about."""

    OWNER = "owner"
    LEASE = "lease"
    PURCHASE = "purchase"
    YEAR = "year"


class RentPeriod(StrEnum):
    """For how long a rent is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class EstateStale(StrEnum):
    """Why something asks for attention."""

    SILENT = "silent"
    PAST = "past"


ENDED_STATES = frozenset({EstateState.ENDED})


@dataclass(frozen=True, slots=True)
class EstateTerms:
    """What it is, apart from what people say of it."""

    kind: EstateKind
    name: str
    address: str
    holding: HoldingForm
    state: EstateState
    used_by: str
    no_speculation: str
    building_id: int | None = None


@dataclass(frozen=True, slots=True)
class EstateSaid:
    """A statement as somebody writes it down; of each subject its own fields. Money in cents, a share in hundredths of a per cent."""

    about: EstateSubject
    ground: StatedGround
    who: str = ""
    share: int | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None
    cents: int | None = None
    period: RentPeriod | None = None
    notice_months: int | None = None
    words: str = ""  # indexation, or the rule of the price
    notary: str = ""
    year: int | None = None
    income_cents: int | None = None
    expense_cents: int | None = None


@dataclass(frozen=True, slots=True)
class EstateNews:
    """A document or news: its day, what it shows, who says so, and perhaps a file."""

    on_date: date
    title: str
    source: str
    content: bytes = b""
    name: str = ""


@dataclass(frozen=True, slots=True)
class EstateDay:
    """A day that comes: the end of a lease, a review, an option that lapses."""

    day: date
    what: str
    estate_id: int
    title: str
