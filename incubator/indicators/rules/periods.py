"""Which periods can be asked for."""

import re
from datetime import date

from incubator.indicators.values import FigurePeriod
from incubator.indicators.values.figures import QUARTERS

CODE = re.compile(r"(?P<year>20\d\d)(?:-k(?P<quarter>[1-4]))?", re.ASCII)
YEARS, YEARS_IN_QUARTERS = 6, 2


def read_period(code: str) -> FigurePeriod | None:
    """The period with this code (2025, 2025-k2); None for what is none."""
    matched = CODE.fullmatch(code.strip())
    return FigurePeriod(int(matched["year"]), int(matched["quarter"] or 0)) if matched else None


def last_year(today: date) -> FigurePeriod:
    """The last whole year that is over."""
    return FigurePeriod(today.year - 1)


def to_choose(today: date) -> list[FigurePeriod]:
    """The years and the quarters that began, the latest first; years go before quarters."""
    years = [FigurePeriod(today.year - back) for back in range(YEARS)]
    quarters = [
        FigurePeriod(today.year - back, quarter) for back in range(YEARS_IN_QUARTERS) for quarter in reversed(QUARTERS)
    ]
    return years + [each for each in quarters if each.first <= today]


def around(day: date) -> FigurePeriod:
    """The year of this day."""
    return FigurePeriod(day.year)
