"""The arrays in which matching counts: many profiles or notices at once."""

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]  # a number per trade, or per pair
Matrix = NDArray[np.float32]  # a row per profile or notice
Positions = NDArray[np.int64]
Levels = NDArray[np.int8]
Mask = NDArray[np.bool_]
Array = NDArray[Any]

MOST_SURE = 5.0  # log-odds beyond which more evidence changes nothing


def log_odds(shares: Vector) -> Vector:
    """The log-odds of shares between 0 and 1, within bounds."""
    least = np.float32(1 / (1 + np.exp(MOST_SURE)))
    bounded = np.clip(shares, least, 1 - least)
    return np.log(bounded / (1 - bounded)).astype(np.float32)


def probability(odds: Vector) -> Vector:
    """The probability of log-odds."""
    return (1 / (1 + np.exp(-odds))).astype(np.float32)


def sums(rows: Matrix, lengths: Sequence[int] | Positions) -> Matrix:
    """The sum of each group of rows that follow each other; zeros for an empty group."""
    counts = np.asarray(lengths, np.int64)
    totals = np.zeros((len(counts), rows.shape[1]), np.float32)
    starts = np.cumsum(counts) - counts
    filled = counts > 0
    if filled.any():
        totals[filled] = np.add.reduceat(rows, starts[filled], axis=0)
    return totals


def distinct(rows: Array) -> tuple[Positions, Positions]:
    """Rows that are alike counted once: a position where each distinct row stands, and for every row which of these it is."""
    if not rows.size:
        return np.arange(min(1, len(rows))), np.zeros(len(rows), np.int64)
    whole = np.ascontiguousarray(rows)
    return numbered(whole.view((np.bytes_, whole[0].nbytes)).ravel().tolist())


def numbered(keys: Sequence[Hashable]) -> tuple[Positions, Positions]:
    """Keys that are the same counted once: a position where each first stands, in that order, and for every key which of these it is."""
    numbers = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
    firsts = np.sort(np.fromiter(numbers.values(), np.int64, len(numbers)))
    first_of = np.fromiter(map(numbers.__getitem__, keys), np.int64, len(keys))
    return firsts, np.searchsorted(firsts, first_of)


def uniques(numbers: Positions) -> Positions:
    """Each number once, in their order: for few thousands of whole numbers several times as fast as `np.unique`."""
    ordered = np.sort(numbers)
    return np.asarray(ordered[np.diff(ordered, prepend=-1) != 0])
