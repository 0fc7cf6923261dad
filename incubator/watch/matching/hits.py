"""Hits in columns: thousands at once take far less so than with an object each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from incubator.watch.matching.vectors import Positions
from incubator.watch.values import Hit


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Hits, notice by notice. Who goes through them gets an object for each."""

    positions: Positions
    notice_ids: Positions
    scores: NDArray[np.float64]

    @classmethod
    def together(cls, portions: Sequence["Hits"]) -> "Hits":
        """Those of all portions, in their order."""
        none = cls(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
        columns = zip(*map(attrgetter("positions", "notice_ids", "scores"), [none, *portions]), strict=True)
        return cls(*map(np.concatenate, columns))

    def __len__(self) -> int:
        return len(self.scores)

    def __iter__(self) -> Iterator[Hit]:
        return starmap(Hit, self.rows())

    def rows(self) -> Iterator[tuple[int, int, float]]:
        """The position, the number of the notice and the score of each."""
        return zip(self.positions.tolist(), self.notice_ids.tolist(), self.scores.tolist(), strict=True)
