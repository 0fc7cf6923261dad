"""The tree of problem, cause and harm as a picture; the page shows the same as a nested list."""

from collections import Counter
from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.core.charts.lettering import LINE_HEIGHT, wrap
from incubator.core.charts.shapes import (
    WIDTH,
    Chart,
    ChartTable,
    KeyEntry,
    Look,
    Shape,
    TextLabel,
    Tone,
    polyline,
    rectangle,
)
from incubator.steps.messages.assemblies import TREE
from incubator.steps.values.assemblies import Leaf, TreeKind

STEP = 18.0  # to the right for each level
PADDING = 6.0
GAP = 8.0
# A look as well as a tone, so that colour is never the only difference.
LOOKS = {
    TreeKind.PROBLEM: (Look.AREA, Tone.C),
    TreeKind.CAUSE: (Look.DASHES, Tone.B),
    TreeKind.HARM: (Look.AXIS, Tone.A),
}


def of_tree(leaves: Sequence[Leaf]) -> Chart:
    """Boxes below each other, each to the right of what it hangs below and joined to it by a line."""
    shapes: list[Shape] = []
    labels: list[TextLabel] = []
    middles: dict[int, float] = {}
    top = 4.0
    for leaf in leaves:
        left = 2 + leaf.depth * STEP
        lines = wrap(leaf.text, WIDTH - left - 2 * PADDING - 4, most=3)
        height = len(lines) * LINE_HEIGHT + 2 * PADDING
        middles[leaf.id] = top + height / 2
        if leaf.depth and leaf.parent_id in middles:
            stem = left - STEP + 6
            shapes.append(Shape(polyline(_stem(stem, middles[leaf.parent_id], middles[leaf.id], left)), Look.AXIS))
        look, tone = LOOKS[leaf.kind]
        shapes.append(Shape(rectangle(left, top, WIDTH - left - 2, height), look, tone))
        for number, line in enumerate(lines, start=1):
            labels.append(
                TextLabel(left + PADDING, top + PADDING + number * LINE_HEIGHT - 4, line, bold=leaf.depth == 0)
            )
        top += height + GAP
    words = {leaf.id: leaf.text for leaf in leaves}
    table = ChartTable(
        (_("Leaf"), _("What it is"), _("Hangs below")),
        tuple((leaf.text, str(TREE[leaf.kind]), words.get(leaf.parent_id or 0, "")) for leaf in leaves),
    )
    key = tuple(KeyEntry(str(TREE[kind]), *LOOKS[kind]) for kind in TreeKind)
    return Chart(_("The tree"), _counted(leaves), table, WIDTH, round(top), tuple(shapes), tuple(labels), key)


def _stem(x: float, above: float, middle: float, left: float) -> list[tuple[float, float]]:
    return [(x, above), (x, middle), (left, middle)]


def _counted(leaves: Sequence[Leaf]) -> str:
    """What the picture shows, for who does not see it."""
    counted = Counter(leaf.kind for leaf in leaves)
    return _(
        "%(problems)s, with %(causes)s and %(harms)s. The list below says the same.",
        problems=ngettext("%(num)d problem", "%(num)d problems", counted[TreeKind.PROBLEM]),
        causes=ngettext("%(num)d cause", "%(num)d causes", counted[TreeKind.CAUSE]),
        harms=ngettext("%(num)d harm", "%(num)d harms", counted[TreeKind.HARM]),
    )
