"""Figures of other cities, as they are labelled there, each series with its own source."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from incubator.core.i18n import mark as N_

TABLE = Path(__file__).parents[1] / "content" / "elsewhere.toml"
# The words of the table, so that the catalogue knows them.
WORDS = (
    N_("Six institutions together"),
    N_("Spending of six institutions"),
    N_("Of it spent in Preston"),
    N_("Of it spent in Lancashire"),
    N_("Of it leaving Lancashire (about 61 percent)"),
    N_("More spent in Preston than in 2013"),
    N_("More spent in Lancashire than in 2013"),
    N_("The city council alone"),
    N_("Own spending of the council in Preston"),
    N_("Evergreen Cooperatives"),
    N_("People in the first laundry at its start"),
    N_("Employees of all cooperatives (about)"),
    N_("Blended pay an hour, with profit share (about)"),
    N_("The laundry"),
    N_("Employees (about); half of them are owners"),
    N_("Years of the contract with Cleveland Clinic"),
    N_("Places for which it washes (about)"),
)


@dataclass(frozen=True, slots=True)
class MeasuredFigure:
    """What was measured, when ("" when the source does not say), and the number as it is written there."""

    when: str
    what: str
    value: str


@dataclass(frozen=True, slots=True)
class MeasuredSeries:
    """Figures that belong together, with the source that they come from."""

    title: str
    source: str
    figures: tuple[MeasuredFigure, ...]


@dataclass(frozen=True, slots=True)
class MeasuredPlace:
    """A city with its series; series are never added up or compared with each other."""

    name: str
    series: tuple[MeasuredSeries, ...]


@lru_cache(maxsize=1)
def elsewhere() -> tuple[MeasuredPlace, ...]:
    """The cities of the table."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    places = []
    for place in table["place"]:
        series = []
        for each in place["series"]:
            figures = tuple(MeasuredFigure(**figure) for figure in each["figure"])
            series.append(MeasuredSeries(each["title"], each["source"], figures))
        places.append(MeasuredPlace(place["name"], tuple(series)))
    return tuple(places)
