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
    return _probability(measured @ weights()[:-1] + weights()[-1])


@cache
def most() -> float:
    """How probable it is at most that a pair fits, whatever is measured of it."""
    return float(_probability(weights()[-1] + sum(map(_at_most, features.NAMES))))


def most_without_words(joint: Matrix, joint_near: Matrix, text: Matrix) -> Matrix:
    """How probable it is at most that pairs fit of which the text speaks of a trade but of no word of the profile.

    What these measure is given, at most (arrays of one shape); whatever else is measured may be anything.
    """
    odds = np.full(joint.shape, weights()[-1], np.float32)
    for name, most_measured in (("joint", joint), ("joint_near", joint_near), ("text", text)):
        weight = weights()[features.NAMES.index(name)]
        odds += weight * most_measured if weight > 0 else _at_most(name)
    return _probability(odds + sum(map(_at_most, features.BESIDE_WORDS)))


def _at_most(name: str) -> float:
    """What a feature adds at most to the log-odds."""
    weight = float(weights()[features.NAMES.index(name)])
    return abs(weight) * features.MOST[name] if name in features.MOST else max(0.0, weight)


def _probability(odds: Vector) -> Vector:
    return probability(GENTLE * np.arcsinh(odds / GENTLE))
