"""What is known of a cooperative, from which its duties follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from incubator.duties.values import DutyMark
from incubator.meetings.values.holding import DecidedStanding


@dataclass(frozen=True, slots=True)
class DatedChange:
    """Something that changed on a day and that others have to be told of. `ref` tells it from what else changed."""

    on: date
    ref: str
    what: str
    filed_on: date | None = None


@dataclass(frozen=True, slots=True)
class RunningTerm:
    """Something that ends on a day unless it is renewed: a term in the board, a certificate."""

    ref: str
    name: str
    until: date
    clause: str = ""  # the article of the statutes that set it
    for_tenders: bool = False  # one of the papers that a buyer may ask by law, each with an age of its own


@dataclass(frozen=True, slots=True)
class YearFacts:
    """A cooperative as it is known on a day. Without a deed there are no duties yet."""

    deed_on: date
    regime: str = ""
    year_end: str = "12-31"
    registered_on: date | None = None
    has_supervisors: bool = False
    deeds: tuple[DatedChange, ...] = ()  # of amendments
    board_changes: tuple[DatedChange, ...] = ()
    owner_changes: tuple[DatedChange, ...] = ()  # of the beneficial owners
    standing_changes: tuple[DecidedStanding, ...] = ()  # of statutes, form or existence
    board_terms: tuple[RunningTerm, ...] = ()
    certificates: tuple[RunningTerm, ...] = ()
    committees: Mapping[date, date] = field(default_factory=dict)  # by end of the year: since when it is complete
    marks: Mapping[str, DutyMark] = field(default_factory=dict)
    # By the year in which the financial year ends: since when the accounts lay there, were adopted, got more time.
    drawn_up: Mapping[int, DutyMark] = field(default_factory=dict)
    adopted: Mapping[int, DutyMark] = field(default_factory=dict)
    extended: Mapping[int, DutyMark] = field(default_factory=dict)
