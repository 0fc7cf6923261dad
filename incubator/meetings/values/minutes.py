"""What stands in minutes, as plain values: the document is made from these alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from incubator.meetings.values.holding import RoundState, SecretMeans, VotingWay
from incubator.statutes.values.legal_person import LegalPerson


@dataclass(frozen=True, slots=True)
class MinutedVote:
    """A vote as it is written down."""

    number: int
    way: VotingWay
    state: RoundState
    question: str
    labels: Mapping[str, str]  # of the candidates, by key
    counts: Mapping[str, int]
    outcome: Mapping[str, Any]
    present_votes: int
    entitled: int
    left_out: tuple[tuple[str, str], ...]
    by_name: tuple[tuple[str, str, str], ...] = ()  # name, choice, words
    ruling: str = ""
    means: SecretMeans | None = None  # of a secret vote in which somebody voted


@dataclass(frozen=True, slots=True)
class MinutedDecision:
    """A decision with its number."""

    reference: str
    text: str
    adopted: bool
    of_people: bool = False
    replaced: bool = False
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class MinutedItem:
    """An item of the agenda: what was talked about, voted and decided."""

    position: int
    title: str
    proposal: str
    talked: str
    votes: tuple[MinutedVote, ...]
    decisions: tuple[MinutedDecision, ...]
    undecided: bool = False  # it asked for a decision, and nobody voted


@dataclass(frozen=True, slots=True)
class MinutesSource:
    """Everything about a meeting that its minutes tell."""

    cooperative: LegalPerson
    title: str
    is_board: bool
    on: date
    opened_at: datetime | None
    closed_at: datetime | None
    place: str
    chair: str
    secretary: str
    convened_by: str
    convened_on: date | None
    present: tuple[str, ...]
    represented: tuple[tuple[str, str], ...]  # who, by whom
    absent: tuple[str, ...]
    items: tuple[MinutedItem, ...]
    articles: Mapping[str, str]  # of the statutes, by the name in the clause library
    made_at: datetime
    approved_on: date | None = None
