"""What solidarity funds do by themselves."""

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.solidarity.queries.funds import all_funds
from incubator.solidarity.services.deciding import settle_due


def count_votes() -> str:
    """Count the questions of which the last day to vote is over."""
    now, counted = clock.now(), 0
    # Each by itself: what stops one neighbourhood does not stop the others.
    for fund in all_funds():
        with transaction(actor=SYSTEM):
            counted += settle_due(fund, now=now)
    return f"{counted} votes counted"
