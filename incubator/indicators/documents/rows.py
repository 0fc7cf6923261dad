"""The figures of a scope as rows: for pages, sheets and the report the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from flask_babel import gettext as _

from incubator.core.tables import Column, Value
from incubator.indicators.messages import words
from incubator.indicators.models import IndicatorEntry
from incubator.indicators.queries.figures import ScopeFigures
from incubator.indicators.rules.registry import INDICATORS, of_theme
from incubator.indicators.values import FigurePeriod, IndicatorDefinition, IndicatorFigure, IndicatorKey, IndicatorTheme
from incubator.indicators.values.entering import KeptEntry
from incubator.indicators.values.reports import PlaceReport
from incubator.neighbourhood.messages import CERTAINTIES

HUNDRED = Decimal(100)
FiguresReport: TypeAlias = PlaceReport[ScopeFigures]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """An indicator on a page: the figure, what it is now when it was fixed otherwise, and what was written down beside it."""

    definition: IndicatorDefinition
    figure: IndicatorFigure
    corrected: IndicatorFigure | None
    entries: tuple[IndicatorEntry, ...]


def by_theme(of_scope: ScopeFigures) -> list[tuple[IndicatorTheme, list[FigureRow]]]:
    """The rows under each theme."""
    stands, corrected = of_scope.figures, of_scope.corrected
    themes = []
    for theme in IndicatorTheme:
        rows = []
        for definition in of_theme(theme):
            entries = tuple(each for each in of_scope.entries if each.indicator is definition.key)
            figure = stands.get(definition.key) or of_scope.now[definition.key]
            rows.append(FigureRow(definition, figure, corrected.get(definition.key), entries))
        themes.append((theme, rows))
    return themes


def entered_words(entry: IndicatorEntry | KeptEntry) -> str:
    """A figure that was written down, with its range."""
    text = words.written(entry.indicator, entry.value_hundredths / HUNDRED)
    ends = [each for each in (entry.low_hundredths, entry.high_hundredths) if each is not None]
    if len(ends) < 2:
        return text
    low, high = (words.written(entry.indicator, each / HUNDRED) for each in ends)
    return f"{text} ({_('between %(low)s and %(high)s', low=low, high=high)})"


def columns() -> list[Column]:
    """What stands above each column of the sheet."""
    return [
        Column(_("Area"), 24),
        Column(_("Period"), 12),
        Column(_("Indicator"), 34),
        Column(_("Key"), 22),
        Column(_("Value"), 16),
        Column(_("Lowest"), 16),
        Column(_("Highest"), 16),
        Column(_("Unit"), 16),
        Column(_("Certainty"), 14),
        Column(_("Source"), 34),
        Column(_("Unknown because"), 40),
        Column(_("Fixed on"), 14),
        Column(_("Version"), 10),
    ]


def sheet_rows(reports: Sequence[FiguresReport]) -> Iterator[tuple[Value, ...]]:
    """A row for each figure, earlier periods too; what was written down has rows of its own."""
    for report in reports:
        of_scope, name = report.figures, words.area_name(report.name)
        for period, figures in of_scope.before:
            yield from (_row(name, period, figure, None, None) for figure in figures.values())
        fixed_on = of_scope.fixed.frozen_on if of_scope.fixed else None
        version = of_scope.fixed.version if of_scope.fixed else None
        for figure in of_scope.figures.values():
            yield _row(name, of_scope.period, figure, fixed_on, version)
        for entry in of_scope.entries:
            if entry.taken_back_at is None:
                yield _entry_row(name, entry)


def _row(
    name: str, period: FigurePeriod, figure: IndicatorFigure, fixed_on: Value, version: Value
) -> tuple[Value, ...]:
    certainty = str(CERTAINTIES[figure.certainty]) if figure.is_known else ""
    source = str(words.SOURCES[figure.source]) if figure.source else ""
    return (
        name,
        period.code,
        words.name_of(figure.key),
        figure.key.value,
        figure.value,
        figure.low,
        figure.high,
        _unit(figure.key),
        certainty,
        source,
        words.why_words(figure),
        fixed_on,
        version,
    )


def _entry_row(name: str, entry: IndicatorEntry) -> tuple[Value, ...]:
    numbers = []
    for hundredths in (entry.value_hundredths, entry.low_hundredths, entry.high_hundredths):
        numbers.append(None if hundredths is None else hundredths / HUNDRED)
    source = _("%(source)s (written down by a driver)", source=entry.source)
    return (
        name,
        entry.period.code,
        words.name_of(entry.indicator),
        entry.indicator.value,
        *numbers,
        _unit(entry.indicator),
        str(CERTAINTIES[entry.certainty]),
        source,
        "",
        entry.said_on,
        None,
    )


def _unit(key: IndicatorKey) -> str:
    return str(words.UNITS[INDICATORS[key].unit])
