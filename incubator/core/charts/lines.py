"""Lines over the same axis, as of turnover and costs, with the place where they cross."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from incubator.core.charts.axes import left_of_plot, named, plot, y_scale
from incubator.core.charts.scales import Scale, ticks
from incubator.core.charts.shapes import WIDTH, Callout, Chart, ChartFrame, KeyEntry, Look, Shape, Tone, polyline
from incubator.core.quantities import write_decimal

RIGHT = WIDTH - 10.0


@dataclass(frozen=True, slots=True)
class Series:
    """A line, or an area when its points close: what it is called, how it looks, and its points."""

    name: str
    tone: Tone
    look: Look
    points: tuple[tuple[float, float], ...]


def line_chart(
    frame: ChartFrame, series: Sequence[Series], callouts: Sequence[Callout] = (), language: str = "nl"
) -> Chart:
    """The lines from nothing to the last point. Raises `ValueError` without a point."""
    across, up = zip(*chain.from_iterable(line.points for line in series), strict=True)
    y, numbers = y_scale(min(up), max(up), len(callouts))
    last = max(across) or 1.0  # a drawing of nothing has room too
    x = Scale(0, last, left_of_plot(numbers, language), RIGHT)
    x_ticks = [(number, write_decimal(number, language)) for number in ticks(0, last) if number <= last]
    place = plot(frame, y, numbers, x, x_ticks=x_ticks, language=language)
    shapes = [Shape(_path(line, x, y), line.look, line.tone) for line in series]
    marks, names = named(place, callouts)
    key = tuple(KeyEntry(line.name, line.look, line.tone) for line in series)
    return Chart(
        frame.title,
        frame.words,
        frame.table,
        WIDTH,
        place.height,
        (*place.shapes, *shapes, *marks),
        (*place.labels, *names),
        key,
    )


def _path(line: Series, x: Scale, y: Scale) -> str:
    path = polyline([(x.place(across), y.place(up)) for across, up in line.points])
    return f"{path}z" if line.look is Look.AREA else path
