"""Evidence in the CPV codes: how near two codes stand in the tree, and how much their common ancestor tells.

A code with few codes below it says what the work is; a wide one ("building", "social services") only in which corner to look.
"""

from collections.abc import Iterable
from functools import cache

from incubator.core.reference import cpv

# (at most so many codes below, how strongly this says that the work is the same)
UNDER = ((12, 0.6), (30, 0.52), (100, 0.45), (200, 0.38), (10_000, 0.26))
CATCH_ALL = 0.4  # a wide code beside narrower ones of the same profile: the narrower ones say what is meant
ABOVE = ((12, 0.46), (30, 0.36), (100, 0.28), (10_000, 0.14))
BESIDE = ((12, 0.3), (30, 0.22), (100, 0.12), (10_000, 0.05))
NARROW = 12
ADDITIONAL = 0.8  # an additional code of a notice counts a little less than the main one


@cache
def width(code: str) -> int:
    """How many codes lie below a code, itself included."""
    return max(1, len(cpv.below(code)))


def _at(steps: tuple[tuple[int, float], ...], node: str) -> float:
    number = width(node)
    return next(strength for most, strength in steps if number <= most)


def catch_alls(own: Iterable[str]) -> frozenset[str]:
    """The wide codes of a profile that also names narrower ones below them."""
    codes = set(own)
    return frozenset(
        code for code in codes if width(code) > NARROW and any(one != code and cpv.is_under(one, code) for one in codes)
    )


def closeness(own: str, code: str, wide: frozenset[str] = frozenset()) -> float:
    """How strongly a code of a notice says that it is about the work of a code of the profile: 0 to 1."""
    if cpv.is_under(code, own):
        found = min(_at(UNDER, own), CATCH_ALL) if own in wide else _at(UNDER, own)
        return found + (0.03 if own == code else 0.0)
    if cpv.is_under(own, code):
        return _at(ABOVE, code)
    shared = next((above for above in cpv.ancestors(own) if cpv.is_under(code, above)), None)
    return _at(BESIDE, shared) if shared else 0.0


def nearest(
    own: Iterable[str], theirs: Iterable[str], main: str | None, wide: frozenset[str]
) -> tuple[float, tuple[str, str]]:
    """The strongest pair of codes, as (strength, (own, theirs))."""
    best, pair = 0.0, ("", "")
    for code in theirs:
        weight = 1.0 if code == main else ADDITIONAL
        for one in own:
            found = closeness(one, code, wide) * weight
            if found > best:
                best, pair = found, (one, code)
    return best, pair


def far_apart(own: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether no code shares so much as a division: then the text must be sure of itself."""
    mine = {code[:2] for code in own}
    return bool(mine) and not mine & {code[:2] for code in theirs}
