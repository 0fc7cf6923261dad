"""Scores of many pairs at once: the work by the fitted model, then what the profile leaves out, then the circumstances."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from incubator.watch.matching import batch as batches
from incubator.watch.matching import exclusions, features, learning, meaning, model
from incubator.watch.matching.batch import Batch
from incubator.watch.matching.ceilings import Ceilings
from incubator.watch.matching.conditions import Hindrances
from incubator.watch.matching.exclusions import Exclusions
from incubator.watch.matching.index import Candidates, ProfileIndex
from incubator.watch.matching.learning import Learning
from incubator.watch.matching.postings import Pairs
from incubator.watch.matching.preparing import Prepared
from incubator.watch.matching.vectors import Mask, Positions, Vector
from incubator.watch.values import Profile

ENOUGH_WORK = 0.35  # below this the work does not fit, wherever it is
NO_WORK = 0.05
LEFT_OUT = 0.1  # what remains of a notice whose title is what the profile leaves out
MARGIN = 1e-4  # more than what rounding adds to a score
RESERVED_BONUS = 0.3  # of what is left between the score and 1


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The pairs that have anything of the work, with how well they fit."""

    rows: Positions
    profiles: Positions
    scores: NDArray[np.float64]


def _most(profile: Profile) -> float:
    """How probable it is at most that a work fits a profile."""
    if profile.meanings:
        return 1.0
    most = max(model.most(), learning.MOST_PROBABLE) if profile.learnt else model.most()
    return min(1.0, most + MARGIN)


class Compiled:
    """Profiles made ready to be scored with batches of notices."""

    def __init__(self, prepared: Sequence[Prepared]) -> None:
        profiles = [ready.profile for ready in prepared]
        self.index = ProfileIndex(prepared)
        self.learning = Learning(profiles)
        self.conditions = Hindrances(profiles)
        self.meanings = [profile.meanings for profile in profiles]
        self.exclusions = Exclusions([profile.exclude for profile in profiles])
        self.thresholds = np.array([profile.threshold for profile in profiles], np.float32)
        self.ceilings = Ceilings(self.index, profiles, self.thresholds)
        # Where circumstances leave less than this, even work that fits as well as it can does not reach the threshold.
        self._least_left = (self.thresholds - MARGIN) / np.array(list(map(_most, profiles)), np.float32)

    def scores(self, batch: Batch, *, now: datetime, only_hits: bool) -> Scores:
        """How well each pair fits; `only_hits`: pairs that cannot reach the threshold are left out early."""
        notices = [analysed.notice for analysed in batch.analysed]
        reserved = np.array([notice.reserved is not None for notice in notices], np.bool_)
        reached = self.ceilings.reached(batch, ENOUGH_WORK) if only_hits else None
        candidates = self.learning.widened(self.index.candidates(batch, reached), batch, self.index.speaks)
        pairs = candidates.pairs
        factors = self.conditions.factors(notices, pairs, now)
        worth = factors > 0
        if only_hits:
            # Circumstances only lessen, and what takes the time is to measure the work: so they come first.
            worth &= (factors >= self._least_left.take(pairs.profiles)) | reserved.take(pairs.rows)
        chosen = np.flatnonzero(worth)
        pairs, factors = pairs.those(chosen), factors.take(chosen)
        work = self.learning.adjusted(self._fits(batch, Candidates(pairs, candidates.met)), batch, pairs)
        worth = work > NO_WORK
        if only_hits:
            reaches = work * factors >= (self.thresholds - MARGIN).take(pairs.profiles)
            worth = reaches | (reserved.take(pairs.rows) & (work >= ENOUGH_WORK))
        chosen = np.flatnonzero(worth)
        chosen = chosen.take(np.argsort(pairs.cells.take(chosen), kind="stable"))
        return self._with_circumstances(batch, pairs.those(chosen), work.take(chosen), factors.take(chosen), reserved)

    def _with_circumstances(self, batch: Batch, pairs: Pairs, work: Vector, factors: Vector, reserved: Mask) -> Scores:
        work = self._without_exclusions(batch, pairs, work)
        scores = self._with_reserved(work * factors, work, reserved[pairs.rows], pairs.profiles)
        exact = np.asarray(scores, np.float64)
        return Scores(pairs.rows, pairs.profiles, np.asarray(np.round(exact, 4), np.float64))

    def _fits(self, batch: Batch, candidates: Candidates) -> Vector:
        """How probable it is that the work of each pair fits, with what titles mean where that is known."""
        fits = self._for_its_own_role(batch, candidates.pairs, self._measured(batch, candidates))
        titles = [analysed.notice.meaning for analysed in batch.analysed]
        if not any(titles):
            return fits
        pairs = candidates.pairs
        return meaning.with_meanings(fits, meaning.of_pairs(self.meanings, titles, pairs.profiles, pairs.rows))

    def _measured(self, batch: Batch, candidates: Candidates) -> Vector:
        return model.fits(features.of_pairs(self.index, batch, candidates))

    def _for_its_own_role(self, batch: Batch, pairs: Pairs, fits: Vector) -> Vector:
        """Who gives advice wants the advice on its own work: to those the rest of such a title is the work too."""
        own = np.flatnonzero(batch.leads[pairs.rows] & self.index.roles[pairs.profiles])
        if not len(own):
            return fits
        rows, again = np.unique(pairs.rows[own], return_inverse=True)
        plain = Batch(batches.analyse_all([batch.analysed[row].notice for row in rows.tolist()], plainly=True))
        of_own = Pairs(again, pairs.profiles[own], (len(rows), self.index.size))
        read = self._measured(plain, Candidates(of_own, self.index.words.met(plain.texts)))
        fits[own] = np.maximum(fits[own], read)
        return fits

    def _with_reserved(self, scores: Vector, work: Vector, reserved: Mask, profiles: Positions) -> Vector:
        """A reserved contract that fits the work reaches the threshold, whatever stands in the way: few are published."""
        enough = np.maximum(work, self.thresholds[profiles])
        lifted = enough + (1 - enough) * RESERVED_BONUS
        return np.where(reserved & (work >= ENOUGH_WORK), lifted, scores)

    def _without_exclusions(self, batch: Batch, pairs: Pairs, work: Vector) -> Vector:
        """The work of the pairs in which something is left out, measured as if those words were not in the notice."""
        left_out = self.exclusions.of_pairs(batch, pairs)
        if not left_out:
            return work
        chosen = np.array(list(left_out), np.int64)
        keys = list(zip(pairs.rows[chosen].tolist(), left_out.values(), strict=True))
        numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        rest = batches.analyse_all([exclusions.cleaned(batch.analysed[row].notice, words) for row, words in numbers])
        all_out = map(exclusions.is_all, [batch.analysed[row] for row, _words in numbers], rest)
        factors = np.where(np.fromiter(all_out, np.bool_, len(rest)), LEFT_OUT, 1.0)
        again = np.array(list(map(numbers.__getitem__, keys)), np.int64)
        lessened = work.copy()
        of_rest = self._work(Batch(rest), again, pairs.profiles[chosen])
        lessened[chosen] = np.minimum(work[chosen], of_rest) * factors[again]
        return lessened

    def _work(self, batch: Batch, rows: Positions, profiles: Positions) -> Vector:
        """How probable it is that the work of these pairs fits."""
        pairs = Pairs(rows, profiles, (len(batch.analysed), self.index.size))
        return self._fits(batch, Candidates(pairs, self.index.words.met(batch.texts)))
