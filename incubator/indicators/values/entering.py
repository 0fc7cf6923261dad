"""A figure as a driver writes it down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from incubator.indicators.values.figures import FigurePeriod, IndicatorKey
from incubator.neighbourhood.values import Certainty, StatedGround


@dataclass(frozen=True, slots=True)
class EnteredFigure:
    """A number in hundredths of the unit of its indicator, the range where there is one, and what it rests on."""

    key: IndicatorKey
    period: FigurePeriod
    value: int
    low: int | None
    high: int | None
    ground: StatedGround


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """A figure that was written down, as a version keeps it: without who said it, for whoever is forgotten would stay there for ever."""

    indicator: IndicatorKey
    value_hundredths: int
    low_hundredths: int | None
    high_hundredths: int | None
    certainty: Certainty
    source: str
    said_on: date

    def stored(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "indicator": self.indicator.value,
            "value_hundredths": self.value_hundredths,
            "low_hundredths": self.low_hundredths,
            "high_hundredths": self.high_hundredths,
            "certainty": self.certainty.value,
            "source": self.source,
            "said_on": self.said_on.isoformat(),
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "KeptEntry":
        """What was stored. Raises `ValueError` or `KeyError` for what is none."""
        return cls(
            IndicatorKey(kept["indicator"]),
            kept["value_hundredths"],
            kept["low_hundredths"],
            kept["high_hundredths"],
            Certainty(kept["certainty"]),
            kept["source"],
            date.fromisoformat(kept["said_on"]),
        )
