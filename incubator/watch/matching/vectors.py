"""The arrays in which matching counts: many profiles or notices at once."""

from collections.abc import Sequence
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
    known: dict[bytes, int] = {}
    firsts: list[int] = []
    numbers = []
    for position, row in enumerate(rows):
        number = known.setdefault(row.tobytes(), len(firsts))
        if number == len(firsts):
            firsts.append(position)
        numbers.append(number)
    return np.array(firsts, np.int64), np.array(numbers, np.int64)


def uniques(numbers: Positions) -> Positions:
    """Each number once, in their order: for few thousands of whole numbers several times as fast as `np.unique`."""
    ordered = np.sort(numbers)
    return np.asarray(ordered[np.diff(ordered, prepend=-1) != 0])
