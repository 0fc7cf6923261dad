"""A search as it is meant: filters that were typed between the words become filters."""

from dataclasses import replace
from datetime import datetime

from incubator.core import clock
from incubator.notices.queries.requests import Request
from incubator.notices.rules.filters_typed import TypedAmount, TypedFilters, read_filters


def understood(request: Request, now: datetime) -> tuple[Request, TypedFilters]:
    """The request with the filters out of its words, and what was read."""
    typed = read_filters(request.words, clock.local(now).date())
    if not typed.filters and typed.words == request.words:
        return request, typed
    periods = list(request.periods)
    lowest, highest = request.min_value, request.max_value
    for read in typed.filters:
        if isinstance(read, TypedAmount):
            # Both hold, what was typed and what was filled in.
            lowest = max(_given(lowest, read.lowest), default=None)
            highest = min(_given(highest, read.highest), default=None)
        else:
            periods.append(read)
    meant = replace(request, words=typed.words, periods=tuple(periods), min_value=lowest, max_value=highest)
    return meant, typed


def _given(*values: int | None) -> list[int]:
    return [value for value in values if value is not None]
