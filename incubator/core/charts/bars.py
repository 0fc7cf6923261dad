"""Bars beside each other, as of the money at the end of each month, with a line for how it might be otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

from incubator.core.charts.axes import left_of_plot, named, plot, y_scale
from incubator.core.charts.lines import RIGHT
from incubator.core.charts.scales import Scale
from incubator.core.charts.shapes import (
    WIDTH,
    Callout,
    Chart,
    ChartFrame,
    KeyEntry,
    Look,
    Shape,
    Tone,
    polyline,
    rectangle,
)

GAP = 0.25  # of the room of a bar
WIDEST = 72.0  # a single bar does not fill the whole drawing
THINNEST = 1.0  # a bar of nothing is still seen


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with its name below it; a marked bar has a tone of its own."""

    name: str
    value: float
    marked: bool = False


def bar_chart(
    frame: ChartFrame,
    bars: Sequence[Bar],
    *,
    line: Sequence[float] = (),
    key: Sequence[KeyEntry] = (),
    callouts: Sequence[Callout] = (),
    language: str = "nl",
) -> Chart:
    """A bar for each number, and a line with as many points when there is another way to see it. Callouts count bars from 0.

    Raises `ValueError` without a bar.
    """
    values = [*(bar.value for bar in bars), *line]
    y, numbers = y_scale(min(values), max(values), len(callouts))
    x = Scale(-0.5, len(bars) - 0.5, left_of_plot(numbers, language), RIGHT)
    place = plot(
        frame, y, numbers, x, x_ticks=[(number, bar.name) for number, bar in enumerate(bars)], language=language
    )
    shapes = [_drawn(x, y, number, bar) for number, bar in enumerate(bars)]
    if line:
        points = [(x.place(number), y.place(value)) for number, value in enumerate(line)]
        # Through a single place no line can be seen: it is as wide as the bar below it.
        if len(points) == 1:
            points = [(x.place(side), y.place(line[0])) for side in (-0.5, 0.5)]
        shapes.append(Shape(polyline(points), Look.DASHES, Tone.B))
    marks, names = named(place, callouts)
    return Chart(
        frame.title,
        frame.words,
        frame.table,
        WIDTH,
        place.height,
        (*shapes, *place.shapes, *marks),
        (*place.labels, *names),
        tuple(key),
    )


def _bar(x: Scale, y: Scale, number: int, value: float) -> str:
    left, right = x.place(number - 0.5), x.place(number + 0.5)
    gap = max((right - left) * GAP, right - left - WIDEST) / 2
    top, bottom = sorted((y.place(value), y.place(0)))
    return rectangle(left + gap, top, right - left - 2 * gap, max(bottom - top, THINNEST))


def _drawn(x: Scale, y: Scale, number: int, bar: Bar) -> Shape:
    path = _bar(x, y, number, bar.value)
    # Pale bars, so that a line in front of them is seen; the marked one stands out without its colour too.
    return Shape(path, Look.SOLID, Tone.C) if bar.marked else Shape(path, Look.AREA, Tone.A)
