"""Sentences that ask something only because those around them do: most papers never say "moet" twice in a row."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from incubator.bids.values.requirements import Recognised, RequirementKind

FEWEST = 2  # requirements that are sure, below a heading
SHARE = 0.4  # of them among all that may be requirements there


@dataclass(frozen=True, slots=True)
class Asking:
    """What was read below a heading, and whether it is sure to ask something."""

    section: tuple[int, int]
    demand: Recognised
    is_sure: bool = True


def settled(readings: Iterable[Asking]) -> Iterator[Recognised]:
    """What is sure; and what is not, below headings where enough is."""
    read = list(readings)
    sure, unsure = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for reading in read:
        if not reading.is_sure:
            unsure[reading.section] += 1
        elif reading.demand.kind is RequirementKind.REQUIREMENT:
            sure[reading.section] += 1
    for reading in read:
        asks = sure[reading.section]
        leans = asks >= FEWEST and asks >= SHARE * (asks + unsure[reading.section])
        if reading.is_sure or leans:
            yield reading.demand
