"""Profiles compiled once and kept from one matching to the next: only what changed is compiled anew.

Each process keeps one set. Whoever matches takes it out and puts it back, so that two threads never have the same in hands: the other
one compiles its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from incubator.watch.matching import engine
from incubator.watch.values import MatchableNotice, Profile

EMPTY = Profile(name="")  # matches nothing: the place of one that comes later, or that went
SPARE, SHARE_SPARE = 8, 0.1  # places for profiles that come later: so many, and this share of what there is
MOST_REPLACED = 0.1  # when a larger share changed, all are compiled anew: that takes less


class CompiledProfiles:
    """Profiles by number, compiled together."""

    def __init__(self, profiles: Mapping[int, Profile]) -> None:
        self._numbers: list[int | None] = [*profiles, *[None] * self._spare(len(profiles))]
        self._profiles = [*profiles.values(), *[EMPTY] * self._spare(len(profiles))]
        self._matcher = engine.Matcher(self._profiles)

    @staticmethod
    def _spare(count: int) -> int:
        return SPARE + int(count * SHARE_SPARE)

    def hits(self, notices: Sequence[MatchableNotice], *, now: datetime) -> dict[int, dict[int, float]]:
        """The scores that reach the threshold of their profile: by the number of the notice, then by that of the profile."""
        scores: dict[int, dict[int, float]] = {notice.id: {} for notice in notices}
        for position, notice_id, score in self._matcher.match(notices, now=now).rows():
            number = self._numbers[position]
            if number is not None:
                scores[notice_id][number] = score
        return scores

    def renewed(self, profiles: Mapping[int, Profile]) -> "CompiledProfiles":
        """These profiles, compiled: itself with what changed replaced, or another when too much did."""
        known = self._known()
        gone = known.keys() - profiles.keys()
        changed = [number for number in profiles if self._differs(known.get(number), profiles[number])]
        if len(changed) + len(gone) > SPARE + len(self._profiles) * MOST_REPLACED:
            return CompiledProfiles(profiles)
        for number in gone:
            self._put(known.pop(number), None, EMPTY)
        free = [position for position, number in enumerate(self._numbers) if number is None]
        if len(changed) > len(free) + sum(map(known.__contains__, changed)):
            return CompiledProfiles(profiles)
        for number in changed:
            position = known.get(number)
            self._put(free.pop() if position is None else position, number, profiles[number])
        return self

    def _known(self) -> dict[int, int]:
        """The position of each profile by its number."""
        known = {}
        for position, number in enumerate(self._numbers):
            if number is not None:
                known[number] = position
        return known

    def _differs(self, position: int | None, profile: Profile) -> bool:
        return position is None or self._profiles[position] != profile

    def _put(self, position: int, number: int | None, profile: Profile) -> None:
        self._numbers[position], self._profiles[position] = number, profile
        self._matcher.replace(position, profile)


_kept: list[CompiledProfiles] = []  # at most one set


@contextmanager
def kept(profiles: Mapping[int, Profile]) -> Iterator[CompiledProfiles]:
    """These profiles, compiled: what an earlier matching of this process compiled is used again."""
    try:
        before = _kept.pop()
    except IndexError:
        current = CompiledProfiles(profiles)
    else:
        current = before.renewed(profiles)
    yield current
    # Not in a `finally`: a set with half a profile replaced must not stay.
    _kept[:] = [current]
