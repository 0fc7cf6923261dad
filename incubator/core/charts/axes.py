"""The frame that charts with two axes share: the lines of round numbers, the words along them, and what is named above."""

from collections.abc import Sequence
from dataclasses import dataclass

from incubator.core.charts.lettering import LINE_HEIGHT, text_width
from incubator.core.charts.scales import Scale, thinned, ticks
from incubator.core.charts.shapes import WIDTH, Anchor, Callout, ChartFrame, Look, Shape, TextLabel, Tone, dot, polyline
from incubator.core.quantities import write_decimal

EDGE = 8.0
PLOT_HEIGHT = 200.0


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the numbers lie; `shapes` and `labels` are what is there already."""

    x: Scale
    y: Scale
    shapes: tuple[Shape, ...]
    labels: tuple[TextLabel, ...]
    height: int


def y_scale(lowest: float, highest: float, callouts: int) -> tuple[Scale, list[float]]:
    """The scale upwards, below the lines in which callouts are written, and its round numbers."""
    numbers = ticks(min(lowest, 0.0), max(highest, 0.0))
    top = 2 * LINE_HEIGHT + callouts * LINE_HEIGHT
    return Scale(numbers[0], numbers[-1], top + PLOT_HEIGHT, top), numbers


def left_of_plot(numbers: Sequence[float], language: str) -> float:
    """Where the drawing begins, right of the widest number."""
    return max(text_width(write_decimal(number, language)) for number in numbers) + EDGE


def plot(
    frame: ChartFrame, y: Scale, numbers: list[float], x: Scale, *, x_ticks: list[tuple[float, str]], language: str
) -> Plot:
    """The axes with their numbers and words."""
    shapes, labels = [], [TextLabel(2, LINE_HEIGHT - 3, frame.y_label)]
    for number in numbers:
        look = Look.AXIS if number == 0 else Look.GRID
        shapes.append(Shape(f"M{x.start:.1f} {y.place(number):.1f}H{x.end:.1f}", look))
        labels.append(TextLabel(x.start - 5, y.place(number) + 5, write_decimal(number, language), Anchor.END))
    line = y.start + LINE_HEIGHT + 6
    names = [_kept_inside(TextLabel(x.place(number), line, text, Anchor.MIDDLE)) for number, text in x_ticks]
    step = thinned([(name.box[0], name.box[2]) for name in names])
    for (number, _text), name in list(zip(x_ticks, names, strict=True))[::step]:
        shapes.append(Shape(f"M{x.place(number):.1f} {y.start:.1f}v6", Look.AXIS))
        labels.append(name)
    bottom = line
    if frame.x_label:
        bottom += LINE_HEIGHT + 3
        labels.append(TextLabel(WIDTH / 2, bottom, frame.x_label, Anchor.MIDDLE))
    return Plot(x, y, tuple(shapes), tuple(labels), round(bottom + EDGE))


def named(place: Plot, callouts: Sequence[Callout]) -> tuple[list[Shape], list[TextLabel]]:
    """Each callout on a line of its own above the drawing, with a dotted line down to its place."""
    shapes, labels = [], []
    # A line for each, also when they are far apart: two lowest months may lie beside each other.
    for line, callout in enumerate(callouts):
        x, y = place.x.place(callout.x), place.y.place(callout.y)
        text_line = (2 + line) * LINE_HEIGHT - 4
        shapes += [
            Shape(polyline([(x, text_line + 5), (x, y)]), Look.DASHES),
            Shape(dot(x, y, 4), Look.SOLID, Tone.PLAIN),
        ]
        labels.append(_kept_inside(TextLabel(x, text_line, callout.text, Anchor.MIDDLE, bold=True)))
    return shapes, labels


def _kept_inside(label: TextLabel) -> TextLabel:
    """The same text, moved as far as needed to be readable whole."""
    left, _top, right, _bottom = label.box
    if left < 0:
        return TextLabel(0, label.y, label.text, Anchor.START, label.bold)
    if right > WIDTH:
        return TextLabel(WIDTH, label.y, label.text, Anchor.END, label.bold)
    return label
