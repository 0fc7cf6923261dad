"""A duty: what the law or the statutes ask of a cooperative, by which day, and whose turn it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class DutyOwner(StrEnum):
    """Whose turn it is. An office of the board as long as it is filled, else the board."""

    BOARD = "board"
    CHAIR = "chair"
    SECRETARY = "secretary"
    TREASURER = "treasurer"
    MEMBERS = "members"  # the general meeting
    COMMITTEE = "committee"  # the audit committee


OF_BOARD = frozenset({DutyOwner.BOARD, DutyOwner.CHAIR, DutyOwner.SECRETARY, DutyOwner.TREASURER})


class DutyStanding(StrEnum):
    """How a duty stands on a day."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    DONE = "done"
    NOT_NEEDED = "not-needed"


class MarkKind(StrEnum):
    """What people wrote down about a duty. `reopened`: it was not done after all."""

    DONE = "done"
    NOT_NEEDED = "not-needed"
    EXTENDED = "extended"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class DutySource:
    """Where a duty comes from: its number in the fact base, its article, from which day it holds, and how sure that is."""

    number: str
    article: str
    since: date
    certainty: str = "A"  # A: the article was read; B: a second source confirms it; C: our own reading

    @property
    def sure(self) -> bool:
        """Whether it may be said as a duty. What is our own reading is advice."""
        return self.certainty != "C"


@dataclass(frozen=True, slots=True)
class DueDay:
    """The day as it is counted, and the last day that the law gives when that one is a weekend or a holiday."""

    counted: date
    last: date

    @property
    def moved(self) -> bool:
        return self.last != self.counted


@dataclass(frozen=True, slots=True)
class DutyMark:
    """What was written down last about a duty."""

    kind: MarkKind
    on: date
    proof: str = ""
    months: int = 0


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to be done once. `key` names it within its cooperative; title and reason are texts of the catalogue."""

    key: str
    source: DutySource
    due: DueDay
    owner: DutyOwner
    title: str
    reason: str
    params: Mapping[str, Any] = field(default_factory=dict)
    earliest: date = date.min  # before this day it cannot have been done
    days_before: int = 30  # from when on it asks for attention
    mark: DutyMark | None = None
    doubt: str = ""  # what somebody has to look at
    dated_elsewhere: bool = False  # another feature writes its day in the agenda already
    clause: str = ""  # the article of the statutes, where the term is theirs

    @property
    def done(self) -> bool:
        return self.mark is not None and self.mark.kind is MarkKind.DONE

    @property
    def settled(self) -> bool:
        return self.mark is not None and self.mark.kind in {MarkKind.DONE, MarkKind.NOT_NEEDED}

    @property
    def done_late(self) -> bool:
        return self.done and self.mark is not None and self.mark.on > self.due.last
