"""Dividing whole cents so that nothing is lost and nothing is made."""

import math
from collections.abc import Sequence
from fractions import Fraction

Weight = Fraction | int


def by_weight(cents: int, weights: Sequence[Weight]) -> list[int]:
    """Divide an amount by weights that are not negative. Each part is rounded down; the cents that are left go to the largest remainders.

    With equal remainders who comes first goes first. Raises `ValueError` when all weights are nothing and the amount is not.
    """
    # A floor of a negative part would go the other way: a loss is divided as its opposite.
    if cents < 0:
        return [-part for part in by_weight(-cents, weights)]
    total = sum(map(Fraction, weights))
    if total == 0:
        if cents:
            raise ValueError("nothing to divide by")
        return [0] * len(weights)
    exact = [Fraction(cents) * weight / total for weight in weights]
    parts = list(map(math.floor, exact))
    left = cents - sum(parts)
    # Python's sort keeps the order of what is equal: the first in the list gets the cent.
    largest = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in largest[:left]:
        parts[place] += 1
    return parts


def instalments(cents: int, count: int) -> tuple[int, ...]:
    """Yearly parts that are equal; the last gets the cents that are left."""
    part = cents // count
    return (part,) * (count - 1) + (cents - part * (count - 1),)
