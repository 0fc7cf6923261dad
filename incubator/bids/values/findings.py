"""What a rule of procurement finds, how sure we are of the rule, and how heavy it weighs."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class LegalMark(StrEnum):
    """How sure we are of a rule: read in the law itself, read about elsewhere, or known from practice."""

    READ = "A"
    SECOND_HAND = "B"
    PRACTICE = "C"  # never blocks


class RuleWeight(StrEnum):
    """What a finding means for the bid."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class LegalSource:
    """Where a rule stands, and how sure we are of that."""

    articles: str
    mark: LegalMark


@dataclass(frozen=True, slots=True)
class LegalRuleOfBid:
    """A rule: where it stands, from which day we know it to hold, how sure we are, and how heavy it weighs."""

    id: str
    articles: str
    since: date
    mark: LegalMark
    weight: RuleWeight
    abroad: LegalSource | None = (
        None  # where the same stands when the buyer is abroad; None: then the rule says nothing
    )

    @property
    def may_block(self) -> bool:
        return self.mark is not LegalMark.PRACTICE and self.weight is RuleWeight.ERROR


@dataclass(frozen=True, slots=True)
class RuleNote:
    """A sentence with its parameters, as a source string of the catalogue."""

    text: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BidFinding:
    """What a rule sees in a case: what is the matter, what to do, and what one could ask the buyer (in Dutch, as it is sent)."""

    rule: LegalRuleOfBid
    what: RuleNote
    do: RuleNote | None = None
    question: str = ""

    @property
    def blocks(self) -> bool:
        return self.rule.may_block
