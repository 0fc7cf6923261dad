"""The five steps and how far each is. Source: cwb.md, section 4a."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Step(StrEnum):
    """The steps in their order; most neighbourhoods take a year, and go back now and then."""

    ASSEMBLY = "assembly"
    MAP = "map"
    NETWORK = "network"
    INSPIRATION = "inspiration"
    COMMITMENTS = "commitments"


class StepProgress(StrEnum):
    """How far a step is."""

    NOT_BEGUN = "not_begun"
    GOING_ON = "going_on"
    DONE = "done"


class StepPart(StrEnum):
    """What a step is made of: it counts as done when it has all of them."""

    HELD = "held"
    TREE = "tree"
    DECISION = "decision"
    MAP = "map"
    MAP_DONE = "map_done"
    ANCHORS = "anchors"
    TALKS = "talks"
    EVENING = "evening"
    CARDS = "cards"
    VOTE = "vote"
    COMMITMENT = "commitment"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class StepStanding:
    """How far a step is, which parts it has and which it misses, and since when this round goes on (None: the first)."""

    step: Step
    progress: StepProgress
    present: tuple[StepPart, ...]
    missing: tuple[StepPart, ...]
    round_number: int = 1
    since: date | None = None
