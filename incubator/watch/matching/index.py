"""Profiles compiled into arrays, and for a batch of notices the pairs that may fit: the candidates."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from incubator.watch.matching import codes
from incubator.watch.matching.batch import Batch
from incubator.watch.matching.postings import Pairs, Postings, flat, gathered
from incubator.watch.matching.preparing import BELONGS, Prepared
from incubator.watch.matching.trades import trades
from incubator.watch.matching.vectors import Array, Mask, Matrix, Vector

SPOKEN_OF = 0.1  # a notice is perhaps for a trade from this share on


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs that may fit, with the words that were met on the way."""

    pairs: Pairs
    hits: Array


class ProfileIndex:
    """The arrays of some profiles, a row per profile."""

    def __init__(self, prepared: Sequence[Prepared]) -> None:
        self.size = len(prepared)
        shape = (self.size, len(trades()))
        self.own: Matrix = np.array([profile.own for profile in prepared], np.float32).reshape(shape)
        self.kin: Matrix = np.array([profile.kin for profile in prepared], np.float32).reshape(shape)
        self.goods = np.minimum(1, self.own @ _of_goods())
        self.words = Postings([profile.keywords for profile in prepared])
        self.described = Postings([profile.described for profile in prepared])
        self.roles = np.array([profile.roles for profile in prepared], np.int64)
        self.knows: Mask = np.asarray(self.own.any(axis=1))
        self.speaks: Mask = ~np.array([profile.says_nothing for profile in prepared], np.bool_)
        self.belongs: Mask = (self.kin >= BELONGS).T & self.speaks
        self._index_codes(prepared)

    def _index_codes(self, prepared: Sequence[Prepared]) -> None:
        """The distinct codes, each as narrow or as a catch-all; the first stands for having none."""
        known: dict[tuple[str, bool], int] = {("", False): 0}
        lists = []
        for profile in prepared:
            numbers = [0]
            for code in profile.codes:
                numbers.append(known.setdefault((code, code in profile.wide), len(known)))
            lists.append(numbers)
        self.codes = tuple(known)
        self.code_numbers, self.code_starts = flat(lists)
        self._nearness: dict[str, Vector] = {}

    def candidates(self, batch: Batch) -> Candidates:
        """The pairs that share a word or a trade; no other pair can fit."""
        hits = self.words.hits(batch.texts)
        strongest = np.maximum(np.maximum(batch.by_text, batch.coded), batch.joint) >= SPOKEN_OF
        mask = np.zeros((len(batch.analysed), self.size), np.bool_)
        for row, spoken in enumerate(strongest):
            np.any(self.belongs[spoken], axis=0, out=mask[row])
        for row, number, _zone in hits.tolist():
            mask[row, self.words.profiles[self.words.starts[number] : self.words.starts[number + 1]]] = True
        return Candidates(Pairs(mask), hits)

    def nearness(self, batch: Batch, pairs: Pairs) -> Vector:
        """How near the nearest codes of the notice and the profile of each pair stand in the tree: 0 without a code in common."""
        if not len(pairs.rows):
            return np.zeros(0, np.float32)
        seen: dict[tuple[str | None, tuple[str, ...]], int] = {}
        of_row = []
        for analysed in batch.analysed:
            of_row.append(seen.setdefault((analysed.main, analysed.notice.cpv), len(seen)))
        table = np.array([self._of_notice(theirs, main) for main, theirs in seen], np.float32)
        numbers, origin = gathered(self.code_numbers, self.code_starts, pairs.profiles)
        near = table[np.array(of_row)[pairs.rows][origin], numbers]
        starts = np.searchsorted(origin, np.arange(len(pairs.rows)))
        return np.maximum.reduceat(near, starts)

    def _of_notice(self, theirs: Sequence[str], main: str | None) -> Vector:
        together = np.zeros(len(self.codes), np.float32)
        for code in theirs:
            weight = 1.0 if code == main else codes.ADDITIONAL
            np.maximum(together, weight * self._of_code(code), out=together)
        return together

    def _of_code(self, code: str) -> Vector:
        near = self._nearness.get(code)
        if near is None:
            near = np.zeros(len(self.codes), np.float32)
            for number, (own, wide) in enumerate(self.codes):
                if own:
                    near[number] = codes.closeness(own, code, frozenset({own}) if wide else frozenset())
            self._nearness[code] = near
        return near


@cache
def _of_goods() -> Vector:
    """For each trade whether its work is the supply of goods."""
    share = np.zeros(len(trades()), np.float32)
    for position, trade in enumerate(trades()):
        share[position] = codes.is_goods(trade.cpv_prefixes[0].ljust(8, "0"))
    return share
