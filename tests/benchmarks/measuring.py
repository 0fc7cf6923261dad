"""What benchmarks share: running two things in turn, and a result that says whether its limit holds."""

import gc
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """Our time and the baseline's, in seconds; `ratio` may be at most `limit`."""

    name: str
    ours: float
    baseline: float
    limit: float
    note: str = ""
    unit: str = "s"

    @property
    def ratio(self) -> float:
        return self.ours / self.baseline if self.baseline else float("inf")

    @property
    def holds(self) -> bool:
        return self.ratio <= self.limit


def size(name: str, default: int) -> int:
    """How much work: `BENCH_SEARCH_NOTICES=20000` changes it for a quick look."""
    return int(os.environ.get(f"BENCH_{name}", default))


def seconds(work: Callable[[], object]) -> float:
    """How long this takes once; rubbish of before is not counted."""
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def in_turn(ours: Callable[[], object], baseline: Callable[[], object], runs: int = 5) -> tuple[float, float]:
    """The median seconds of both, run in turn, after one run of each that does not count."""
    ours()
    baseline()
    pairs = [(seconds(ours), seconds(baseline)) for _ in range(runs)]
    return statistics.median(own for own, _other in pairs), statistics.median(other for _own, other in pairs)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values stays below (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, min(len(ordered) - 1, round(share * len(ordered)) - 1))]
