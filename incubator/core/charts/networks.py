"""Who has to do with whom: numbered dots on a circle, lines between them, and the names below by their numbers.

Names stand below the circle: beside the dots they would run over each other on a phone.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

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
    dot,
    polyline,
)


@dataclass(frozen=True, slots=True)
class NetworkLine:
    """A line from one name to another, by their places among the names; `is_mutual` has no point at its end."""

    first: int
    second: int
    look: Look
    tone: Tone
    is_mutual: bool = False


CENTRE = WIDTH / 2
RADIUS = 118.0
OUTSIDE = 16.0  # from a dot to its number
DOT = 6.0
HEAD = 9.0


def network(
    frame: ChartFrame, names: Sequence[str], lines: Sequence[NetworkLine], key: Sequence[KeyEntry] = ()
) -> Chart:
    """The circle with its lines, and the names below each other."""
    middle = RADIUS + OUTSIDE + LINE_HEIGHT
    shapes, labels = [], []
    for line in lines:
        start, end = _place(line.first, len(names), RADIUS, middle), _place(line.second, len(names), RADIUS, middle)
        shapes.append(Shape(polyline([start, end]), line.look, line.tone))
        if not line.is_mutual:
            shapes.append(Shape(_head(start, end), Look.SOLID, line.tone))
    for place in range(len(names)):
        shapes.append(Shape(dot(*_place(place, len(names), RADIUS, middle), DOT), Look.SOLID, Tone.PLAIN))
        x, y = _place(place, len(names), RADIUS + OUTSIDE, middle)
        labels.append(TextLabel(x, y + 5, str(place + 1), Anchor.MIDDLE, bold=True))
    top = middle + RADIUS + OUTSIDE + LINE_HEIGHT * 1.5
    for place, name in enumerate(names):
        for number, part in enumerate(wrap(name, WIDTH - 30, most=2)):
            if not number:
                labels.append(TextLabel(22, top, str(place + 1), Anchor.END, bold=True))
            labels.append(TextLabel(30, top, part))
            top += LINE_HEIGHT
    return Chart(frame.title, frame.words, frame.table, WIDTH, round(top), tuple(shapes), tuple(labels), tuple(key))


def _place(place: int, number: int, radius: float, middle: float) -> tuple[float, float]:
    """A place on the circle; the first stands at the top."""
    angle = 2 * math.pi * place / max(number, 1) - math.pi / 2
    return CENTRE + radius * math.cos(angle), middle + radius * math.sin(angle)


def _head(start: tuple[float, float], end: tuple[float, float]) -> str:
    """The point of an arrow, just before the dot at the end."""
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    tip = end[0] - DOT * math.cos(angle), end[1] - DOT * math.sin(angle)
    points = [tip]
    for side in (0.4, -0.4):
        points.append((tip[0] - HEAD * math.cos(angle + side), tip[1] - HEAD * math.sin(angle + side)))
    return polyline(points) + "z"
