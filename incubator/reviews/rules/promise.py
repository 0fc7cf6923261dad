"""What groups can expect of the coaches, from what happened lately."""

from collections.abc import Sequence
from datetime import date

from incubator.core.working_days import working_days_between
from incubator.reviews.values import Promise

FEWEST = 5  # decided pieces: out of fewer no promise can be made
LATEST = 40  # pieces that count


def promise_of(waits: Sequence[tuple[date, date]]) -> Promise | None:
    """What to promise after these pieces of work (handed in, decided), the newest first; None out of too few."""
    lately = waits[:LATEST]
    if len(lately) < FEWEST:
        return None
    days = sorted(working_days_between(handed_in, decided) for handed_in, decided in lately)
    # Rounded up: of five pieces all five have to be within it.
    nine_in_ten = -(-len(days) * 9 // 10)
    # Nobody counts on an answer on the same day, also when it happened.
    promised = max(1, days[nine_in_ten - 1])
    within = sum(waited <= promised for waited in days)
    return Promise(len(days), promised, within)
