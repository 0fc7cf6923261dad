"""What reviewing does by itself."""

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.reviews import services


def remind_coaches() -> str:
    """Remind coaches of work that waits too long; once a day at most."""
    with transaction(actor=SYSTEM):
        written = services.remind(now=clock.now())
    return f"{written} reminders"
