"""Which profiles each keyword belongs to, as arrays: what the hits of many notices add up to is counted at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, zip_longest

import numpy as np
from numpy.typing import NDArray

from incubator.watch.matching.lexicon import Lexicon, Texts
from incubator.watch.matching.vectors import Mask, Positions, Vector, numbered
from incubator.watch.matching.words import Keyword, Zone

SURE = 0.98  # no word alone makes certain


def flat(lists: Sequence[Sequence[int]]) -> tuple[Positions, Positions]:
    """Lists of numbers one after the other, and where each begins (with the end as the last)."""
    starts = np.zeros(len(lists) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, lists), np.int64, len(lists)), out=starts[1:])
    numbers = np.fromiter(chain.from_iterable(lists), np.int64, int(starts[-1]))
    return numbers, starts


def gathered(numbers: Positions, starts: Positions, chosen: Positions) -> tuple[Positions, Positions]:
    """The lists of the chosen one after the other, and which of the chosen each number comes from."""
    begins = starts[chosen]
    lengths = starts[chosen + 1] - begins
    ends = np.cumsum(lengths)
    inside = np.repeat(begins - ends + lengths, lengths)
    inside += np.arange(len(inside))
    return numbers.take(inside), np.repeat(np.arange(len(chosen)), lengths)


def columns(lists: Sequence[Sequence[int]]) -> list[tuple[Positions, bool]]:
    """The first number of each list, then the second, and so on; 0 where a list is shorter. And whether most lists have that many."""
    made = []
    for numbers in zip_longest(*lists, fillvalue=0):
        column = np.array(numbers, np.int64)
        made.append((column, bool(np.count_nonzero(column) * 2 > len(column))))
    return made


class Postings:
    """Keywords of all profiles, each with the positions of the profiles that have it."""

    def __init__(self, of_profiles: Iterable[Sequence[Keyword]], *, parted: bool = False) -> None:
        lists = list(of_profiles)
        every = list(chain.from_iterable(lists))
        # Most profiles share the very same objects: by identity these are told apart far sooner than word for word.
        firsts, which = numbered(list(map(id, every)))
        self.lexicon = Lexicon(parted=parted)
        numbers = np.array([self.lexicon.add(every[first]) for first in firsts.tolist()], np.int64)[which]
        order = np.argsort(numbers, kind="stable")
        self.profiles = np.repeat(np.arange(len(lists)), list(map(len, lists)))[order]
        self.starts = np.searchsorted(numbers[order], np.arange(len(self.lexicon.keywords) + 1))
        self.telling = np.array([keyword.telling for keyword in self.lexicon.keywords], np.float32)

    def met(self, texts: Texts) -> "Met":
        """The keywords that some texts speak of, text by text."""
        rows, keywords, zones = self.lexicon.met(texts).T
        profiles, origin = gathered(self.profiles, self.starts, keywords)
        return Met(rows, zones, self.telling[keywords], profiles, origin)


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """Keywords that were met in texts: the row of the text, the place there and how telling the keyword is.

    And who has them: the profiles of each one after the other, with which of the keywords met each of these comes from.
    """

    rows: Positions
    zones: Positions
    telling: Vector
    profiles: Positions
    origin: Positions

    def strengths(self, pairs: "Pairs", *strong: dict[Zone, float]) -> list[Vector]:
        """How strongly the notice of each pair speaks of the words of its profile: each word leaves less to doubt.

        `strong`: what a word is worth by its place, once for each way of counting.
        """
        places = pairs.places(self.rows.take(self.origin), self.profiles)
        paired = np.flatnonzero(places >= 0)
        places, origin = places.take(paired).astype(np.intp), self.origin.take(paired)
        strengths = []
        for of_zone in strong:
            by_zone = np.array([of_zone.get(zone, 0.0) for zone in Zone], np.float32)
            evidence = np.minimum(SURE, by_zone[self.zones] * self.telling)
            doubt = np.bincount(places, np.log1p(-evidence).take(origin), minlength=len(pairs.rows))
            strength = np.zeros(len(pairs.rows), np.float32)
            doubted = np.flatnonzero(doubt)
            strength[doubted] = 1 - np.exp(doubt.take(doubted))
            strengths.append(strength)
        return strengths


class Pairs:
    """Pairs of a notice (its row in the batch) and a profile, each once, with where to find each."""

    def __init__(self, rows: Positions, profiles: Positions, shape: tuple[int, int]) -> None:
        self.rows = rows
        self.profiles = profiles
        self.shape = shape

    @cached_property
    def cells(self) -> Positions:
        """The cell of each pair in a table with a row per notice and a column per profile."""
        return self.rows * self.shape[1] + self.profiles

    @cached_property
    def _places(self) -> NDArray[np.int32]:
        # Zeros cost nothing before they are touched, so that what is no pair is 0 and the first pair is 1.
        places = np.zeros(self.shape[0] * self.shape[1], np.int32)
        places[self.cells] = np.arange(1, len(self.rows) + 1, dtype=np.int32)
        return places

    @property
    def mask(self) -> Mask:
        """A row per notice, a column per profile: a copy."""
        return np.asarray(self._places > 0).reshape(self.shape)

    def places(self, rows: Positions, profiles: Positions) -> NDArray[np.int32]:
        """Which pair each of these is; -1 for what is no pair."""
        return self._places.take(rows * self.shape[1] + profiles) - np.int32(1)

    def places_of_few(self, rows: Positions, profiles: Positions) -> Positions:
        """The same for few, of pairs in the order of their cells: looking each up takes less than making a table of all cells."""
        asked = rows * self.shape[1] + profiles
        places = np.searchsorted(self.cells, asked)
        known = self.cells.take(places, mode="clip") if len(self.cells) else asked - 1
        return np.where(known == asked, places, -1)

    def those(self, chosen: Positions) -> "Pairs":
        """Some of the pairs, or all in another order."""
        return Pairs(self.rows.take(chosen), self.profiles.take(chosen), self.shape)
