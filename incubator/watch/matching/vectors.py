"""The arrays in which matching counts: many profiles or notices at once."""

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
