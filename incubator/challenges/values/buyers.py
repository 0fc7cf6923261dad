"""How one authority buys, as far as it is known, and which way in that gives for a piece of work. Unknown is None, never a guess."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class BoughtKind(StrEnum):
    """What a purchasing policy tells apart."""

    WORKS = "works"
    SERVICES = "services"  # and supplies: they share a band and a European threshold
    SOCIAL = "social"


class WayIn(StrEnum):
    """By which road an authority buys a piece of work of a given value."""

    SINGLE_QUOTE = "single-quote"
    SEVERAL_QUOTES = "several-quotes"
    PUBLIC_TENDER = "national-open"
    EUROPEAN_TENDER = "eu-open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class BuyingBand:
    """Below which value one quote is enough, and below which several are: whole euros.

    `to_threshold`: several quotes are asked up to the European threshold, whatever that is on the day.
    """

    single_until: int | None = None
    several_until: int | None = None
    to_threshold: bool = False

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known of it."""
        return self.single_until is not None or self.several_until is not None or self.to_threshold


NOTHING_KNOWN = BuyingBand()


@dataclass(frozen=True, slots=True)
class BuyingPolicy:
    """The purchasing policy of one authority (inkoopbeleid). `mark`: A read, B second hand, C from memory."""

    code: str  # of the table of authorities: GM1966, PV23, WS..
    authority: str
    bands: Mapping[BoughtKind, BuyingBand]
    source: str
    checked_on: date
    mark: str = "B"
    url: str | None = None
    since: date | None = None
    until: date | None = None  # the first day on which it holds no more
    social_return: int | None = None  # hundredths of a percent of the value
    social_return_from: int | None = None  # whole euros
    local_buying: str = ""
    cooperatives: str = ""  # what it says of cooperatives and social firms
    checked_by: str = ""

    def band(self, kind: BoughtKind) -> BuyingBand:
        """What is known of this kind of work."""
        return self.bands.get(kind, NOTHING_KNOWN)

    def holds(self, day: date) -> bool:
        """Whether it holds on this day, as far as its days are known."""
        if self.since is not None and day < self.since:
            return False
        return self.until is None or day < self.until


@dataclass(frozen=True, slots=True)
class ChosenWay:
    """The way in, what to do next, and the amounts that it rests on. `next_step`: an English source string of the catalogue."""

    way: WayIn
    next_step: str
    below: int | None = None  # the value below which this way is the one, when there is such a value
    threshold: int | None = None
    threshold_source: str = ""
    policy: BuyingPolicy | None = None


@dataclass(frozen=True, slots=True)
class KnownBuyer:
    """An authority, or another organisation that buys (`organisation_id`)."""

    code: str
    name: str
    kind: str  # municipality, province, water-board, organisation
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class SocialReturnExample:
    """From which value an authority elsewhere asks for social return."""

    authority: str
    wording: str
    source: str


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """Somebody at a buyer, as a group wrote it down."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class TalkNote:
    """A talk with a buyer: when, with whom, about what, and what was agreed to do next."""

    on_date: date
    text: str
    with_whom: str = ""
    next_step: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class PolicyTerms:
    """What a manager records of a policy."""

    bands: Mapping[BoughtKind, BuyingBand] = field(default_factory=dict)
    source: str = ""
    url: str | None = None
    checked_on: date | None = None
    mark: str = "A"
    since: date | None = None
    until: date | None = None
    social_return: int | None = None
    social_return_from: int | None = None
    local_buying: str = ""
    cooperatives: str = ""
