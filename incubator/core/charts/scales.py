"""From numbers to places in a drawing, with round numbers along the axes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST_STEPS = 5
EVERY = (1, 2, 3, 6, 12, 24)  # of months these are parts of a year
ROUND = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from `low` to `high` lie between the places `start` and `end`."""

    low: float
    high: float
    start: float
    end: float

    def place(self, number: float) -> float:
        return self.start + (number - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float, most: int = MOST_STEPS) -> list[float]:
    """Round numbers at equal distances from at or below `low` to at or above `high`, nothing among them when it lies between."""
    if high <= low:
        high = low + 1
    step = _round_step((high - low) / most)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [number * step for number in range(first, last + 1)]


def _round_step(least: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(least))
    return next(factor * magnitude for factor in ROUND if factor * magnitude >= least * 0.9999)


def thinned(spans: Sequence[tuple[float, float]], apart: float = 8.0) -> int:
    """Which texts along an axis, by their left and right, can be written without touching: every first, second, third, sixth..."""
    return next((step for step in EVERY if not _touch(spans[::step], apart)), len(spans))


def _touch(spans: Sequence[tuple[float, float]], apart: float) -> bool:
    return any(left < right + apart for (_left, right), (left, _right) in pairwise(spans))
