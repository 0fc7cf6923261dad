"""What comes in and goes out of each place, what leaks, and what would stay. All in cents, so that nothing is lost by rounding."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.moneymap.values import (
    CategoryChange,
    CategoryLeak,
    MappedFlow,
    MappedNode,
    NodeBalance,
    NodeLeak,
    Shifted,
    Whereabouts,
)

HERE, ELSEWHERE = Whereabouts.HERE, Whereabouts.ELSEWHERE
# By where money comes from and where it goes; whatever is not here is unknown.
WAYS = {
    (HERE, HERE): "stays",
    (HERE, ELSEWHERE): "leaves",
    (ELSEWHERE, HERE): "arrives",
    (ELSEWHERE, ELSEWHERE): "passes",
}
WHOLE = 10_000  # hundredths of a percent


def way_of(flow: MappedFlow) -> str:
    """The field of `CategoryLeak` that a flow counts for."""
    return WAYS.get((flow.source.where, flow.target.where), "unknown")


def balances(nodes: Sequence[MappedNode], flows: Iterable[MappedFlow]) -> list[NodeBalance]:
    """In and out of every place, in the order of the places."""
    arriving: dict[int, int] = defaultdict(int)
    leaving: dict[int, int] = defaultdict(int)
    for flow in flows:
        leaving[flow.source.number] += flow.cents
        arriving[flow.target.number] += flow.cents
    return [NodeBalance(node, arriving[node.number], leaving[node.number]) for node in nodes]


def leaks(flows: Iterable[MappedFlow]) -> list[CategoryLeak]:
    """Each category with what stays, leaves and arrives; the most leaking first."""
    rows: dict[str, CategoryLeak] = {}
    for flow in flows:
        row = rows.get(flow.category) or CategoryLeak(flow.category)
        way = way_of(flow)
        rows[flow.category] = replace(row, **{way: getattr(row, way) + flow.cents})
    return sorted(rows.values(), key=lambda row: (-row.leaves, -row.total, row.category))


def together(rows: Iterable[CategoryLeak]) -> CategoryLeak:
    """All categories as one."""
    total = CategoryLeak("")
    for row in rows:
        sums = {name: getattr(total, name) + getattr(row, name) for name in (*WAYS.values(), "unknown")}
        total = replace(total, **sums)
    return total


def node_leaks(nodes: Sequence[MappedNode], flows: Iterable[MappedFlow]) -> list[NodeLeak]:
    """Each place with what it exchanges with the neighbourhood and with elsewhere; places without any are left out."""
    rows = {node.number: NodeLeak(node) for node in nodes}
    for flow in flows:
        _add(rows, flow.source.number, "to", flow.target.where, flow.cents)
        _add(rows, flow.target.number, "from", flow.source.where, flow.cents)
    return [row for row in rows.values() if row != NodeLeak(row.node)]


def _add(rows: dict[int, NodeLeak], number: int, direction: str, other: Whereabouts, cents: int) -> None:
    # Unknown is not elsewhere: as a leak it would make the story stronger than the facts.
    if other is not Whereabouts.UNKNOWN and number in rows:
        name = f"{direction}_{other.value}"
        rows[number] = replace(rows[number], **{name: getattr(rows[number], name) + cents})


def what_if(rows: Iterable[CategoryLeak], hundredths: int) -> list[Shifted]:
    """What stays when this part of what leaves is spent here: leaves × percentage, a half cent up. Nothing comes or goes.

    `hundredths` are of a percent: 500 is 5 %. Raises `RuleViolation` outside 0 to 100 %.
    """
    if not 0 <= hundredths <= WHOLE:
        raise RuleViolation(N_("Write a number from 0 to 100."), field="percent")
    shifted = []
    for row in rows:
        if row.leaves:
            shifted.append(Shifted(row.category, row.leaves, (row.leaves * hundredths + WHOLE // 2) // WHOLE))
    return shifted


def changes(before: Mapping[str, int], after: Mapping[str, int]) -> list[CategoryChange]:
    """Each category of two versions with its sums, by name."""
    names = sorted(before.keys() | after.keys(), key=str.casefold)
    return [CategoryChange(name, before.get(name), after.get(name)) for name in names]


def sums_by_category(flows: Iterable[MappedFlow]) -> dict[str, int]:
    """The cents of each category."""
    sums: dict[str, int] = defaultdict(int)
    for flow in flows:
        sums[flow.category] += flow.cents
    return dict(sums)
