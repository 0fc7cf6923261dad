"""What a chance of a neighbourhood is, how far it is, what could become one, and what is asked near it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from incubator.neighbourhood.values import Certainty, StatedGround
from incubator.watch.values import MatchableNotice, Reason


class ChanceKind(StrEnum):
    """What kind of chance it is."""

    COMMUNITY = "community"
    GREEN = "green"
    PREMISES = "premises"
    CONTRACT = "contract"
    DEMAND = "demand"


class ChanceState(StrEnum):
    """How far a chance is. `STARTED` comes from starting a group with it, and from nothing else."""

    SEEN = "seen"
    EXPLORING = "exploring"
    STARTED = "started"
    NOT_NOW = "not-now"


# Where a proposal comes from, put into words when it is shown.
FROM_AWARD, FROM_CALL, FROM_MAP = "award", "call", "money-map"
FROM_ANCHOR, FROM_LISTS = "anchor", "creditor-lists"
RESTING = frozenset({ChanceState.STARTED, ChanceState.NOT_NOW})


class ChanceConcern(StrEnum):
    """Why a chance asks for attention."""

    OVERDUE = "overdue"
    SILENT = "silent"


class ChanceHappening(StrEnum):
    """What happened to a chance, in its history."""

    WRITTEN = "written"
    TAKEN = "taken"
    CHANGED = "changed"
    MOVED = "moved"
    NEWS = "news"
    GROUP = "group"
    SHOWN = "shown"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class ChanceTerms:
    """What a chance is. `sector`: a kind of work of the table of sectors, None when it is not known."""

    kind: ChanceKind
    title: str
    text: str
    ground: StatedGround
    sector: str | None = None
    building_id: int | None = None
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class ChanceProgress:
    """How far a chance is, and what is done next, by which day. `news`: what was heard, for the history."""

    state: ChanceState
    reason: str = ""
    next_step: str = ""
    next_on: date | None = None
    news: str = ""


@dataclass(frozen=True, slots=True)
class ChanceProposal:
    """Something that could become a chance. The same `key` becomes one only once in a neighbourhood.

    `why` is an English source string with placeholders in `params` (of which `day` and those that end in `cents` are written out);
    `endpoint` and `at` lead to where it comes from, `notice_id` when that is a notice.
    """

    key: str
    kind: ChanceKind
    title: str
    why: str
    source: str
    said_on: date
    params: Mapping[str, object] = field(default_factory=dict)
    certainty: Certainty = Certainty.FACT
    sector: str | None = None
    notice_id: int | None = None
    endpoint: str = ""
    at: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LocalNeed:
    """What somebody in or near the neighbourhood asks for, as the engine of the watch reads it.

    `key` as that of a proposal; `day`: until when one can answer, on which the contract ends, or on which an anchor will need it;
    `content` has the number of its place in the list. `source`, `said_on` and `certainty` are those of the statement that it rests on.
    """

    key: str
    title: str
    asker: str
    content: MatchableNotice
    day: date | None = None
    ends: bool = False
    notice_id: int | None = None
    anchor_id: int | None = None
    source: str = FROM_CALL
    said_on: date | None = None  # None: it stands there today
    certainty: Certainty = Certainty.FACT


@dataclass(frozen=True, slots=True)
class FittingGroup:
    """A group of the neighbourhood beside a need: how well it fits (0 to 1), and why or why not."""

    number: int
    name: str
    score: float
    reasons: tuple[Reason, ...]

    @property
    def fits(self) -> bool:
        return self.score >= ENOUGH


ENOUGH = 0.5  # as the alerts of the watch: the same for every group, so that nobody's own setting shows
