"""A figure as a driver writes it down."""

from dataclasses import dataclass

from incubator.indicators.values.figures import FigurePeriod, IndicatorKey
from incubator.neighbourhood.values import StatedGround


@dataclass(frozen=True, slots=True)
class EnteredFigure:
    """A number in hundredths of the unit of its indicator, the range where there is one, and what it rests on."""

    key: IndicatorKey
    period: FigurePeriod
    value: int
    low: int | None
    high: int | None
    ground: StatedGround
