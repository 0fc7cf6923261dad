"""How much notices are like those that cooperatives judged: by trade, words, code and buyer; 1 for the same, 0 for nothing in common."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from incubator.watch.matching import batch as batches
from incubator.watch.matching import codes, words
from incubator.watch.matching.batch import AnalysedNotice, Batch
from incubator.watch.matching.vectors import Matrix, Positions
from incubator.watch.matching.words import Zone
from incubator.watch.values import MatchableNotice, TaughtNotice

# What each part weighs; together 1.
TRADE, WORDS, CODE, BUYER = 0.5, 0.3, 0.15, 0.05
OF_ZONE = {Zone.LOTS: 0.15, Zone.BODY: 0.3, Zone.TITLE: 0.7, Zone.HEAD: 1.0}
CLOSEST = 0.63  # what `codes.closeness` gives at most
KEPT = 20_000  # judged notices that stay taken apart


class Judgements:
    """Judged notices taken apart once, each with a number: the same notice of several cooperatives is looked at once."""

    def __init__(self, taught: Sequence[TaughtNotice]) -> None:
        self.buyers = np.array([notice.buyer or 0 for notice in taught], np.int64)
        analysed = [_analysed(notice.title, notice.description, notice.cpv, notice.main_cpv) for notice in taught]
        self.mains = [notice.main for notice in analysed]
        self.trades = _even(Batch(analysed).joint)
        self._by_term: dict[str, list[tuple[int, float]]] = {}
        for number, notice in enumerate(analysed):
            for term, weight in _weighed(notice).items():
                self._by_term.setdefault(term, []).append((number, weight))
        self._near: dict[str | None, Matrix] = {}

    def likeness(self, batch: Batch) -> Matrix:
        """A row per notice of the batch, a column per judged notice."""
        trades = _even(batch.joint) @ self.trades.T
        buyers = np.array([analysed.notice.buyer or -1 for analysed in batch.analysed], np.int64)
        same_buyer = buyers[:, None] == self.buyers[None, :]
        alike = TRADE * trades + WORDS * self._by_words(batch) + CODE * self._by_code(batch) + BUYER * same_buyer
        return np.asarray(alike, np.float32)

    def _by_words(self, batch: Batch) -> Matrix:
        shared = np.zeros((len(batch.analysed), len(self.mains)), np.float32)
        for row, analysed in enumerate(batch.analysed):
            for term, weight in _weighed(analysed).items():
                for number, theirs in self._by_term.get(term, ()):
                    shared[row, number] += weight * theirs
        return shared

    def _by_code(self, batch: Batch) -> Matrix:
        near = np.zeros((len(batch.analysed), len(self.mains)), np.float32)
        for row, analysed in enumerate(batch.analysed):
            if analysed.main not in self._near:
                self._near[analysed.main] = self._of_code(analysed.main)
            near[row] = self._near[analysed.main]
        return near

    def _of_code(self, code: str | None) -> Matrix:
        near = np.zeros(len(self.mains), np.float32)
        for number, main in enumerate(self.mains):
            if code is not None and main is not None:
                near[number] = min(1.0, codes.closeness(main, code) / CLOSEST)
        return near


@lru_cache(maxsize=KEPT)
def _analysed(title: str, description: str, cpv: tuple[str, ...], main_cpv: str | None) -> AnalysedNotice:
    return batches.analyse(MatchableNotice(0, title, description, cpv=cpv, main_cpv=main_cpv))


def _even(joint: Matrix) -> Matrix:
    """Rows of length 1, so that a product of two says how much they point the same way."""
    lengths = np.sqrt((joint * joint).sum(axis=1, keepdims=True))
    return np.asarray(joint / np.maximum(lengths, 1e-6), np.float32)


def _weighed(analysed: AnalysedNotice) -> dict[str, float]:
    """The telling terms of a notice by where they stand, as a vector of length 1."""
    text, weights = analysed.text, {}
    rarities = words.rarities()
    zones = ((Zone.LOTS, text.lots), (Zone.BODY, text.body), (Zone.TITLE, text.title), (Zone.HEAD, text.head))
    for zone, terms in zones:
        for term in terms - words.generic():
            weights[term] = OF_ZONE[zone] * rarities.get(term, 1.0) ** 2
    length = sum(weight * weight for weight in weights.values()) ** 0.5
    return {term: weight / length for term, weight in weights.items() if weight}


def distinct(taught: Sequence[TaughtNotice]) -> tuple[list[TaughtNotice], Positions]:
    """Each judged notice once, and for each of the given the number of its own."""
    numbers: dict[tuple[object, ...], int] = {}
    once: list[TaughtNotice] = []
    given = []
    for notice in taught:
        key = (notice.notice_id, notice.title, notice.description, notice.cpv, notice.main_cpv, notice.buyer)
        if key not in numbers:
            numbers[key] = len(once)
            once.append(notice)
        given.append(numbers[key])
    return once, np.array(given, np.int64)
