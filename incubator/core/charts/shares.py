"""Wholes in parts: a bar for each, of which the parts lie beside each other and make up all of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from incubator.core.charts.lettering import BOLD, LINE_HEIGHT, text_width, wrap
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

BAR, BETWEEN = 18.0, 16.0


@dataclass(frozen=True, slots=True)
class SharePart:
    """A part from 0 to 1 and how it looks; looks differ, so that colour is never the only difference."""

    share: float
    look: Look
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class ShareBar:
    """A whole by its name, with the words that stand at its right."""

    name: str
    beside: str
    parts: tuple[SharePart, ...]


def share_chart(frame: ChartFrame, bars: Sequence[ShareBar], key: Sequence[KeyEntry]) -> Chart:
    """The bars below each other, each with its name above it."""
    shapes: list[Shape] = []
    labels: list[TextLabel] = []
    y = 0.0
    for bar in bars:
        room = WIDTH - text_width(bar.beside, bold=True) - 10
        for line in wrap(bar.name, room / BOLD, most=2):
            y += LINE_HEIGHT
            labels.append(TextLabel(0, y - 3, line))
        labels.append(TextLabel(WIDTH, y - 3, bar.beside, Anchor.END, bold=True))
        shapes += _drawn(bar, y + 2)
        y += BAR + BETWEEN
    height = round(max(y, LINE_HEIGHT))
    return Chart(frame.title, frame.words, frame.table, WIDTH, height, tuple(shapes), tuple(labels), tuple(key))


def _drawn(bar: ShareBar, top: float) -> list[Shape]:
    shapes = []
    left = 1.0
    for part in bar.parts:
        width = (WIDTH - 2) * part.share
        if width > 0:
            shapes.append(Shape(rectangle(left, top, width, BAR), part.look, part.tone))
        left += width
    # Around all of it, so that a part that is only an outline is seen as a part.
    shapes.append(Shape(rectangle(1, top, WIDTH - 2, BAR), Look.AXIS))
    return shapes
