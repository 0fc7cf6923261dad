"""The circumstances of many pairs at once: profiles with the same wish are judged together, and so are notices alike in it."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from operator import attrgetter

import numpy as np

from incubator.watch.matching import circumstances
from incubator.watch.matching.circumstances import Kind
from incubator.watch.matching.postings import Pairs, flat
from incubator.watch.matching.vectors import Array, Matrix, Vector, distinct, numbered
from incubator.watch.values import MatchableNotice, Profile

FACTORS: Vector = np.array([circumstances.FACTORS[level] for level in circumstances.Nearness], np.float32)
MOST_KEPT = 500_000  # judgements that are remembered; then it begins anew


class Classes:
    """Profiles that are alike in what matters together: each distinct key has a number and a profile that has it."""

    def __init__(self, profiles: Sequence[Profile], key: Callable[[Profile], Hashable]) -> None:
        firsts, self.numbers = numbered(list(map(key, profiles)))
        self.examples = [profiles[first] for first in firsts.tolist()]

    def of_pairs(self, table: Array, pairs: Pairs) -> Array:
        """What a table with a row per notice and a column per class says of each pair."""
        return table.ravel()[pairs.rows * len(self.examples) + self.numbers[pairs.profiles]]


class Wish:
    """What the profiles ask of one kind of circumstance."""

    def __init__(self, kind: Kind, profiles: Sequence[Profile]) -> None:
        self.kind = kind
        self.classes = Classes(profiles, kind.wish)
        self._judged: dict[Hashable, Vector] = {}

    def of(self, notice: MatchableNotice, now: datetime) -> Vector:
        """What this leaves of a notice, for each class of profiles."""
        key = (self.kind.fact(notice), now)
        factors = self._judged.get(key)
        if factors is None:
            if len(self._judged) * len(self.classes.examples) > MOST_KEPT:
                self._judged.clear()
            judged = [self.kind.judged(profile, notice, now)[0] for profile in self.classes.examples]
            factors = self._judged[key] = np.array(judged, np.float32)
        return factors


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
    """All wishes beside the work. Profiles with the same wishes, places apart, are judged together."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._areas = Areas(profiles)
        self._kinds = Classes(profiles, attrgetter("kinds"))
        self._wishes = [Wish(kind, profiles) for kind in circumstances.KINDS]
        numbers = [self._kinds.numbers, *(wish.classes.numbers for wish in self._wishes)]
        every = np.array(numbers, np.int64).T.copy()
        firsts, self._together = distinct(every)
        self._of_kinds, *self._of_wishes = every[firsts].T

    def factors(self, notices: Sequence[MatchableNotice], pairs: Pairs, now: datetime) -> Vector:
        """What place, size, time and language leave of each pair: nothing where the profile looks for other kinds of notices."""
        if not len(pairs.rows):
            return np.ones(0, np.float32)
        factors = self._areas.of_pairs(notices, pairs)
        table = self._looked_for(notices)[:, self._of_kinds]
        for wish, of_class in zip(self._wishes, self._of_wishes, strict=True):
            table *= np.array([wish.of(notice, now) for notice in notices])[:, of_class]
        if (table < 1).any():
            factors *= table.ravel()[pairs.rows * table.shape[1] + self._together[pairs.profiles]]
        return factors

    def _looked_for(self, notices: Sequence[MatchableNotice]) -> Matrix:
        of_kind: dict[str, Vector] = {}
        for notice in notices:
            if notice.sought_as not in of_kind:
                looks = [not profile.kinds or notice.sought_as in profile.kinds for profile in self._kinds.examples]
                of_kind[notice.sought_as] = np.array(looks, np.float32)
        return np.array([of_kind[notice.sought_as] for notice in notices])
