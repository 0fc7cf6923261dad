"""Profiles compiled into arrays, and for a batch of notices the pairs that may fit: the candidates."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from incubator.watch.matching import codes
from incubator.watch.matching.batch import Batch
from incubator.watch.matching.postings import Met, Pairs, Postings, columns, gathered
from incubator.watch.matching.preparing import BELONGS, Prepared
from incubator.watch.matching.trades import trades
from incubator.watch.matching.vectors import Array, Mask, Matrix, Positions, Vector, distinct, uniques

FEW = 30  # one in so many of all pairs: counting only those takes less than counting all
SPOKEN_OF = 0.1  # a notice is perhaps for a trade from this share on


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Pairs that may fit, with the words that were met on the way."""

    pairs: Pairs
    met: Met


class TradeShares:
    """How much each trade is the work of some profiles; profiles that are alike in it are counted once."""

    def __init__(self, of_profiles: Sequence[Vector]) -> None:
        every = np.array(of_profiles, np.float32).reshape(len(of_profiles), len(trades()))
        firsts, self.numbers = distinct(every)
        self.distinct: Matrix = every[firsts]

    def of_pairs(self, pairs: Pairs, *spoken: Matrix) -> list[Vector]:
        """For each pair how much of what its notice speaks of is the work of its profile. `spoken`: a row per notice."""
        numbers = self.numbers.take(pairs.profiles)
        if len(numbers) * FEW < len(self.distinct) * pairs.shape[0]:
            own = self.distinct[numbers]
            return [np.einsum("ij,ij->i", of_notices[pairs.rows], own) for of_notices in spoken]
        cells = pairs.rows * len(self.distinct) + numbers
        return [(of_notices @ self.distinct.T).ravel().take(cells) for of_notices in spoken]


class ProfileIndex:
    """The arrays of some profiles, a row per profile."""

    def __init__(self, prepared: Sequence[Prepared]) -> None:
        self.size = len(prepared)
        self.own = TradeShares([profile.own for profile in prepared])
        self.kin = TradeShares([profile.kin for profile in prepared])
        self.goods = np.minimum(1, self.own.distinct @ _of_goods())[self.own.numbers]
        self.words = Postings([profile.keywords for profile in prepared], parted=True)
        self.described = Postings([profile.described for profile in prepared])
        self.listed: Mask = np.array([profile.listed for profile in prepared], np.bool_)
        self.roles = np.array([profile.roles for profile in prepared], np.int64)
        self.knows: Mask = np.any(self.own.distinct > 0, axis=1)[self.own.numbers]
        self.speaks: Mask = ~np.array([profile.says_nothing for profile in prepared], np.bool_)
        self._index_trades()
        self._index_codes(prepared)

    def _index_trades(self) -> None:
        """The profiles with the same trades together: most have them in common with others."""
        of_distinct: Mask = np.asarray(self.kin.distinct >= BELONGS)
        belongs = of_distinct[self.kin.numbers] & self.speaks[:, None]
        firsts, self.groups = distinct(belongs)
        self._belongs: Matrix = belongs[firsts].astype(np.float32)
        self._members = np.argsort(self.groups, kind="stable")
        self._member_starts = np.searchsorted(self.groups[self._members], np.arange(len(firsts) + 1))

    def _index_codes(self, prepared: Sequence[Prepared]) -> None:
        """The distinct codes, each as narrow or as a catch-all; the first stands for having none."""
        known: dict[tuple[str, bool], int] = {("", False): 0}
        lists = []
        for profile in prepared:
            lists.append([known.setdefault((code, code in profile.wide), len(known)) for code in profile.codes])
        self.codes = tuple(known)
        self._code_columns = columns(lists)
        self._nearness: dict[str, Vector] = {}

    def candidates(self, batch: Batch, reached: Mask | None = None) -> Candidates:
        """The pairs that share a word or a trade; no other pair can fit.

        `reached`: which notices (rows) the trades of each group (columns) can make fit; of the others only pairs that share a word.
        """
        met = self.words.met(batch.texts)
        strongest = np.maximum(np.maximum(batch.by_text, batch.coded), batch.joint) >= SPOKEN_OF
        by_trade = strongest.astype(np.float32) @ self._belongs.T > 0
        of_met = [(met, ~by_trade)]
        if reached is not None:
            too_low = by_trade & ~reached
            by_trade &= reached
            of_met = [(met, ~by_trade), (self.described.met(batch.texts), too_low)]
        rows, groups = np.nonzero(by_trade)
        profiles, origin = gathered(self._members, self._member_starts, groups)
        cells = uniques(np.concatenate([self._cells(each, added) for each, added in of_met]))
        pairs = Pairs(
            np.concatenate([rows.take(origin), cells // max(1, self.size)]),
            np.concatenate([profiles, cells % max(1, self.size)]),
            (len(batch.analysed), self.size),
        )
        return Candidates(pairs, met)

    def _cells(self, met: Met, added: Mask) -> Positions:
        """The pairs with a word that was met, of the groups in `added` (a row per notice, a column per group)."""
        rows = met.rows.take(met.origin)
        chosen = np.flatnonzero(added[rows, self.groups.take(met.profiles)])
        return rows.take(chosen) * self.size + met.profiles.take(chosen)

    def most_of_groups(self, of_profiles: Array) -> Array:
        """The most that any profile of each group of profiles with the same trades has. `of_profiles`: a row per profile."""
        if not len(of_profiles):
            return of_profiles
        return np.maximum.reduceat(of_profiles[self._members], self._member_starts[:-1])

    def nearness(self, batch: Batch, pairs: Pairs) -> Vector:
        """How near the nearest codes of the notice and the profile of each pair stand in the tree: 0 without a code in common."""
        near = np.zeros(len(pairs.rows), np.float32)
        seen: dict[tuple[str | None, tuple[str, ...]], int] = {}
        of_row = []
        for analysed in batch.analysed:
            of_row.append(seen.setdefault((analysed.main, analysed.notice.cpv), len(seen)))
        table = np.array([self._of_notice(theirs, main) for main, theirs in seen], np.float32).ravel()
        cells = (np.array(of_row, np.int64) * len(self.codes)).take(pairs.rows)
        for numbers, most in self._code_columns:
            of_pairs = numbers.take(pairs.profiles)
            if most:
                np.maximum(near, table.take(cells + of_pairs), out=near)
            else:
                having = np.flatnonzero(of_pairs)
                near[having] = np.maximum(near.take(having), table.take(cells.take(having) + of_pairs.take(having)))
        return near

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
