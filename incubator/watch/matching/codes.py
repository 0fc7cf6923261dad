"""Evidence in the CPV codes: how near two codes stand in the tree, and how much their common ancestor tells.

A code with few codes below it says what the work is; a wide code ("building", "social services") only in which corner to look.
"""

from collections.abc import Iterable
from functools import cache

from incubator.core.reference import cpv

# (at most so many codes below, how strongly this says that the work is the same)
UNDER = ((12, 0.6), (30, 0.52), (100, 0.45), (200, 0.38), (10_000, 0.26))
CATCH_ALL = 0.4  # a wide code beside narrower ones of the same profile: the narrower ones say what is meant
ABOVE = ((12, 0.46), (30, 0.36), (100, 0.28), (10_000, 0.14))
BESIDE = ((12, 0.3), (30, 0.22), (100, 0.12), (10_000, 0.05))
THE_SAME = 0.03  # what the code itself adds to a code below it
NARROW = 12
ADDITIONAL = 0.8  # an additional code of a notice counts a little less than the main code
WORKS = "45000000"
SERVICES_FROM = "50000000"  # the divisions of the CPV from here on are services, those before the works are goods


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
    return frozenset(code for code in codes if width(code) > NARROW and _names_narrower(codes, code))


def _names_narrower(codes: set[str], wide: str) -> bool:
    return any(code != wide and cpv.is_under(code, wide) for code in codes)


def closeness(own: str, code: str, wide: frozenset[str] = frozenset()) -> float:
    """How strongly a code of a notice says that it is about the work of a code of the profile: 0 to 1."""
    if cpv.is_under(code, own):
        return _under(own, code, wide)
    if cpv.is_under(own, code):
        return _at(ABOVE, code)
    for above in cpv.ancestors(own):
        if cpv.is_under(code, above):
            return _at(BESIDE, above)
    return 0.0


def _under(own: str, code: str, wide: frozenset[str]) -> float:
    strength = _at(UNDER, own)
    if own in wide:
        strength = min(strength, CATCH_ALL)
    if own == code:
        return strength + THE_SAME
    return strength


def nearest(
    own: Iterable[str], theirs: Iterable[str], main: str | None, wide: frozenset[str]
) -> tuple[float, tuple[str, str]]:
    """The strongest pair of codes, as (strength, (own, theirs)). Nothing in common is (0, two empty codes)."""
    best, pair = 0.0, ("", "")
    mine = tuple(own)
    for code in theirs:
        weight = 1.0 if code == main else ADDITIONAL
        for own_code in mine:
            strength = closeness(own_code, code, wide) * weight
            if strength > best:
                best, pair = strength, (own_code, code)
    return best, pair


def is_service(code: str) -> bool:
    """Whether a code lies in a division of services."""
    return code.isdigit() and cpv.division(code) >= SERVICES_FROM


def is_goods(code: str | None) -> bool:
    """Whether a code lies in a division of supplies. A notice without a code is not said to be about goods."""
    return code is not None and code.isdigit() and cpv.division(code) < WORKS
