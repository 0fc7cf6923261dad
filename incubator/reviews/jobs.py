"""What reviewing does by itself."""

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.reviews import services


def remind_coaches() -> str:
    """Write to whoever has the turn about work that waits: coaches, leads, groups, and in the end managers."""
    with transaction(actor=SYSTEM):
        written = services.remind(now=clock.now())
    return f"{written} reminders"
