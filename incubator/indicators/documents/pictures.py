"""Small pictures below each other: a row for each indicator, with a bar for each period, and what else is possible as a line."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.core.charts.lettering import LINE_HEIGHT, wrap
from incubator.core.charts.shapes import (
    WIDTH,
    Anchor,
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
from incubator.indicators.messages.words import name_of, range_words, short_period, value_words
from incubator.indicators.rules.registry import INDICATORS
from incubator.indicators.values import FigurePeriod, IndicatorFigure, IndicatorKey
from incubator.neighbourhood.values import Certainty

HIGH = 28.0  # of the tallest bar
SLOT = 24.0  # room of a bar
LEFT = 2.0
BESIDE = 12.0  # between the last bar and the figure
THINNEST = 1.5  # a bar of nothing is seen too
Columns = Sequence[tuple[FigurePeriod, dict[IndicatorKey, IndicatorFigure]]]


@dataclass(frozen=True, slots=True)
class TrendRow:
    """The figures of an indicator, one for each period; None where it was not counted or is left out."""

    key: IndicatorKey
    figures: tuple[IndicatorFigure | None, ...]

    @property
    def last(self) -> IndicatorFigure | None:
        return self.figures[-1]

    @property
    def most(self) -> float:
        numbers = [
            float(each.high or each.value) for each in self.figures if each is not None and each.value is not None
        ]
        return max(numbers, default=0.0) or 1.0


def rows_of(columns: Columns) -> list[TrendRow]:
    """The indicators of which something is known in one of the periods."""
    rows = []
    for key in INDICATORS:
        figures = tuple(of_period.get(key) for _period, of_period in columns)
        if any(each is not None and each.is_known for each in figures):
            rows.append(TrendRow(key, figures))
    return rows


def of_figures(columns: Columns) -> Chart | None:
    """The picture with its table; None when nothing is known. The last column is the period that the page is about."""
    rows = rows_of(columns)
    if not any(map(_moves, rows)):
        return None
    shapes: list[Shape] = []
    labels: list[TextLabel] = []
    top = 0.0
    for row in filter(_moves, rows):
        for line in wrap(name_of(row.key), WIDTH - 4, most=2):
            top += LINE_HEIGHT
            labels.append(TextLabel(LEFT, top, line, bold=True))
        top += 6
        shapes += _bars(row, top)
        labels += _texts(row, top)
        top += HIGH + 8
    periods = [short_period(period) for period, _figures in columns]
    table = ChartTable((_("Indicator"), *periods), tuple((name_of(row.key), *map(_cell, row.figures)) for row in rows))
    key = (
        KeyEntry(_("fact"), Look.SOLID, Tone.A),
        KeyEntry(_("estimate"), Look.AREA, Tone.A),
        KeyEntry(_("what else is possible"), Look.LINE, Tone.C),
    )
    return Chart(_title(periods), _words(rows), table, WIDTH, round(top), tuple(shapes), tuple(labels), key)


def _moves(row: TrendRow) -> bool:
    """Whether there is something to draw: nought in every period stands in the table alone."""
    return any(each is not None and each.value for each in row.figures)


def _title(periods: Sequence[str]) -> str:
    if len(periods) == 1:
        return _("The figures of %(period)s", period=periods[0])
    return _("The figures from %(first)s to %(last)s", first=periods[0], last=periods[-1])


def _words(rows: Sequence[TrendRow]) -> str:
    known = sum(row.last is not None and row.last.is_known for row in rows)
    more = [row for row in rows if _direction(row) > 0]
    less = [row for row in rows if _direction(row) < 0]
    parts = [ngettext("%(num)d figure is known", "%(num)d figures are known", known)]
    if more:
        parts.append(_("more than before: %(names)s", names=", ".join(name_of(row.key) for row in more)))
    if less:
        parts.append(_("less than before: %(names)s", names=", ".join(name_of(row.key) for row in less)))
    return f"{'; '.join(parts)}."


def _direction(row: TrendRow) -> int:
    """Above nought when the last figure is more than the one before it."""
    known = [each.value for each in row.figures if each is not None and each.value is not None]
    if len(known) < 2 or row.last is None or row.last.value is None:
        return 0
    return (known[-1] > known[-2]) - (known[-1] < known[-2])


def _cell(figure: IndicatorFigure | None) -> str:
    if figure is None:
        return "-"
    possible = range_words(figure)
    return f"{value_words(figure)} ({possible})" if possible else value_words(figure)


def _bars(row: TrendRow, top: float) -> list[Shape]:
    bottom = top + HIGH
    shapes = [Shape(polyline([(LEFT, bottom), (LEFT + len(row.figures) * SLOT, bottom)]), Look.AXIS)]
    for number, figure in enumerate(row.figures):
        if figure is None or figure.value is None:
            continue
        left = LEFT + number * SLOT + 4
        height = max(float(figure.value) / row.most * HIGH, THINNEST)
        look = Look.SOLID if figure.certainty is Certainty.FACT else Look.AREA
        shapes.append(Shape(rectangle(left, bottom - height, SLOT - 8, height), look, Tone.A))
        shapes += _possible(row, figure, left + SLOT / 2 - 4, bottom)
    return shapes


def _possible(row: TrendRow, figure: IndicatorFigure, x: float, bottom: float) -> list[Shape]:
    """A line from the lowest to the highest; where the highest is open, up to the top."""
    if not figure.is_range or figure.low is None:
        return []
    high = row.most if figure.high is None else float(figure.high)
    ends = [(x, bottom - float(number) / row.most * HIGH) for number in (float(figure.low), high)]
    return [Shape(polyline(ends), Look.LINE, Tone.C)]


def _texts(row: TrendRow, top: float) -> list[TextLabel]:
    """The last figure beside its bars, in two lines when there is a range."""
    if row.last is None:
        return []
    left = LEFT + len(row.figures) * SLOT + BESIDE
    labels = [TextLabel(left, top + LINE_HEIGHT - 6, value_words(row.last), Anchor.START, bold=True)]
    possible = range_words(row.last)
    if possible:
        labels.append(TextLabel(left, top + 2 * LINE_HEIGHT - 8, possible))
    return labels
