"""Categories that leak over all anchors of a neighbourhood, for features that look for chances."""

from collections import defaultdict

from incubator.anchors.models import SpendList
from incubator.anchors.queries import purchases
from incubator.anchors.rules.sums import gaps
from incubator.anchors.values.purchases import CategoryGap, LeakingCategory
from incubator.core.plain_names import compared


def of_neighbourhood(neighbourhood_id: int) -> tuple[LeakingCategory, ...]:
    """The categories that leak, the largest known gap first, each over the last list of every anchor.

    Gap = total - what stays in the municipality, in cents of a year; the part of which nobody knows the place is named beside it.
    """
    last: dict[int, SpendList] = {}
    for row in purchases.lists_of_place(neighbourhood_id):
        # The last year comes first. Several years of one anchor would count the same need more than once.
        last.setdefault(row.anchor_id, row)
    lines = purchases.bought([row.id for row in last.values()])
    rows: dict[str, list[tuple[str, CategoryGap]]] = defaultdict(list)
    for row in last.values():
        for gap in gaps(lines[row.id]):
            # Without a category there is nothing to offer; more credited than bought is no leak.
            if gap.category and gap.gap > 0:
                rows[compared(gap.category)].append((row.anchor.name, gap))
    leaking = map(_together, rows.values())
    return tuple(sorted(leaking, key=lambda each: (each.unknown_cents - each.gap_cents, compared(each.category))))


def _together(rows: list[tuple[str, CategoryGap]]) -> LeakingCategory:
    names, cpv, total, unknown = [], "", 0, 0
    for name, gap in rows:
        names.append(name)
        cpv = cpv or gap.cpv
        total += gap.gap
        unknown += gap.unknown
    return LeakingCategory(rows[0][1].category, cpv, total, unknown, tuple(names))
