"""Where money comes from and where it goes, as streams as broad as their amounts (a Sankey diagram)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from incubator.core.charts.lettering import LINE_HEIGHT, wrap
from incubator.core.charts.shapes import (
    WIDTH,
    Anchor,
    Chart,
    ChartFrame,
    KeyEntry,
    Look,
    Shape,
    TextLabel,
    Tone,
    rectangle,
)

MOST_LEVELS = 3  # more would leave no room for the names on a phone
BLOCK = 12.0
STREAMS = 200.0  # how high all money together is drawn
THINNEST = 2.0
BETWEEN = 8.0
TONES = (Tone.A, Tone.B, Tone.C)


@dataclass(frozen=True, slots=True)
class Flow:
    """Money from one to another. Without an amount it is drawn thin and dashed: it is there, but nobody knows how much.

    Without a tone of its own it has that of whom it comes from.
    """

    source: str
    target: str
    amount: float | None
    tone: Tone | None = None
    look: Look = Look.AREA


@dataclass(frozen=True, slots=True)
class MoneyColumns:
    """Where names stand that are placed by what they are, not by who pays whom: from 0 on the left to 2 on the right.

    A name may stand in several columns: `columns` and the flows know it by a key, `names` says what is written.
    """

    columns: Mapping[str, int]
    names: Mapping[str, str]
    key: tuple[KeyEntry, ...] = ()


@dataclass(slots=True)
class _Node:
    name: str
    level: int
    arriving: float = 0.0
    leaving: float = 0.0
    top: float = 0.0
    lines: list[str] = field(default_factory=list)

    @property
    def size(self) -> float:
        return max(self.arriving, self.leaving, THINNEST)

    @property
    def left(self) -> float:
        return self.level * (WIDTH - BLOCK) / (MOST_LEVELS - 1)


def money_map(
    frame: ChartFrame,
    flows: Sequence[Flow],
    amounts: dict[str, str] | None = None,
    placed: MoneyColumns | None = None,
) -> Chart:
    """The streams between the names; `amounts` is what is written below a name. Flows from a name to itself are left out."""
    drawn = [flow for flow in flows if flow.source != flow.target]
    nodes = _nodes(drawn) if placed is None else _placed_nodes(drawn, placed)
    scale = _scale(nodes, drawn)
    for flow in drawn:
        nodes[flow.source].leaving += _thickness(flow, scale)
        nodes[flow.target].arriving += _thickness(flow, scale)
    height = _place(nodes, amounts or {})
    shapes = _streams(nodes, drawn, scale)
    labels = []
    for node in nodes.values():
        shapes.append(Shape(rectangle(node.left, node.top, BLOCK, node.size), Look.SOLID))
        labels += _labels(node)
    key = placed.key if placed is not None else ()
    return Chart(frame.title, frame.words, frame.table, WIDTH, round(height), tuple(shapes), tuple(labels), key)


def _nodes(flows: Sequence[Flow]) -> dict[str, _Node]:
    """Every name with its level: one further than the furthest of whom it gets money."""
    levels: dict[str, int] = {}
    for flow in flows:
        levels.setdefault(flow.source, 0)
        levels.setdefault(flow.target, 0)
    # As often as there are levels: money that goes round in a circle would push its names on for ever.
    for _round in range(MOST_LEVELS):
        for flow in flows:
            levels[flow.target] = max(levels[flow.target], min(levels[flow.source] + 1, MOST_LEVELS - 1))
    last = max(levels.values(), default=0)
    nodes = {}
    for name, level in levels.items():
        # With two levels the second stands on the right.
        nodes[name] = _Node(name, MOST_LEVELS - 1 if level == last and last else level)
    return nodes


def _placed_nodes(flows: Sequence[Flow], placed: MoneyColumns) -> dict[str, _Node]:
    keys = dict.fromkeys(end for flow in flows for end in (flow.source, flow.target))
    return {key: _Node(placed.names.get(key, key), placed.columns[key]) for key in keys}


def _scale(nodes: dict[str, _Node], flows: Sequence[Flow]) -> float:
    """How high one euro is drawn, so that the fullest level fits."""
    arriving: dict[str, float] = defaultdict(float)
    leaving: dict[str, float] = defaultdict(float)
    for flow in flows:
        arriving[flow.target] += flow.amount or 0.0
        leaving[flow.source] += flow.amount or 0.0
    totals: dict[int, float] = defaultdict(float)
    for name, node in nodes.items():
        totals[node.level] += max(arriving[name], leaving[name])
    return STREAMS / (max(totals.values(), default=0.0) or 1.0)


def _thickness(flow: Flow, scale: float) -> float:
    return max((flow.amount or 0.0) * scale, THINNEST)


def _place(nodes: dict[str, _Node], amounts: dict[str, str]) -> float:
    """Put the names of each level below each other, with room for their words above them. Gives the height of it all."""
    bottoms: dict[int, float] = defaultdict(float)
    room = WIDTH / max(len({node.level for node in nodes.values()}), 1) - 8
    for key, node in nodes.items():
        node.lines = list(wrap(node.name, room))
        if key in amounts:
            node.lines = [*node.lines, amounts[key]]
        node.top = bottoms[node.level] + len(node.lines) * LINE_HEIGHT + 2
        bottoms[node.level] = node.top + node.size + BETWEEN
    return max(bottoms.values(), default=LINE_HEIGHT)


def _streams(nodes: dict[str, _Node], flows: Sequence[Flow], scale: float) -> list[Shape]:
    used_left: dict[str, float] = defaultdict(float)
    used_right: dict[str, float] = defaultdict(float)
    sources = list(dict.fromkeys(flow.source for flow in flows))
    shapes = []
    for flow in flows:
        thickness = _thickness(flow, scale)
        source, target = nodes[flow.source], nodes[flow.target]
        from_y, to_y = source.top + used_right[flow.source], target.top + used_left[flow.target]
        used_right[flow.source] += thickness
        used_left[flow.target] += thickness
        path = _stream(source.left + BLOCK, from_y, target.left, to_y, thickness)
        look = flow.look if flow.amount is not None else Look.DASHES
        tone = flow.tone or TONES[sources.index(flow.source) % len(TONES)]
        shapes.append(Shape(path, look, tone))
    return shapes


def _stream(left: float, from_y: float, right: float, to_y: float, thickness: float) -> str:
    """A band that leaves and arrives straight."""
    half = (left + right) / 2
    return (
        f"M{left:.1f} {from_y:.1f}C{half:.1f} {from_y:.1f} {half:.1f} {to_y:.1f} {right:.1f} {to_y:.1f}"
        f"v{thickness:.1f}C{half:.1f} {to_y + thickness:.1f} {half:.1f} {from_y + thickness:.1f} "
        f"{left:.1f} {from_y + thickness:.1f}z"
    )


def _labels(node: _Node) -> list[TextLabel]:
    """The words above a name's block: at the edge of the drawing on the outside, in the middle between."""
    x, anchor = node.left, Anchor.START
    if node.level == MOST_LEVELS - 1:
        x, anchor = node.left + BLOCK, Anchor.END
    elif node.level:
        x, anchor = node.left + BLOCK / 2, Anchor.MIDDLE
    first = node.top - len(node.lines) * LINE_HEIGHT + LINE_HEIGHT - 5
    return [TextLabel(x, first + number * LINE_HEIGHT, line, anchor) for number, line in enumerate(node.lines)]
