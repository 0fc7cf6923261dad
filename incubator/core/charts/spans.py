"""Stretches of time below each other, from today until each ends, with a line at the beginning of every year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from incubator.core.charts.lettering import BOLD, LINE_HEIGHT, shortened, text_width
from incubator.core.charts.scales import Scale
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
    polyline,
    rectangle,
)

BAR, BETWEEN, TOP = 10.0, 12.0, 18.0
THINNEST = 2.0
MOST_YEARS = 12  # after which a bar just goes on to the edge


@dataclass(frozen=True, slots=True)
class Span:
    """What lasts from a day to a day; `longest` when it may go on. A marked one is drawn paler, as less sure."""

    name: str
    label: str
    since: date
    until: date
    longest: date | None = None
    marked: bool = False


def span_chart(frame: ChartFrame, spans: Sequence[Span], *, today: date, key: Sequence[KeyEntry] = ()) -> Chart:
    """The spans in their order. Raises `ValueError` without any."""
    last = min(max(span.longest or span.until for span in spans).year, today.year + MOST_YEARS)
    scale = Scale(today.toordinal(), date(last, 12, 31).toordinal() + 1, 1, WIDTH - 1)
    shapes: list[Shape] = []
    labels: list[TextLabel] = []
    y = TOP
    for span in spans:
        room = WIDTH - text_width(span.label, bold=True) - 10
        y += LINE_HEIGHT
        labels.append(TextLabel(0, y - 3, shortened(span.name, room / BOLD)))
        labels.append(TextLabel(WIDTH, y - 3, span.label, Anchor.END, bold=True))
        shapes += _drawn(scale, y + 2, span)
        y += BAR + BETWEEN
    years, names = _years(scale, today, last, y)
    return Chart(
        frame.title, frame.words, frame.table, WIDTH, round(y), (*years, *shapes), (*names, *labels), tuple(key)
    )


def _drawn(scale: Scale, y: float, span: Span) -> list[Shape]:
    left, right = _place(scale, span.since), _place(scale, span.until)
    look = Look.AREA if span.marked else Look.SOLID
    shapes = [Shape(rectangle(left, y, max(right - left, THINNEST), BAR), look, Tone.A)]
    if span.longest is not None and span.longest > span.until:
        middle = y + BAR / 2
        shapes.append(Shape(polyline([(right, middle), (_place(scale, span.longest), middle)]), Look.DASHES, Tone.B))
    return shapes


def _place(scale: Scale, day: date) -> float:
    """The place of a day; what lies outside the drawing ends at its edge."""
    return scale.place(min(max(day.toordinal(), scale.low), scale.high))


def _years(scale: Scale, today: date, last: int, bottom: float) -> tuple[list[Shape], list[TextLabel]]:
    """A line at each new year, with its number where there is room."""
    shapes, labels = [], []
    edge = 0.0
    for year in range(today.year + 1, last + 1):
        x = scale.place(date(year, 1, 1).toordinal())
        shapes.append(Shape(polyline([(x, TOP), (x, bottom)]), Look.GRID))
        width = text_width(str(year))
        if x - width / 2 > edge and x + width / 2 < WIDTH:
            labels.append(TextLabel(x, TOP - 5, str(year), Anchor.MIDDLE))
            edge = x + width / 2 + 6
    return shapes, labels
