"""What comes out when a task is weighed, and the law that it rests on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.challenges.values.regulations import Regulation
from incubator.core.reference.authorities import Authority


class Level(StrEnum):
    """How promising it is to explore a challenge. Never a promise: the authority decides."""

    PROMISING = "promising"
    PERHAPS = "perhaps"
    NOT_NOW = "not-now"
    UNLIKELY = "unlikely"  # by our own judgement of the work, or by what the authority leaves out
    UNKNOWN = "unknown"  # something has to be asked first
    NO = "no"  # the law on this right does not concern this buyer


class GroundKind(StrEnum):
    """What a reason is about."""

    BUYER = "buyer"
    SERVICE = "service"
    MOMENT = "moment"
    RULES = "rules"
    SCALE = "scale"
    TIME = "time"


class NextAction(StrEnum):
    """What a group can do now."""

    BEGIN = "begin"
    ASK_RULES = "ask-rules"
    ASK_END = "ask-end"
    ASK_PLANS = "ask-plans"
    ASK_WHO_DECIDES = "ask-who-decides"
    READ_NOTICE = "read-notice"
    BID = "bid"
    FOLLOW = "follow"
    PLAN_FOR_END = "plan-for-end"
    SUCCESSOR = "successor"
    LATER_NOTICE = "later-notice"
    READ_RULES = "read-rules"
    SMALLER_PART = "smaller-part"
    PROPOSE = "propose"


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

    kind: GroundKind
    speaks_for: bool | None  # None: not known, has to be found out
    sentence: str  # an English source string of the catalogue
    params: dict[str, object]
    source: str
    weight: int = 0  # points, ours
    blocks: bool = False  # a known rule of the authority leaves this out


@dataclass(frozen=True, slots=True)
class AuthorityRules:
    """An authority that decides about a task, and what is known of its rules."""

    authority: Authority
    regulation: Regulation | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether this could be a task to challenge, and why. `until`: the last sensible day, if that can be reckoned."""

    level: Level
    grounds: tuple[Ground, ...]
    decided_by: tuple[AuthorityRules, ...] = ()
    until: date | None = None
    next_action: NextAction = NextAction.READ_NOTICE
