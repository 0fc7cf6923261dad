"""Scores of many pairs at once: the work by the fitted model, then what the profile leaves out, then the circumstances."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from incubator.watch.matching import batch as batches
from incubator.watch.matching import exclusions, features, meaning, model
from incubator.watch.matching.batch import Batch
from incubator.watch.matching.conditions import Hindrances
from incubator.watch.matching.exclusions import Exclusions
from incubator.watch.matching.index import Candidates, ProfileIndex
from incubator.watch.matching.learning import Learning
from incubator.watch.matching.postings import Pairs
from incubator.watch.matching.preparing import Prepared
from incubator.watch.matching.vectors import Mask, Positions, Vector

ENOUGH_WORK = 0.35  # below this the work does not fit, wherever it is
NO_WORK = 0.05
LEFT_OUT = 0.1  # what remains of a notice whose title is what the profile leaves out
RESERVED_BONUS = 0.3  # of what is left between the score and 1


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The pairs that have anything of the work, with how well they fit."""

    rows: Positions
    profiles: Positions
    scores: NDArray[np.float64]


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

    def scores(self, batch: Batch, *, now: datetime, only_hits: bool) -> Scores:
        """How well each pair fits; `only_hits`: pairs that cannot reach the threshold are left out early."""
        candidates = self.learning.widened(self.index.candidates(batch), batch, self.index.speaks)
        pairs = candidates.pairs
        work = self.learning.adjusted(self._fits(batch, candidates), batch, pairs)
        notices = [analysed.notice for analysed in batch.analysed]
        reserved = np.array([notice.reserved is not None for notice in notices], np.bool_)[pairs.rows]
        worth = work > NO_WORK
        if only_hits:
            worth = (work >= self.thresholds[pairs.profiles] - 1e-4) | (reserved & (work >= ENOUGH_WORK))
        worth &= self.conditions.looked_for(notices, pairs.rows, pairs.profiles)
        rows, profiles, work, reserved = pairs.rows[worth], pairs.profiles[worth], work[worth], reserved[worth]
        work = self._without_exclusions(batch, rows, profiles, work)
        scores = work * self.conditions.factors(notices, rows, profiles, now)
        scores = self._with_reserved(scores, work, reserved, profiles)
        exact = np.asarray(scores, np.float64)
        return Scores(rows, profiles, np.asarray(np.round(exact, 4), np.float64))

    def _fits(self, batch: Batch, candidates: Candidates) -> Vector:
        """How probable it is that the work of each pair fits, with what titles mean where that is known."""
        fits = model.fits(features.of_pairs(self.index, batch, candidates))
        titles = [analysed.notice.meaning for analysed in batch.analysed]
        if not any(titles):
            return fits
        pairs = candidates.pairs
        return meaning.with_meanings(fits, meaning.of_pairs(self.meanings, titles, pairs.profiles, pairs.rows))

    def _with_reserved(self, scores: Vector, work: Vector, reserved: Mask, profiles: Positions) -> Vector:
        """A reserved contract that fits the work reaches the threshold, whatever stands in the way: few are published."""
        enough = np.maximum(work, self.thresholds[profiles])
        lifted = enough + (1 - enough) * RESERVED_BONUS
        return np.where(reserved & (work >= ENOUGH_WORK), lifted, scores)

    def _without_exclusions(self, batch: Batch, rows: Positions, profiles: Positions, work: Vector) -> Vector:
        """The work of the pairs in which something is left out, measured as if those words were not in the notice."""
        chosen, keys = self._excluding(batch, rows, profiles)
        if not len(chosen):
            return work
        distinct = list(dict.fromkeys(keys))
        numbers = {key: number for number, key in enumerate(distinct)}
        rest = [batches.analyse(exclusions.cleaned(batch.analysed[row].notice, left_out)) for row, left_out in distinct]
        again = np.array([numbers[key] for key in keys], np.int64)
        all_out = [exclusions.is_all(batch.analysed[row], rest[number]) for number, (row, _left) in enumerate(distinct)]
        factors = np.where(np.array(all_out)[again], LEFT_OUT, 1.0)
        lessened = work.copy()
        lessened[chosen] = np.minimum(work[chosen], self._work(Batch(rest), again, profiles[chosen])) * factors
        return lessened

    def _work(self, batch: Batch, rows: Positions, profiles: Positions) -> Vector:
        """How probable it is that the work of these pairs fits."""
        pairs = Pairs.of(rows, profiles, (len(batch.analysed), self.index.size))
        candidates = Candidates(pairs, self.index.words.hits(batch.texts))
        fits = self._fits(batch, candidates)
        return fits[pairs.places(rows, profiles)]

    def _excluding(
        self, batch: Batch, rows: Positions, profiles: Positions
    ) -> tuple[Positions, list[tuple[int, frozenset[exclusions.Stems]]]]:
        """The pairs in which the profile leaves something out, and for each the notice and what."""
        left_out = [self.exclusions.of(analysed) for analysed in batch.analysed]
        chosen = np.zeros(0, np.int64)
        keys = []
        if any(left_out):
            concerned = np.zeros((len(left_out), self.index.size), np.bool_)
            for row, of_profiles in enumerate(left_out):
                concerned[row, list(of_profiles)] = True
            chosen = np.flatnonzero(concerned[rows, profiles])
            for row, profile in zip(rows[chosen].tolist(), profiles[chosen].tolist(), strict=True):
                keys.append((row, left_out[row][profile]))
        return chosen, keys
