"""Which trades a CPV code speaks of: the trade that names the nearest code above it, and of a wide code those of all codes below it."""

from functools import cache, lru_cache

import numpy as np

from incubator.core.reference import cpv
from incubator.watch.matching.trades import trades
from incubator.watch.matching.vectors import Vector

ITSELF = 0.5  # what a code itself weighs beside all codes below it
ADDITIONAL = 0.5  # an additional code of a notice beside the main code
SHORTEST_PREFIX = 2


@cache
def _by_prefix() -> dict[str, list[int]]:
    owners: dict[str, list[int]] = {}
    for position, trade in enumerate(trades()):
        for prefix in trade.cpv_prefixes:
            owners.setdefault(cpv.significant(prefix), []).append(position)
    return owners


@lru_cache(maxsize=20_000)
def owners(code: str) -> tuple[int, ...]:
    """The positions of the trades that name the nearest code above this one."""
    for length in range(len(code), SHORTEST_PREFIX - 1, -1):
        named = _by_prefix().get(code[:length])
        if named:
            return tuple(named)
    return ()


@lru_cache(maxsize=20_000)
def of_code(code: str) -> Vector:
    """How much a code speaks of each trade; all zeros for what is no code."""
    below = np.zeros(len(trades()), np.float32)
    for narrower in cpv.below(code):
        _share(below, narrower, 1.0)
    if below.any():
        below *= (1 - ITSELF) / below.sum()
    _share(below, code, ITSELF)
    return below / max(float(below.sum()), 1e-9)


def _share(vector: Vector, code: str, weight: float) -> None:
    named = owners(code)
    for position in named:
        vector[position] += weight / len(named)


@lru_cache(maxsize=50_000)
def of_codes(codes: tuple[str, ...], main: str | None = None) -> Vector:
    """Of several codes together, the main one before the others."""
    together = np.zeros(len(trades()), np.float32)
    weights = 0.0
    for code in codes:
        if owners(code):
            weight = 1.0 if main in {code, None} else ADDITIONAL
            together += weight * of_code(code)
            weights += weight
    return together / max(weights, 1e-9)
