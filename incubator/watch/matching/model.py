"""The fitted numbers that make one probability of what was measured; `content/model.toml` says on what they were fitted."""

import tomllib
from functools import cache

import numpy as np

from incubator.watch.matching import features
from incubator.watch.matching.trades import CONTENT
from incubator.watch.matching.vectors import Matrix, Vector, probability

GENTLE = 2.0  # log-odds beyond this grow slowly: what everything speaks for stays apart from what much speaks for


@cache
def weights() -> Vector:
    """A weight per feature, in their order, and the last for none: how likely a pair is before anything is measured."""
    fitted = tomllib.loads((CONTENT / "model.toml").read_text(encoding="utf-8"))
    return np.array([fitted["weights"][name] for name in (*features.NAMES, "before")], np.float32)


def fits(measured: Matrix) -> Vector:
    """How probable it is that each pair fits."""
    odds = measured @ weights()[:-1] + weights()[-1]
    return probability(GENTLE * np.arcsinh(odds / GENTLE))


@cache
def most() -> float:
    """How probable it is at most that a pair fits, whatever is measured of it."""
    odds = weights()[-1]
    for name, weight in zip(features.NAMES, weights(), strict=False):
        odds += max(0.0, weight) if name not in features.MOST else abs(weight) * features.MOST[name]
    return float(probability(GENTLE * np.arcsinh(odds / GENTLE)))
