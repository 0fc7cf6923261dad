"""Flows as a file names them."""

from dataclasses import dataclass
from datetime import date

from incubator.core.csv_files import LineTrouble
from incubator.moneymap.values.flows import FlowCertainty, NodeKind, Whereabouts


@dataclass(frozen=True, slots=True)
class NamedEnd:
    """A place as a line names it; what it is and where only when the file says so."""

    name: str
    kind: NodeKind | None = None
    where: Whereabouts | None = None


@dataclass(frozen=True, slots=True)
class FlowDefaults:
    """What holds for a line that does not say it itself."""

    year: int
    certainty: FlowCertainty = FlowCertainty.ESTIMATE
    source: str = ""


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A line of a file that could be read."""

    line: int
    payer: NamedEnd
    receiver: NamedEnd
    cents: int
    year: int
    category: str
    certainty: FlowCertainty
    source: str = ""
    told_by: str = ""
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A line that is no flow of its own: a total below the others."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class FlowsFile:
    """What a file holds, what is wrong with it, which lines are totals, and which columns say nothing to us."""

    lines: tuple[FlowLine, ...] = ()
    troubles: tuple[LineTrouble, ...] = ()
    totals: tuple[TotalLine, ...] = ()
    unread: tuple[str, ...] = ()
    in_thousands: bool = False


@dataclass(frozen=True, slots=True)
class FlowsRead:
    """What taking in a file would do: what is new, what stands there already, and what gets another amount."""

    entered: tuple[FlowLine, ...] = ()
    replaced: tuple[FlowLine, ...] = ()
    alike: tuple[FlowLine, ...] = ()
    new_places: tuple[NamedEnd, ...] = ()
    troubles: tuple[LineTrouble, ...] = ()

    @property
    def total_cents(self) -> int:
        return sum(line.cents for line in (*self.entered, *self.replaced))
