"""Until when a challenge makes sense, step by step, back from the end of the contract."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.challenges.values.routes import RouteReason


class WindowStep(StrEnum):
    """What happens between the first talk and the end of a contract, in order."""

    INFORMATION = "information"
    SUPPORT = "support"
    PLAN = "plan"
    DECISION = "decision"
    AGREEMENTS = "agreements"


@dataclass(frozen=True, slots=True)
class PreparationWeeks:
    """How long a group takes before it hands in, and how long agreeing takes afterwards: ours for planning, theirs to change."""

    information: int = 6
    support: int = 6
    plan: int = 6
    agreements: int = 16


@dataclass(frozen=True, slots=True)
class WindowQuestion:
    """When does it have to begin? `authority`: a code of the table of authorities, or None when nobody knows who buys."""

    contract_end: date
    authority: str | None
    on: date
    preparation: PreparationWeeks = PreparationWeeks()


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step. `since` and `until` are None as long as the steps after it have no known length."""

    name: WindowStep
    weeks: int | None
    since: date | None
    until: date | None
    source: RouteReason


@dataclass(frozen=True, slots=True)
class SlowerWindow:
    """The same when the authority takes its longer term for what it calls complex."""

    weeks: int
    submit_by: date
    start_by: date


@dataclass(frozen=True, slots=True)
class ChallengeWindow:
    """The last sensible days. `submit_by`: to hand in; `start_by`: to begin; None when no rule says how long deciding takes."""

    submit_by: date | None
    start_by: date | None
    steps: tuple[PlannedStep, ...]
    unknown: tuple[RouteReason, ...]
    slower: SlowerWindow | None
    agreed_by: date  # by when the authority has to have decided, so that there is time to agree
    notes: tuple[RouteReason, ...]  # what is past already, and what can still be done
    still_possible: tuple[RouteReason, ...]

    @property
    def is_late(self) -> bool:
        """Whether the day to hand in, or the contract itself, is past."""
        return bool(self.still_possible)
