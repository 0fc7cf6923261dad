"""A newer version of a file: what is the same, and what took the place of what is gone."""

from collections.abc import Sequence

from incubator.bids.values.requirements import Recognised, RequirementKind, words_of

ALIKE = 0.5  # of the words of both together: then the one took the place of the other
Key = tuple[RequirementKind, str, str]


def new_and_same(known: Sequence[Key], demands: Sequence[Recognised]) -> tuple[list[Recognised], dict[Key, Recognised]]:
    """What nobody has seen yet, and what is there already with where it stands now."""
    fresh: list[Recognised] = []
    same: dict[Key, Recognised] = {}
    keys = set(known)
    for demand in demands:
        if demand.same_as in keys:
            same.setdefault(demand.same_as, demand)
        else:
            fresh.append(demand)
            keys.add(demand.same_as)
    return fresh, same


def nearest(text: str, others: Sequence[tuple[int, str]]) -> int | None:
    """The number of the text that most likely took the place of this one; None when none is like it."""
    best, number = ALIKE, None
    words = set(words_of(text).split())
    for candidate, other in others:
        theirs = set(words_of(other).split())
        likeness = len(words & theirs) / max(len(words | theirs), 1)
        if likeness >= best:
            best, number = likeness, candidate
    return number
