"""What currencies do by themselves."""

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.currency.queries.currencies import all_currencies
from incubator.currency.services import accounts, deciding, demurrage, market


def keep_currencies() -> str:
    """Count votes of which the last day is over, give accounts the limits of today, book demurrage, forget old cards."""
    now, counted, booked = clock.now(), 0, 0
    # Each by itself: what stops one neighbourhood does not stop the others.
    for currency in all_currencies():
        with transaction(actor=SYSTEM):
            # Votes first: what was accepted last night may hold from today.
            counted += deciding.settle_due(currency, now=now)
            booked += demurrage.take(currency, now=now)
            accounts.follow_rules(currency, today=clock.local(now).date())
    with transaction(actor=SYSTEM):
        gone = market.forget_old(now=now)
    return f"{counted} votes counted, {booked} periods of demurrage booked, {gone} cards removed"
