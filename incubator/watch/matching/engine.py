"""How well a notice fits a profile: the work first (words, trades and codes), then what stands in the way (place, size, time).

Profiles are compiled into arrays once; notices come in batches. One probability per pair, the same for every profile: 0.5 is
the threshold of an alert. A reserved contract that fits the work is never lost to place, value or time: few are published.
Reasons are made only for what is shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import filterfalse
from operator import attrgetter
from typing import TypeVar

import numpy as np

from incubator.core.i18n import mark as N_
from incubator.watch.matching import batch as batches
from incubator.watch.matching import reasons
from incubator.watch.matching.batch import AnalysedNotice, Batch
from incubator.watch.matching.hits import Hits
from incubator.watch.matching.preparing import Prepared, prepare, prepare_all
from incubator.watch.matching.scoring import Compiled, Scores
from incubator.watch.values import MatchableNotice, Profile, Reason, Scored

VERSION = "4"  # raise it when the engine scores otherwise: every profile is then matched anew
MOST_CELLS = 2_000_000  # pairs that are counted at once: more would not fit in the memory near the processor
MOST_CHANGED = 200  # so many changed profiles lie beside the others before all are compiled anew

analyse, analyse_all = batches.analyse, batches.analyse_all
Portioned = TypeVar("Portioned")


class Matcher:
    """Scores notices for many profiles at once. A changed profile is compiled by itself and laid beside the others."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.prepared = prepare_all(list(profiles))
        self._compile()

    def _compile(self) -> None:
        self._compiled = Compiled(self.prepared)
        self._changed: dict[int, None] = {}
        self._beside: Compiled | None = None
        self._thresholds = np.array([ready.profile.threshold for ready in self.prepared])
        self._replaced = np.zeros(len(self.prepared), np.bool_)

    def replace(self, position: int, profile: Profile) -> None:
        """Take one profile apart anew: the others stay as they are."""
        self.prepared[position] = prepare(profile)
        self._changed[position] = None
        self._thresholds[position] = profile.threshold
        if len(self._changed) > MOST_CHANGED:
            self._compile()
            return
        self._replaced[position] = True
        self._beside = Compiled([self.prepared[changed] for changed in self._changed])

    def match(self, notices: Sequence[MatchableNotice], *, now: datetime) -> Hits:
        """Every pair of a profile and a notice that reaches the threshold of the profile, notice by notice."""
        return Hits.together([self._hits(analyse_all(portion), now) for portion in self._portions(notices)])

    def rank(self, notices: Sequence[MatchableNotice], *, now: datetime) -> Hits:
        """Every pair that has anything of the work, also under the threshold: to rank them."""
        ranked = []
        for portion in self._portions(notices):
            rows, positions, scores = self._scores(Batch(analyse_all(portion)), now=now, only_hits=False)
            ranked.append(Hits(positions, _ids(portion).take(rows), scores))
        return Hits.together(ranked)

    def match_analysed(self, analysed: Sequence[AnalysedNotice], *, now: datetime) -> Hits:
        """The same for notices that were taken apart before."""
        return Hits.together([self._hits(portion, now) for portion in self._portions(analysed)])

    def _hits(self, portion: Sequence[AnalysedNotice], now: datetime) -> Hits:
        rows, positions, scores = self._scores(Batch(portion), now=now, only_hits=True)
        hits = np.flatnonzero(scores >= self._thresholds.take(positions))
        ids = _ids([analysed.notice for analysed in portion])
        return Hits(positions.take(hits), ids.take(rows.take(hits)), scores.take(hits))

    def _portions(self, notices: Sequence[Portioned]) -> Iterator[Sequence[Portioned]]:
        size = max(1, MOST_CELLS // max(1, len(self.prepared)))
        for start in range(0, len(notices), size):
            yield notices[start : start + size]

    def _scores(self, batch: Batch, *, now: datetime, only_hits: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Rows, positions and scores, notice by notice and in the order of the profiles."""
        main = self._compiled.scores(batch, now=now, only_hits=only_hits)
        if self._beside is None:
            return main.rows, main.profiles, main.scores
        beside = self._beside.scores(batch, now=now, only_hits=only_hits)
        return _merged(main, ~self._replaced[main.profiles], beside, np.array(list(self._changed), np.int64))

    def candidates(self, analysed: Sequence[AnalysedNotice]) -> int:
        """How many pairs share a word or a trade, and are looked at more closely."""
        number = 0
        for portion in self._portions(analysed):
            number += len(self._compiled.index.candidates(Batch(portion)).pairs.rows)
        return number

    def scores(self, notice: MatchableNotice, *, now: datetime) -> list[Scored | None]:
        """The score for each profile with its reasons, in their order; None where the notice has nothing of its work."""
        analysed = analyse(notice)
        ranked: list[Scored | None] = [None] * len(self.prepared)
        scored = self._scores(Batch([analysed]), now=now, only_hits=False)
        for _row, position, score in zip(*map(np.ndarray.tolist, scored), strict=True):
            why = reasons.of_pair(self.prepared[position], analysed, now=now)
            ranked[position] = Scored(notice.id, score, why)
        return ranked


def _ids(notices: Sequence[MatchableNotice]) -> np.ndarray:
    return np.array([notice.id for notice in notices], np.int64)


def _merged(
    main: Scores, kept: np.ndarray, beside: Scores, positions: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The scores of both, in order of notice and profile."""
    rows = np.concatenate([main.rows[kept], beside.rows])
    profiles = np.concatenate([main.profiles[kept], positions[beside.profiles]])
    scores = np.concatenate([main.scores[kept], beside.scores])
    order = np.lexsort((profiles, rows))
    return rows[order], profiles[order], scores[order]


def looks_for(profile: Profile, notice: MatchableNotice) -> bool:
    """Whether the profile looks for this kind of notice; without a choice it looks for all kinds."""
    return not profile.kinds or notice.sought_as in profile.kinds


def explain(profile: Profile, notice: MatchableNotice, *, now: datetime) -> Scored:
    """Why a notice does or does not fit, rule by rule. The score is 0, with the reasons, for a kind that is not looked for."""
    every_kind = replace(profile, kinds=())
    matcher = Matcher([every_kind])
    (scored,) = matcher.scores(notice, now=now)
    if scored is None:
        scored = Scored(notice.id, 0.0, _why_nothing(matcher.prepared[0], notice, now))
    if looks_for(profile, notice):
        return scored
    other_kind = N_("You do not look for this kind of notice (%(kind)s)")
    reason = Reason("time", False, other_kind, {"kind": notice.sought_as})
    return Scored(notice.id, 0.0, (reason, *scored.reasons))


def _why_nothing(prepared: Prepared, notice: MatchableNotice, now: datetime) -> tuple[Reason, ...]:
    """What speaks against it: that it is in the area or leaves time does not matter where the work is another."""
    if prepared.says_nothing:
        return ()
    return tuple(filterfalse(attrgetter("speaks_for"), reasons.of_pair(prepared, analyse(notice), now=now)))
