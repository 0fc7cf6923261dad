"""What comes out when a task is weighed, and the law that it rests on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.challenges.values.regulations import Regulation


class Level(StrEnum):
    """How promising it is to explore a challenge. Never a promise: the municipality decides."""

    PROMISING = "promising"
    PERHAPS = "perhaps"
    NOT_NOW = "not-now"
    UNLIKELY = "unlikely"  # by our own judgement of the work, which is no rule
    UNKNOWN = "unknown"  # we cannot tell who decides
    NO = "no"  # the law on this right does not concern this buyer


@dataclass(frozen=True, slots=True)
class LegalRule:
    """A rule of law that grounds rest on, and the days on which it holds. `until`: the first day on which it does not."""

    source: str  # an English source string of the catalogue
    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the rule holds on this day: from its first day on, and before the day on which it ends."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason for or against, or a question that is open, with where it comes from."""

    speaks_for: bool | None  # None: not known, has to be found out
    sentence: str  # an English source string of the catalogue
    params: dict[str, object]
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether this could be a task to challenge, and why. `submit_by`: when a request should be in, if that can be reckoned."""

    level: Level
    grounds: tuple[Ground, ...]
    regulation: Regulation | None
    submit_by: date | None = None
