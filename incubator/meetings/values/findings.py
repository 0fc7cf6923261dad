"""What the rules of meetings find, and the result of a vote with its sum."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from incubator.statutes.values.findings import Severity

Remark = tuple[str, Mapping[str, object]]  # an English source sentence, and what fills its placeholders


class LegalityLight(StrEnum):
    """The legality meter: as it should be, a risk or not known, against the law or the statutes."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class MeetingFinding:
    """One thing that a rule finds. `message` and `remedy` are English source sentences (core.i18n.mark); messages.legality writes them.

    `articles` are of the law ("BW 2:41(5)"); `own_articles` those of the statutes, by their name in the clause library.
    """

    rule: str
    name: str
    severity: Severity
    articles: tuple[str, ...]
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    remedy: str = ""
    own_articles: tuple[str, ...] = ()
    item: str = ""  # number of the item of the agenda that it is about; empty: the whole meeting
    blocks: bool = (
        False  # a decision that was taken so does not hold, or can be set aside; never for what we only believe
    )
    unknown: bool = False  # something is not recorded, so this cannot be tested
    convening: bool = True  # about calling the meeting; else about who votes, or about what is decided
    healed: bool = False  # all members were there and were unanimous


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What a vote came to. `adopted` is the sum; `valid` whether the decision can stand: None is not known."""

    item: str
    majority: str | None  # "2/3", "more-than-1/2", "9/10", "1", "most-votes"; None: nothing is decided
    quorum: Fraction | None
    cast: int
    needed: int | None
    in_favour: int
    adopted: bool | None
    valid: bool | None
    article: str  # of the law on which the majority rests: "BW 2:43(1)"
    own_article: str = ""  # of the statutes, by its name in the clause library
    quorum_needed: int | None = None  # members present or represented; votes where a nomination is set aside
    quorum_met: bool | None = None
    chosen: tuple[str, ...] = ()  # names, of an election
    next_round: tuple[str, ...] = ()  # between whom is voted again
    by_lot: tuple[str, ...] = ()  # between whom the lot decides
    findings: tuple[MeetingFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseRoll:
    """Who can vote: `entitled` on the day; `votes` by number of the member; who is there, who is represented by whom."""

    entitled: tuple[str, ...]
    votes: Mapping[str, int]
    present: tuple[str, ...]
    represented: Mapping[str, str]  # giver -> holder; only proxies that count
    entitled_votes: int
    present_votes: int  # of who is present or represented
    findings: tuple[MeetingFinding, ...] = ()

    @property
    def attending(self) -> int:
        """How many members are present or represented."""
        return len(self.present) + len(self.represented)
