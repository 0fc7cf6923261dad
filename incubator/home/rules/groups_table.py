"""The table of groups for who guides them: which lines answer a question, and in which order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from incubator.cooperatives.values import Phase
from incubator.home.values import Turn

NONE = "-"  # in an address: the groups of which this is not filled in
ANY_PHASE = "alle"


@dataclass(frozen=True, slots=True)
class Guide:
    """A coach who guides a group."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group as the table knows it before its next step is worked out. `in_sight`: the reader may open its pages."""

    id: int
    slug: str
    name: str
    phase: Phase
    municipality: str
    neighbourhood: str
    cohort: str
    coaches: tuple[Guide, ...]
    active_at: datetime
    still_days: int
    in_sight: bool = True

    @property
    def coach_names(self) -> str:
        return ", ".join(coach.name for coach in self.coaches)

    @property
    def place(self) -> str:
        return ", ".join(name for name in (self.neighbourhood, self.municipality) if name)


@dataclass(frozen=True, slots=True)
class GroupsAsked:
    """What the address asks of the table; "" and None leave nobody out. Without a phase: who has not stopped."""

    words: str = ""
    phase: str = ""
    turn: Turn | None = None
    coach: str = ""  # a number, or NONE
    cohort: str = ""
    neighbourhood: str = ""
    municipality: str = ""
    still: int = 0
    order: str = "stil"  # a name in ORDERS

    @property
    def narrows(self) -> bool:
        """Whether anything but the order was asked."""
        named = (self.words, self.phase, self.turn, self.coach, self.cohort, self.neighbourhood, self.municipality)
        return any(named) or self.still > 0


def is_called(name: str, asked: str) -> bool:
    """Whether a name is the one that was asked, whatever its capitals; NONE asks for no name."""
    if asked == NONE:
        return not name
    return not asked or name.casefold() == asked.casefold()


def answering(lines: Iterable[GroupLine], asked: GroupsAsked) -> list[GroupLine]:
    """The lines that answer all that was asked, whose turn it is left aside."""
    return [line for line in lines if _answers(line, asked)]


def _answers(line: GroupLine, asked: GroupsAsked) -> bool:
    return all(test(line, asked) for test in TESTS)


def _has_words(line: GroupLine, asked: GroupsAsked) -> bool:
    return asked.words.casefold() in line.name.casefold()


def _is_in_phase(line: GroupLine, asked: GroupsAsked) -> bool:
    if not asked.phase:
        return line.phase is not Phase.STOPPED
    return asked.phase in {ANY_PHASE, line.phase.value}


def _is_guided(line: GroupLine, asked: GroupsAsked) -> bool:
    if asked.coach == NONE:
        return not line.coaches
    return not asked.coach or any(str(coach.id) == asked.coach for coach in line.coaches)


def _is_there(line: GroupLine, asked: GroupsAsked) -> bool:
    return is_called(line.neighbourhood, asked.neighbourhood) and is_called(line.municipality, asked.municipality)


def _is_in_cohort(line: GroupLine, asked: GroupsAsked) -> bool:
    return is_called(line.cohort, asked.cohort)


def _is_still(line: GroupLine, asked: GroupsAsked) -> bool:
    return line.still_days >= asked.still


TESTS = (_has_words, _is_in_phase, _is_guided, _is_there, _is_in_cohort, _is_still)

# The name of an order in the address; with a minus before it the other way round.
ORDERS: dict[str, Callable[[GroupLine], Any]] = {
    "naam": lambda line: line.name.casefold(),
    "fase": lambda line: list(Phase).index(line.phase),
    "actief": lambda line: line.active_at,
    "stil": lambda line: -line.still_days,
    "coach": lambda line: (not line.coaches, line.coach_names.casefold()),
    "lichting": lambda line: (not line.cohort, line.cohort.casefold()),
    "plaats": lambda line: (not line.place, line.municipality.casefold(), line.neighbourhood.casefold()),
}


def in_order(lines: Iterable[GroupLine], order: str) -> list[GroupLine]:
    """Sorted by one of ORDERS; what is equal, by name."""
    named = sorted(lines, key=lambda line: (line.name.casefold(), line.id))
    backwards = order.startswith("-")
    return sorted(named, key=ORDERS[order.removeprefix("-")], reverse=backwards)
