"""Which numbers of a published table stay out of it, because few people or groups stand behind them.

A number from one up to its threshold is left out. So is the next smallest beside it, as long as what is left out could be reckoned from
the total: one number alone, or several that together are fewer than the threshold. Where nothing is left to leave out, the total goes too.
Zero points at nobody, and stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

# From which number on a count is shown. Of people five, as official statistics do; of groups and contracts three.
GROUPS, PEOPLE = 3, 5
Number = int | Decimal
Parts = Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is left out of one column: in each division of the table the names of its parts, and whether the total is."""

    parts: tuple[frozenset[str], ...]
    total: bool


def hidden(total: Number, divisions: Iterable[Parts], least: int) -> Hidden:
    """What of a column is left out. Each division adds up to the total; `least` is the smallest number that is shown."""
    listed = list(divisions)
    hides_total = _is_small(total, least)
    chosen = []
    for parts in listed:
        names, without_total = _hidden_parts(parts, least, hides_total)
        chosen.append(names)
        hides_total = hides_total or without_total
    if hides_total:
        # A division that is shown whole would give the total away.
        chosen = [names or _smallest(parts, names) for parts, names in zip(listed, chosen, strict=True)]
    return Hidden(tuple(chosen), hides_total)


def _is_small(number: Number, least: int) -> bool:
    return 0 < number < least


def _hidden_parts(parts: Parts, least: int, hides_total: bool) -> tuple[frozenset[str], bool]:
    names = frozenset(name for name, number in parts.items() if _is_small(number, least))
    while names and not hides_total and _can_be_reckoned(parts, names, least):
        more = _smallest(parts, names)
        if not more:
            return names, True
        names |= more
    return names, hides_total


def _can_be_reckoned(parts: Parts, names: frozenset[str], least: int) -> bool:
    together = sum((parts[name] for name in names), Decimal(0))
    # Several that are few together are each few as well: their sum alone would give them away.
    return len(names) == 1 or together < least


def _smallest(parts: Parts, names: frozenset[str]) -> frozenset[str]:
    """The smallest part that is still shown and is not zero; none when there is no such part."""
    shown = [name for name, number in parts.items() if number and name not in names]
    # By name where they are equal: two files that hide different ones tell together what each of them hides.
    return frozenset(sorted(shown, key=lambda name: (parts[name], name))[:1])
