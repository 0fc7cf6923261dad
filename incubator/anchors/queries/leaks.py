"""Categories that leak over all anchors of a neighbourhood, for features that look for chances."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from incubator.anchors.models import SpendList
from incubator.anchors.queries import purchases
from incubator.anchors.rules.sums import FEW, gaps
from incubator.anchors.values.neighbourhoods import LeakingCategory
from incubator.anchors.values.purchases import Bought, CategoryGap, SpendArea
from incubator.core.plain_names import compared
from incubator.neighbourhood.values import Certainty


@dataclass(frozen=True, slots=True)
class LeakOfList:
    """A category that leaks in one list, and what was bought in it."""

    spend_list: SpendList
    gap: CategoryGap
    bought: tuple[Bought, ...]


def of_neighbourhood(neighbourhood_id: int) -> tuple[LeakingCategory, ...]:
    """The categories that leak, the largest known gap first, each over the last list of every anchor.

    Gap = total - what stays in the municipality, in cents of a year; the part of which nobody knows the place is named beside it.
    """
    last = last_lists(purchases.lists_of_place(neighbourhood_id))
    return of_lists(last, purchases.bought(last))


def last_lists(rows: Iterable[SpendList]) -> list[SpendList]:
    """The last list of every anchor, out of lists of which the last year comes first."""
    last: dict[int, SpendList] = {}
    for row in rows:
        # Several years of one anchor would count the same need more than once.
        last.setdefault(row.anchor_id, row)
    return list(last.values())


def of_lists(rows: Iterable[SpendList], lines: Mapping[int, Sequence[Bought]]) -> tuple[LeakingCategory, ...]:
    """The same over these lists, with what stands in each by its number."""
    leaks: dict[str, list[LeakOfList]] = defaultdict(list)
    for row in rows:
        for leak in _of_list(row, lines.get(row.id, ())):
            leaks[compared(leak.gap.category)].append(leak)
    leaking = map(_together, leaks.values())
    return tuple(sorted(leaking, key=lambda each: (each.unknown_cents - each.gap_cents, compared(each.category))))


def _of_list(row: SpendList, lines: Sequence[Bought]) -> Iterator[LeakOfList]:
    by_category: dict[str, list[Bought]] = defaultdict(list)
    for each in lines:
        by_category[compared(each.category)].append(each)
    for gap in gaps(lines):
        if gap.category and gap.gap > 0:
            yield LeakOfList(row, gap, tuple(by_category[compared(gap.category)]))


def _together(leaks: Sequence[LeakOfList]) -> LeakingCategory:
    most = max(leaks, key=lambda leak: leak.gap.gap)
    bought = [each for leak in leaks for each in leak.bought]
    rows = [leak.spend_list for leak in leaks]
    codes = dict.fromkeys(each.cpv for each in bought if each.cpv)
    divisions = filter(None, (leak.gap.cpv for leak in leaks))
    total, unknown, names = 0, 0, []
    for leak in leaks:
        total += leak.gap.gap
        unknown += leak.gap.unknown
        names.append(leak.spend_list.anchor.name)
    return LeakingCategory(
        leaks[0].gap.category,
        next(divisions, ""),
        tuple(codes),
        total,
        unknown,
        tuple(names),
        (most.spend_list.anchor_id, most.spend_list.year),
        _of_few(bought),
        _certainty(rows, bought),
        # What was said last may rest on what was said first.
        min(row.said_on for row in rows),
    )


def _of_few(bought: Iterable[Bought]) -> bool:
    """Whether what leaks, or the part of it without a place, is of so few suppliers that it would show what one of them earns."""
    outside = [each for each in bought if each.area is not SpendArea.MUNICIPALITY]
    suppliers = {each.supplier for each in outside}
    unplaced = {each.supplier for each in outside if each.area is SpendArea.UNKNOWN}
    return len(suppliers) < FEW or 0 < len(unplaced) < FEW


def _certainty(rows: Iterable[SpendList], bought: Iterable[Bought]) -> Certainty:
    """A sum is a fact when each list is one, and it is sure of each supplier where it is."""
    lists_are_facts = all(row.certainty is Certainty.FACT for row in rows)
    places_are_sure = all(each.is_sure for each in bought)
    return Certainty.FACT if lists_are_facts and places_are_sure else Certainty.ESTIMATE
