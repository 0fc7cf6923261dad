"""How many dates of an agenda stand open on a page, and how the later ones are put together. Plain Python."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Dated = TypeVar("Dated")
MOST_SHOWN = 12  # what one looks over on a phone


@dataclass(frozen=True, slots=True)
class DatesOfMonth(Generic[Dated]):
    """The later dates of one month; `day` is the first of them."""

    day: date
    dates: tuple[Dated, ...]


def nearest_and_later(
    dates: Sequence[Dated], day_of: Callable[[Dated], date]
) -> tuple[Sequence[Dated], list[DatesOfMonth[Dated]]]:
    """The nearest dates, and the later ones by month, in their order."""
    months: dict[tuple[int, int], list[Dated]] = {}
    for later in dates[MOST_SHOWN:]:
        day = day_of(later)
        months.setdefault((day.year, day.month), []).append(later)
    parts = list(months.values())
    return dates[:MOST_SHOWN], [DatesOfMonth(day_of(part[0]), tuple(part)) for part in parts]
