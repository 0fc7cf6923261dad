"""Hits in columns: thousands at once take far less so than with an object each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap

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
        every = [none, *portions]
        return cls(
            np.concatenate([portion.positions for portion in every]),
            np.concatenate([portion.notice_ids for portion in every]),
            np.concatenate([portion.scores for portion in every]),
        )

    def __len__(self) -> int:
        return len(self.scores)

    def __iter__(self) -> Iterator[Hit]:
        return starmap(Hit, self.rows())

    def rows(self) -> Iterator[tuple[int, int, float]]:
        """The position, the number of the notice and the score of each."""
        return zip(self.positions.tolist(), self.notice_ids.tolist(), self.scores.tolist(), strict=True)
