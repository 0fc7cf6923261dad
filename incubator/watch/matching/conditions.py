"""The circumstances of many pairs at once: profiles with the same wish are judged together, and so are notices alike in it."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from itertools import product
from operator import attrgetter

import numpy as np

from incubator.watch.matching import circumstances
from incubator.watch.matching.circumstances import Kind
from incubator.watch.matching.postings import Pairs, flat
from incubator.watch.matching.vectors import Array, Mask, Vector
from incubator.watch.values import MatchableNotice, Profile

FACTORS: Vector = np.array([circumstances.FACTORS[level] for level in circumstances.Nearness], np.float32)
MOST_KEPT = 500_000  # judgements that are remembered; then it begins anew


class Classes:
    """Profiles that are alike in what matters together: each distinct key has a number and a profile that has it."""

    def __init__(self, profiles: Sequence[Profile], key: Callable[[Profile], Hashable]) -> None:
        numbers: dict[Hashable, int] = {}
        self.examples: list[Profile] = []
        of_profile = []
        for profile in profiles:
            number = numbers.setdefault(key(profile), len(self.examples))
            if number == len(self.examples):
                self.examples.append(profile)
            of_profile.append(number)
        self.numbers = np.array(of_profile, np.int64)

    def of_pairs(self, table: Array, pairs: Pairs) -> Array:
        """What a table with a row per notice and a column per class says of each pair."""
        return table.ravel()[pairs.rows * len(self.examples) + self.numbers[pairs.profiles]]


class Wish:
    """What the profiles ask of one kind of circumstance."""

    def __init__(self, kind: Kind, profiles: Sequence[Profile]) -> None:
        self.kind = kind
        self._classes = Classes(profiles, kind.wish)
        self._judged: dict[Hashable, float] = {}

    def lessen(self, factors: Vector, notices: Sequence[MatchableNotice], pairs: Pairs, now: datetime) -> None:
        """Multiply the factor of each pair with what this leaves of it."""
        number = len(self._classes.examples)
        asked = np.zeros(len(notices) * number, np.bool_)
        asked[pairs.rows * number + self._classes.numbers[pairs.profiles]] = True
        table = np.ones(len(asked), np.float32)
        for cell in np.flatnonzero(asked).tolist():
            table[cell] = self._factor(notices[cell // number], cell % number, now)
        if (table < 1).any():
            factors *= self._classes.of_pairs(table, pairs)

    def _factor(self, notice: MatchableNotice, number: int, now: datetime) -> float:
        key = (number, self.kind.fact(notice), now)
        factor = self._judged.get(key)
        if factor is None:
            if len(self._judged) > MOST_KEPT:
                self._judged.clear()
            factor = self._judged[key] = self.kind.judged(self._classes.examples[number], notice, now)[0]
        return factor


class Areas:
    """Where the profiles work: each distinct place has a number; the first stands for working everywhere."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._classes = Classes(profiles, attrgetter("places"))
        known = {"": 0}
        lists = []
        for profile in self._classes.examples:
            lists.append([known.setdefault(place, len(known)) for place in profile.places or ("",)])
        self.places = tuple(known)
        self.numbers, self.starts = flat(lists)
        self._factors: dict[tuple[str, ...], Vector] = {}

    def of_pairs(self, notices: Sequence[MatchableNotice], pairs: Pairs) -> Vector:
        """The factor of each pair: that of the nearest place of its profile."""
        if not len(pairs.rows):
            return np.ones(0, np.float32)
        table = np.array([self._of(notice.places) for notice in notices])
        return np.asarray(self._classes.of_pairs(table, pairs), np.float32)

    def _of(self, places: tuple[str, ...]) -> Vector:
        """The factor of each class of profiles for a notice at these places."""
        factors = self._factors.get(places)
        if factors is None:
            seen_from = [int(circumstances.Nearness.INSIDE)]
            for own in self.places[1:]:
                seen_from.append(circumstances.nearness(own, places))
            nearest = np.maximum.reduceat(np.array(seen_from, np.int64)[self.numbers], self.starts[:-1])
            factors = self._factors[places] = FACTORS[nearest]
        return factors


class Hindrances:
    """All wishes beside the work."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.areas = Areas(profiles)
        self.wishes = [Wish(kind, profiles) for kind in circumstances.KINDS]
        self._kinds = Classes(profiles, attrgetter("kinds"))

    def looked_for(self, notices: Sequence[MatchableNotice], pairs: Pairs) -> Mask:
        """Whether the profile of each pair looks for that kind of notice."""
        looks = [
            not profile.kinds or notice.kind in profile.kinds
            for notice, profile in product(notices, self._kinds.examples)
        ]
        return np.asarray(self._kinds.of_pairs(np.array(looks, np.bool_), pairs), np.bool_)

    def factors(self, notices: Sequence[MatchableNotice], pairs: Pairs, now: datetime) -> Vector:
        """What place, size, time and language leave of each pair."""
        factors = self.areas.of_pairs(notices, pairs)
        for wish in self.wishes:
            wish.lessen(factors, notices, pairs, now)
        return factors
