"""How well work can fit at most that shares no word with a profile: most pairs that only share a trade need no closer look.

Profiles with the same trades are judged together, by the most that any of them has of each trade. A ceiling never lies below the
score, so what is passed over is no hit.
"""

from collections.abc import Sequence
from itertools import starmap

import numpy as np

from incubator.watch.matching import model
from incubator.watch.matching.batch import Batch
from incubator.watch.matching.features import SILENT
from incubator.watch.matching.index import ProfileIndex
from incubator.watch.matching.vectors import Mask, Matrix, Vector, log_odds
from incubator.watch.values import Profile

ROUNDING = 1e-3  # more than the most of a group may lie below what its profiles give by themselves


class Ceilings:
    """The most that the trades of each group of profiles give. `thresholds`: what each profile asks for a hit."""

    def __init__(self, index: ProfileIndex, profiles: Sequence[Profile], thresholds: Vector) -> None:
        self._own = index.most_of_groups(index.own.distinct[index.own.numbers])
        self._kin = index.most_of_groups(index.kin.distinct[index.kin.numbers])
        self._least = -index.most_of_groups(-thresholds) - ROUNDING
        unbounded = ~index.knows | np.array(list(map(_has_more, profiles)), np.bool_)
        self._unbounded: Mask = index.most_of_groups(unbounded)

    def reached(self, batch: Batch, least_of_reserved: float) -> Mask:
        """Which notices (rows) the trades of each group (columns) can make fit without any word; True where that is not known.

        `least_of_reserved`: how probable it is that the work fits from which a reserved contract is a hit.
        """
        most = model.most_without_words(
            *starmap(_most_odds, ((batch.joint, self._own), (batch.joint, self._kin), (batch.by_text, self._kin)))
        )
        reserved = np.array([analysed.notice.reserved is not None for analysed in batch.analysed], np.bool_)
        reached = most >= np.where(
            reserved[:, None], np.minimum(self._least, least_of_reserved - ROUNDING), self._least
        )
        # A text that says nothing of trades is measured by its words and codes, and who gives advice reads a title anew.
        unknown = (batch.by_text.max(axis=1) < SILENT) | (batch.leads != 0)
        return np.asarray(reached | unknown[:, None] | self._unbounded)


def _most_odds(spoken: Matrix, most_of_groups: Matrix) -> Matrix:
    return log_odds(spoken @ most_of_groups.T)


def _has_more(profile: Profile) -> bool:
    """Whether more than words, trades and codes may make work fit."""
    return bool(profile.learnt or profile.meanings)
