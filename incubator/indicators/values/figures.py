"""An indicator, the period that a figure is of, and a figure: a number with its range, or the reason why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from incubator.neighbourhood.values import Certainty

QUARTERS = (1, 2, 3, 4)
NUMBERS = ("value", "low", "high")


class IndicatorKey(StrEnum):
    """The indicators of Community Wealth Building; the values are those of open data."""

    LOCAL_SHARE = "local_share_spend"
    COOP_SHARE = "coop_share_spend"
    MULTIPLIER = "lm3"
    RETAINED = "euro_retained_in_area"
    JOBS = "jobs_coop_fte"
    MEMBERS = "members"
    SOCIAL_HOURS = "social_value_hours"
    PAY_RATIO = "pay_ratio"
    RESERVES = "reserve_ratio"
    WATCHED = "tenders_watched"
    BID = "tenders_bid"
    WON = "tenders_won"
    SIGNALS = "r2c_signals"
    CHALLENGES = "r2c_challenges"
    ACCEPTED = "r2c_accepted"


class IndicatorTheme(StrEnum):
    """What indicators that stand together are about."""

    MONEY = "money"
    WORK = "work"
    STRENGTH = "strength"
    TENDERS = "tenders"
    CHALLENGING = "challenging"


class FigureUnit(StrEnum):
    """What a figure counts."""

    PERCENT = "percent"
    FACTOR = "factor"
    EUROS = "euros"
    FTE = "fte"
    PEOPLE = "people"
    HOURS = "hours"
    TIMES = "times"
    NUMBER = "number"


# How far each is written out. What is stored is what was shown: the rest of the decimals goes before that.
STEPS = {
    FigureUnit.PERCENT: Decimal("0.1"),
    FigureUnit.FACTOR: Decimal("0.01"),
    FigureUnit.EUROS: Decimal("0.01"),
    FigureUnit.FTE: Decimal("0.1"),
    FigureUnit.PEOPLE: Decimal(1),
    FigureUnit.HOURS: Decimal("0.1"),
    FigureUnit.TIMES: Decimal("0.1"),
    FigureUnit.NUMBER: Decimal(1),
}


class HideBy(StrEnum):
    """By what a figure is too small to be public: its own number, or how many cooperatives stand behind it."""

    NUMBER = "number"
    COOPERATIVES = "cooperatives"
    ORGANISATIONS = "organisations"  # those of a study, unless each of them is public already
    SUPPLIERS = "suppliers"  # of lists of creditors; a map of money was drawn to be seen
    NOTHING = "nothing"  # about the neighbourhood as a whole


class FigureSource(StrEnum):
    """Where a figure comes from."""

    AWARDS = "awards"
    MONEY_MAP = "money-map"
    SPEND_LISTS = "spend-lists"
    SEVERAL = "several"  # of what institutions buy: lists of some neighbourhoods, and the maps of others
    STUDIES = "studies"
    YEARS = "years"
    REGISTERS = "registers"
    BOOKS = "books"
    BIDS = "bids"
    WATCH = "watch"
    CHALLENGES = "challenges"
    ENTERED = "entered"


BY_LISTS = frozenset(
    {FigureSource.SPEND_LISTS, FigureSource.SEVERAL}
)  # those know the municipality, and single suppliers


class UnknownBecause(StrEnum):
    """Why there is no figure. None of these is nought."""

    NO_GROUPS = "no-groups"
    NO_FLOWS = "no-flows"
    NO_PLACES = "no-places"
    NO_STUDY = "no-study"
    BY_YEAR = "by-year"
    NO_YEAR = "no-year"
    NO_REGISTER = "no-register"
    NO_PAY = "no-pay"
    NO_BOOKS = "no-books"
    NO_WATCH = "no-watch"
    NOT_COUNTED = "not-counted"


@dataclass(frozen=True, slots=True, order=True)
class FigurePeriod:
    """A calendar year, or a quarter of it (0: the whole year). Raises `ValueError` for another quarter."""

    year: int
    quarter: int = 0

    def __post_init__(self) -> None:
        if self.quarter not in (0, *QUARTERS):
            raise ValueError(f"There is no quarter {self.quarter}")

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)

    @property
    def last(self) -> date:
        month = 3 * self.quarter if self.quarter else 12
        if month == 12:
            return date(self.year, 12, 31)
        return date(self.year, month + 1, 1) - timedelta(days=1)

    @property
    def code(self) -> str:
        """As it stands in addresses: 2025, or 2025-k2."""
        return f"{self.year}-k{self.quarter}" if self.quarter else str(self.year)

    def is_over(self, today: date) -> bool:
        return self.last < today

    def last_counted(self, today: date) -> date:
        """The last day that can be counted: of a period that goes on it is today."""
        return min(self.last, today)


@dataclass(frozen=True, slots=True)
class FigureScope:
    """Whose figures: of a neighbourhood by its number, or (None) of all of them together."""

    neighbourhood_id: int | None = None

    @property
    def code(self) -> str:
        return "all" if self.neighbourhood_id is None else f"neighbourhood:{self.neighbourhood_id}"


ENTIRE = FigureScope()


@dataclass(frozen=True, slots=True)
class IndicatorDefinition:
    """What an indicator is. Texts are source strings of the catalogue."""

    key: IndicatorKey
    theme: IndicatorTheme
    name: str
    unit: FigureUnit
    definition: str
    reckoned: str  # how, and what makes it uncertain
    hide_by: HideBy
    adds_up: bool  # whether those of the neighbourhoods together are that of all


@dataclass(frozen=True, slots=True)
class IndicatorFigure:
    """A figure. `value` None is unknown, and `why` says why. `low` and `high` are the ends of what is possible, None where it is open.

    `behind` is how many cooperatives (or organisations of a study) it is of, `among` how many there are: of the others nothing is known.
    """

    key: IndicatorKey
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    certainty: Certainty = Certainty.FACT
    source: FigureSource | None = None
    why: UnknownBecause | None = None
    behind: int = 0
    among: int = 0
    open_studies: bool = False  # each study in it was made public by itself

    @property
    def is_known(self) -> bool:
        return self.value is not None

    @property
    def is_partial(self) -> bool:
        """Whether of some cooperatives nothing is known: the figure is then that of the others."""
        return self.is_known and self.behind < self.among

    @property
    def is_range(self) -> bool:
        """Whether something else than the value is possible."""
        return self.is_known and (self.low != self.value or self.high != self.value)

    def stored(self) -> dict[str, Any]:
        """The figure as JSON keeps it; numbers are texts, so that none is rounded."""
        numbers = {}
        for name in NUMBERS:
            number = getattr(self, name)
            numbers[name] = None if number is None else str(number)
        return {
            **numbers,
            "key": self.key.value,
            "certainty": self.certainty.value,
            # Texts already: both are of `StrEnum`.
            "source": self.source,
            "why": self.why,
            "behind": self.behind,
            "among": self.among,
            "open_studies": self.open_studies,
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "IndicatorFigure":
        """The figure that was stored. Raises `ValueError` or `KeyError` for what is none."""
        numbers = {}
        for name in NUMBERS:
            numbers[name] = None if kept[name] is None else Decimal(kept[name])
        source = FigureSource(kept["source"]) if kept["source"] else None
        why = UnknownBecause(kept["why"]) if kept["why"] else None
        return cls(
            IndicatorKey(kept["key"]),
            **numbers,
            certainty=Certainty(kept["certainty"]),
            source=source,
            why=why,
            behind=kept["behind"],
            among=kept["among"],
            open_studies=kept["open_studies"],
        )


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """A figure for everyone: the figure, or (None) left out because too few people or cooperatives stand behind it."""

    key: IndicatorKey
    figure: IndicatorFigure | None


@dataclass(frozen=True, slots=True)
class FixedContents:
    """What one version of a period holds: the reckoned figures, and what was written down beside them (as JSON keeps it)."""

    figures: Mapping[IndicatorKey, IndicatorFigure]
    entries: Sequence[Mapping[str, Any]]

    @property
    def says_anything(self) -> bool:
        return bool(self.entries) or any(figure.is_known for figure in self.figures.values())
