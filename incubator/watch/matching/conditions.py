"""The circumstances of many pairs at once: profiles with the same wish are judged together, and so are notices alike in it."""

from collections.abc import Hashable, Sequence
from datetime import datetime

import numpy as np

from incubator.watch.matching import circumstances
from incubator.watch.matching.circumstances import Kind
from incubator.watch.matching.postings import flat, gathered
from incubator.watch.matching.vectors import Levels, Mask, Positions, Vector
from incubator.watch.values import MatchableNotice, Profile

MOST_KEPT = 500_000  # judgements that are remembered; then it begins anew


class Wish:
    """What the profiles ask of one kind of circumstance: each distinct wish has a number and a profile that has it."""

    def __init__(self, kind: Kind, profiles: Sequence[Profile]) -> None:
        self.kind = kind
        numbers: dict[Hashable, int] = {}
        self.examples: list[Profile] = []
        of_profile = []
        for profile in profiles:
            wish = kind.wish(profile)
            if wish not in numbers:
                numbers[wish] = len(self.examples)
                self.examples.append(profile)
            of_profile.append(numbers[wish])
        self.numbers = np.array(of_profile, np.int64)
        self._judged: dict[Hashable, float] = {}

    def factors(
        self, notices: Sequence[MatchableNotice], rows: Positions, profiles: Positions, now: datetime
    ) -> Vector:
        """The factor of each pair."""
        number = len(self.examples)
        cells = rows * number + self.numbers[profiles]
        asked = np.zeros(len(notices) * number, np.bool_)
        asked[cells] = True
        table = np.ones(len(asked), np.float32)
        for cell in np.flatnonzero(asked).tolist():
            table[cell] = self._factor(notices[cell // number], cell % number, now)
        return table[cells]

    def _factor(self, notice: MatchableNotice, number: int, now: datetime) -> float:
        key = (number, self.kind.fact(notice), now)
        factor = self._judged.get(key)
        if factor is None:
            if len(self._judged) > MOST_KEPT:
                self._judged.clear()
            factor = self._judged[key] = self.kind.judged(self.examples[number], notice, now)[0]
        return factor


class Areas:
    """Where the profiles work: each distinct place has a number; the first stands for working everywhere."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        known = {"": 0}
        lists = []
        for profile in profiles:
            lists.append([known.setdefault(place, len(known)) for place in profile.places or ("",)])
        self.places = tuple(known)
        self.numbers, self.starts = flat(lists)
        self._levels: dict[tuple[str, ...], Levels] = {}

    def factors(self, notices: Sequence[MatchableNotice], rows: Positions, profiles: Positions) -> Vector:
        """The factor of each pair: that of the nearest place of its profile."""
        if not len(rows):
            return np.ones(0, np.float32)
        numbers, origin = gathered(self.numbers, self.starts, profiles)
        table = np.array([self._of(notice.places) for notice in notices])
        levels = table[rows[origin], numbers]
        nearest = np.maximum.reduceat(levels, np.searchsorted(origin, np.arange(len(rows))))
        return np.array([circumstances.FACTORS[level] for level in circumstances.Nearness], np.float32)[nearest]

    def _of(self, places: tuple[str, ...]) -> Levels:
        """The level of each place of the profiles for a notice at these places."""
        levels = self._levels.get(places)
        if levels is None:
            seen_from = [circumstances.Nearness.INSIDE]
            for own in self.places[1:]:
                seen_from.append(circumstances.nearness(own, places))
            levels = self._levels[places] = np.array(seen_from, np.int8)
        return levels


class Hindrances:
    """All wishes beside the work."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.areas = Areas(profiles)
        self.wishes = [Wish(kind, profiles) for kind in circumstances.KINDS]
        self._kinds = sorted({kind for profile in profiles for kind in profile.kinds})
        self._looks = {kind: self._looking_for(profiles, kind) for kind in self._kinds}
        self._any_kind = np.array([not profile.kinds for profile in profiles], np.bool_)

    @staticmethod
    def _looking_for(profiles: Sequence[Profile], kind: str) -> Mask:
        return np.array([not profile.kinds or kind in profile.kinds for profile in profiles], np.bool_)

    def looked_for(self, notices: Sequence[MatchableNotice], rows: Positions, profiles: Positions) -> Mask:
        """Whether the profile of each pair looks for that kind of notice."""
        looks = [self._looks.get(notice.sought_as, self._any_kind) for notice in notices]
        return np.array(looks, np.bool_).reshape(len(notices), -1)[rows, profiles]

    def factors(
        self, notices: Sequence[MatchableNotice], rows: Positions, profiles: Positions, now: datetime
    ) -> Vector:
        """What place, size, time and language leave of each pair."""
        factors = self.areas.factors(notices, rows, profiles)
        for wish in self.wishes:
            factors *= wish.factors(notices, rows, profiles, now)
        return factors
