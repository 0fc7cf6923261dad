"""Which work a coach reads first."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from incubator.reviews.values import ClosingTerms

SOON = timedelta(days=14)  # after the answer the group has to write on, and to hand in


def closing_first(terms: Mapping[int, ClosingTerms], now: datetime) -> list[int]:
    """The rounds that close within two weeks, the first one first. What closes later, or closed, waits its turn."""
    soon = []
    for number, known in terms.items():
        if known.closes is not None and now <= known.closes <= now + SOON:
            soon.append((known.closes, number))
    return [number for _closes, number in sorted(soon)]
