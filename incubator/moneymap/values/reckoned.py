"""What is reckoned from the flows of a year; all amounts in cents."""

from dataclasses import dataclass
from fractions import Fraction

from incubator.moneymap.values.flows import MappedNode


@dataclass(frozen=True, slots=True)
class NodeBalance:
    """What a place got and paid in a year. `gap` is what in, out and the change of stock leave unexplained."""

    node: MappedNode
    arriving: int
    leaving: int

    @property
    def difference(self) -> int:
        """More in than out: what it should have more after the year."""
        return self.arriving - self.leaving

    @property
    def gap(self) -> int | None:
        """In − out − change of stock; None when nobody said how its stock changed."""
        if self.node.stock_cents is None:
            return None
        return self.difference - self.node.stock_cents


@dataclass(frozen=True, slots=True)
class CategoryLeak:
    """The flows of a category by where they go; together they are all of it."""

    category: str
    stays: int = 0  # from here to here
    leaves: int = 0  # from here to elsewhere
    arrives: int = 0  # from elsewhere to here
    passes: int = 0  # between places elsewhere
    unknown: int = 0  # of one of its ends nobody knows where it is

    @property
    def total(self) -> int:
        return self.stays + self.leaves + self.arrives + self.passes + self.unknown

    @property
    def spent(self) -> int:
        """What the neighbourhood spends, of which is known where it goes."""
        return self.stays + self.leaves

    @property
    def share(self) -> Fraction | None:
        """Which part of what is spent leaves; None when nothing is spent."""
        if not self.spent:
            return None
        return Fraction(self.leaves, self.spent)


@dataclass(frozen=True, slots=True)
class NodeLeak:
    """A place and the neighbourhood: what it gets from it and pays to it, and the same with elsewhere."""

    node: MappedNode
    from_here: int = 0
    from_elsewhere: int = 0
    to_here: int = 0
    to_elsewhere: int = 0

    @property
    def extracted(self) -> int:
        """What a place elsewhere takes out of the neighbourhood and does not bring back; below zero when it brings more."""
        return self.from_here - self.to_here


@dataclass(frozen=True, slots=True)
class Shifted:
    """What would stay when a part of what leaves in a category were spent here."""

    category: str
    leaves: int
    moved: int

    @property
    def left(self) -> int:
        return self.leaves - self.moved


@dataclass(frozen=True, slots=True)
class CategoryChange:
    """A category in two versions of the map; None where a version does not have it."""

    category: str
    before: int | None
    after: int | None

    @property
    def difference(self) -> int:
        return (self.after or 0) - (self.before or 0)
