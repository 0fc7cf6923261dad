"""The figures that were made public, as open data: without people, and without what is too small."""

from collections.abc import Iterable, Iterator
from typing import Any

from incubator.core.i18n import mark as N_
from incubator.core.open_data import ColumnType, DataColumn, DataRequest, DataRow, Dataset, paged
from incubator.indicators.queries.figures import PublicScope, for_visitors
from incubator.indicators.rules.registry import INDICATORS
from incubator.indicators.values import FigurePeriod, IndicatorFigure

RECKONED = N_("reckoned from what was written down")
FIXED = N_("fixed by the neighbourhood or the incubator")
COLUMNS = (
    DataColumn("period", N_("The year, or the year with its quarter (k1 to k4)."), FIXED, nullable=False),
    DataColumn("first_day", N_("The first day of the period."), FIXED, ColumnType.DAY, nullable=False),
    DataColumn("last_day", N_("The last day of the period."), FIXED, ColumnType.DAY, nullable=False),
    DataColumn("area", N_("Whether it is of a neighbourhood or of all together."), FIXED, nullable=False),
    DataColumn("name", N_("The neighbourhood. Empty for all together."), FIXED),
    DataColumn("municipality", N_("The code of its municipality (CBS)."), FIXED),
    DataColumn("indicator", N_("Which figure it is."), RECKONED, nullable=False),
    DataColumn("value", N_("The figure. Empty when it is not known or left out."), RECKONED, ColumnType.NUMBER),
    DataColumn("lowest", N_("The least that it can be."), RECKONED, ColumnType.NUMBER),
    DataColumn("highest", N_("The most that it can be; empty when that is open."), RECKONED, ColumnType.NUMBER),
    DataColumn("unit", N_("What the figure counts."), RECKONED, nullable=False),
    DataColumn("certainty", N_("Whether it is a fact or an estimate."), RECKONED),
    DataColumn("source", N_("Where the figure comes from."), RECKONED),
    DataColumn("unknown_because", N_("Why the figure is not known."), RECKONED),
    DataColumn(
        "left_out",
        N_("Whether it is left out because the number is too small."),
        RECKONED,
        ColumnType.YES_NO,
        nullable=False,
    ),
    DataColumn("version", N_("How often the period was fixed."), FIXED, ColumnType.WHOLE, N_("times"), nullable=False),
    DataColumn("fixed_on", N_("The day on which it was fixed."), FIXED, ColumnType.DAY, nullable=False),
)


def rows_for_everyone() -> Iterator[dict[str, Any]]:
    """A row for each indicator of each period that is public, the earliest period first."""
    for (_scope, period), known in for_visitors().items():
        for key, each in known.figures.items():
            yield {
                **_about(period, known),
                "indicator": key.value,
                "unit": INDICATORS[key].unit.value,
                "left_out": each.figure is None,
                **_numbers(each.figure),
            }


def _about(period: FigurePeriod, known: PublicScope) -> dict[str, Any]:
    place = known.snapshot.neighbourhood
    where: dict[str, Any] = {"area": "all", "name": None, "municipality": None}
    if place is not None:
        where = {"area": "neighbourhood", "name": place.name, "municipality": place.municipality}
    return {
        "period": period.code,
        "first_day": period.first,
        "last_day": period.last,
        **where,
        "version": known.snapshot.version,
        "fixed_on": known.snapshot.frozen_on,
    }


def _numbers(figure: IndicatorFigure | None) -> dict[str, Any]:
    if figure is None or not figure.is_known:
        reason = figure.why.value if figure and figure.why else None
        return dict.fromkeys(("value", "lowest", "highest", "certainty", "source")) | {"unknown_because": reason}
    return {
        "value": figure.value,
        "lowest": figure.low,
        "highest": figure.high,
        "certainty": figure.certainty.value,
        "source": figure.source.value if figure.source else None,
        "unknown_because": None,
    }


def _rows(request: DataRequest) -> Iterable[DataRow]:
    return paged(rows_for_everyone(), request)


INDICATOR_FIGURES = Dataset(
    key="indicators",
    title=N_("Results of neighbourhoods in figures"),
    about=N_("What neighbourhoods come to in each period: money that stays, work, members, contracts and challenges."),
    left_out=N_(
        "Only figures that were fixed and made public are in it. No person and no group is named. A number of people below 5, another "
        "number below 3, and what fewer than three cooperatives stand behind is left out; so is what it could be reckoned from. "
        "Zero is shown."
    ),
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    rows=_rows,
    columns=COLUMNS,
)
