"""Places where money is, and the money that goes from one to another."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NodeKind(StrEnum):
    """What a place on the map is."""

    HOUSEHOLDS = "households"
    ANCHOR = "anchor"
    FIRM = "firm"
    COOPERATIVE = "cooperative"
    FUND = "fund"
    GOVERNMENT = "government"
    ELSEWHERE = "elsewhere"


class Whereabouts(StrEnum):
    """Whether a place belongs to the neighbourhood: that decides what leaks."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


class FlowCertainty(StrEnum):
    """How sure an amount is."""

    FACT = "fact"
    ESTIMATE = "estimate"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class MappedNode:
    """A place on the map. `stock_cents` is what it had more (or less) after the year, None when nobody said so."""

    number: int
    name: str
    kind: NodeKind
    where: Whereabouts
    stock_cents: int | None = None


@dataclass(frozen=True, slots=True)
class MappedFlow:
    """Money that went from one place to another in a year, in cents."""

    source: MappedNode
    target: MappedNode
    cents: int
    year: int
    category: str
    certainty: FlowCertainty


@dataclass(frozen=True, slots=True)
class NodeAnswers:
    """What people say of a place; the change of its stock is that of `stock_year`."""

    name: str
    kind: NodeKind
    where: Whereabouts
    stock_cents: int | None = None
    stock_year: int | None = None


@dataclass(frozen=True, slots=True)
class FlowAnswers:
    """What people say of a flow: its ends by number, cents in a year, and where that comes from."""

    source_id: int
    target_id: int
    cents: int
    year: int
    category: str
    certainty: FlowCertainty
    source: str = ""
    told_by: str = ""
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class FlowKey:
    """By which a flow of a file is recognised on the map."""

    source: str
    target: str
    year: int
    category: str
